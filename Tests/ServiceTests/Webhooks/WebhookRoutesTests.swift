import CurlTransport
import Digest
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite("POST /webhooks/{source}")
struct WebhookRoutesTests {
    @Test("Each sample is taken, and its repetition is told the same id")
    func samples() async throws {
        try await WebhookStage.run { stage in
            var ids: Set<String> = []
            for name in WebhookCall.names {
                let call = try WebhookCall.load(name)
                let first = try await stage.post(call)
                #expect(first.status == 202, "\(name): \(first.text)")
                let id = try #require(first.json["delivery"])
                #expect(id.hasPrefix("d_") && first.text == "{\"delivery\":\"\(id)\"}")
                ids.insert(id)
                let again = try await stage.post(call)
                #expect(again.status == 200 && again.text == first.text, "\(name)")
            }
            #expect(ids.count == WebhookCall.names.count)
            #expect(stage.observed.all.count { $0.hasSuffix(" accepted true") } == 10)
            #expect(stage.observed.all.count { $0.hasSuffix(" repeated true") } == 10)
            let jobs = try await stage.store.lease(limit: 100, owner: "w", seconds: 60, now: WebhookStage.now)
            let tickets = Set(jobs.map(\.job.ticketID.rawValue))
            #expect(tickets.isSuperset(of: ["T-1001", "connectwise-psa:402118", "autotask:352744", "halopsa:12418"]))
            #expect(!tickets.contains("connectwise-psa:402099"))
        }
    }

    @Test("One delivery fifty times at once: one job, one id, fifty good answers")
    func atOnce() async throws {
        try await WebhookStage.run { stage in
            let call = try WebhookCall.load("generic-created")
            let answers = try await withThrowingTaskGroup(of: WebhookStage.Answer.self) { tasks in
                for _ in 0..<50 { tasks.addTask { try await stage.post(call) } }
                var all: [WebhookStage.Answer] = []
                for try await answer in tasks { all.append(answer) }
                return all
            }
            #expect(answers.count { $0.status == 202 } == 1 && answers.count { $0.status == 200 } == 49)
            #expect(Set(answers.map(\.text)).count == 1)
            #expect(try stage.store.queueFigures(now: WebhookStage.now).counts[.waiting] == 1)
        }
    }

    @Test("Whatever is wrong with a signature, the answer is the same; the log knows")
    func refusals() async throws {
        try await WebhookStage.run { stage in
            let call = try WebhookCall.load("generic-created")
            var forms: [[String: String]] = [call.headers, call.headers, call.headers, call.headers]
            forms[0]["webhook-signature"] = nil
            forms[1]["webhook-signature"] = "v1,AAAA"
            forms[2]["webhook-timestamp"] = "1700000000"
            forms[3]["webhook-id"] = "a.b"
            var answers: [[String: String]] = []
            for headers in forms {
                let answer = try await stage.post(
                    "generic", headers.map { ($0.key, $0.value) }, Array(call.body.utf8))
                #expect(answer.status == 401)
                #expect(answer.headers.first(named: "content-type") == "application/problem+json")
                answers.append(answer.json)
            }
            #expect(Set(answers).count == 1 && answers[0]["type"] == "urn:sidenote:problem:signature")
            #expect(
                stage.observed.all == [
                    "generic refused_missing true", "generic refused_mismatch true", "generic refused_stale true",
                    "generic refused_misshapen true",
                ])
            let log = stage.lines.all.joined(separator: "\n")
            #expect(log.contains("refused: stale") && log.contains("refused: mismatch"))
        }
    }

    @Test("A flood of refusals does not fill the log, and no log line holds what was sent")
    func quietLog() async throws {
        try await WebhookStage.run { stage in
            let call = try WebhookCall.load("halopsa-new")
            for _ in 0..<50 {
                _ = try await stage.post("halopsa", [("Token", "AAAA")], Array(call.body.utf8))
                _ = try await stage.post("halopsa", [("Token", "secretlooking")], Array(call.body.utf8))
            }
            #expect(stage.lines.all.count == 1)
            let text = stage.lines.all.joined()
            #expect(!text.contains("Dana") && !text.contains("secretlooking") && !text.contains("example-halo"))
        }
    }

    @Test(
        "No such source, or none that has a secret",
        arguments: ["nothing", "halopsa", "GENERIC", "generic/x", "%2e%2e", ""])
    func unknown(_ source: String) async throws {
        try await WebhookStage.run(sources: ["generic"]) { stage in
            let answer = try await stage.post(source, [], [])
            #expect(answer.status == 404)
            #expect(stage.observed.all.isEmpty)
        }
    }

    @Test("Only POST", arguments: ["GET", "PUT", "DELETE"])
    func methods(_ method: String) async throws {
        try await WebhookStage.run { stage in
            let answer = try await stage.post("generic", [], [], method: method)
            #expect(answer.status == 404 || answer.status == 405)
        }
    }

    @Test("Too large: by its own word, without being read; and while it is read")
    func size() async throws {
        try await WebhookStage.run(maxBodyKiB: 4) { stage in
            // The word alone is enough: the body never comes.
            let said = try await stage.raw(
                Array(
                    "POST /webhooks/generic HTTP/1.1\r\nHost: x\r\nContent-Length: 4097\r\nConnection: close\r\n\r\n"
                        .utf8))
            #expect(said.hasPrefix("HTTP/1.1 413"), "\(said.prefix(40))")
            let chunk = "1000\r\n" + String(repeating: "x", count: 4096) + "\r\n"
            let streamed = try await stage.raw(
                Array(
                    ("POST /webhooks/generic HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                        + chunk + chunk + "0\r\n\r\n").utf8))
            #expect(streamed.hasPrefix("HTTP/1.1 413"), "\(streamed.prefix(40))")
            // Exactly at the limit the signature is what counts.
            let atLimit = try await stage.post("generic", [], [UInt8](repeating: 0x20, count: 4096))
            #expect(atLimit.status == 401)
            #expect(
                stage.observed.all == [
                    "generic too_large true", "generic too_large true", "generic refused_missing true",
                ])
        }
    }

    @Test("A wrong credential in the headers is refused before the body comes")
    func earlyRefusal() async throws {
        try await WebhookStage.run { stage in
            for line in ["Authorization: Bearer wrong-wrong-wrong-wrong", "X-None: 1"] {
                // Nothing of the body is sent: an answer means that none of it was waited for.
                let answer = try await stage.raw(
                    Array(
                        "POST /webhooks/email HTTP/1.1\r\nHost: x\r\n\(line)\r\nContent-Length: 20000000\r\nConnection: close\r\n\r\n"
                            .utf8))
                #expect(answer.hasPrefix("HTTP/1.1 401"), "\(answer.prefix(40))")
            }
            #expect(stage.observed.all == ["email refused_mismatch true", "email refused_missing true"])
        }
    }

    @Test("Compressed bodies are refused: nobody signed what would come out")
    func compressed() async throws {
        try await WebhookStage.run { stage in
            let answer = try await stage.post("generic", [("Content-Encoding", "gzip")], [0x1F, 0x8B])
            #expect(answer.status == 415)
        }
    }

    @Test(
        "Signed and no delivery: 400",
        arguments: [
            "", "7", "{}", "{\"type\":\"ticket.created\"}", "{\"type\":\"ticket.created\",\"data\":{\"id\":\"T\"}}",
            "{\"type\":",
            String(repeating: "[", count: 70),
        ])
    func malformed(_ body: String) async throws {
        try await WebhookStage.run { stage in
            let answer = try await stage.post("generic", try Self.signed(Array(body.utf8)), Array(body.utf8))
            #expect(answer.status == 400 && answer.json["type"] == "urn:sidenote:problem:malformed", "\(answer.text)")
            #expect(stage.observed.all == ["generic malformed true"])
            #expect(try stage.store.queueFigures(now: WebhookStage.now).counts[.waiting] ?? 0 == 0)
        }
    }

    @Test("What cannot be stored is answered 503 with a time to come again")
    func unavailable() async throws {
        try await WebhookStage.run(readOnly: true) { stage in
            let answer = try await stage.post(try WebhookCall.load("autotask-create"))
            #expect(answer.status == 503 && answer.headers.first(named: "retry-after") == "5")
            #expect(stage.observed.all == ["autotask unavailable true"])
            #expect(!answer.text.contains("/"), "a path: \(answer.text)")
        }
    }

    @Test("A batch is answered when all of it is stored; sent again, it is a repetition")
    func batch() async throws {
        try await WebhookStage.run { stage in
            let events = (0..<100).map { number in
                "{\"id\":\"e\(number)\",\"event\":\"ticket updated\",\"object_id\":\(number / 2 + 1),\"timestamp\":\"2026-09-10T15:00:\(number < 60 ? "0" : "1")0Z\"}"
            }
            let body = Array("[\(events.joined(separator: ","))]".utf8)
            let code = try HMAC.code(
                .sha256, key: Array(try #require(WebhookStage.secrets["halopsa"]).utf8), message: body)
            let headers = [("Token", Base64.text(code))]
            let first = try await stage.post("halopsa", headers, body)
            #expect(first.status == 202)
            let object = try JSONSerialization.jsonObject(with: Data(first.text.utf8)) as? [String: [String]]
            #expect(object.map { Set($0["deliveries"] ?? []).count } == 100)
            let again = try await stage.post("halopsa", headers, body)
            #expect(again.status == 200 && again.text == first.text)
            #expect(try stage.store.queueFigures(now: WebhookStage.now).counts[.waiting] == 50)
        }
    }

    @Test("An empty batch is acknowledged")
    func emptyBatch() async throws {
        try await WebhookStage.run { stage in
            let code = try HMAC.code(
                .sha256, key: Array(try #require(WebhookStage.secrets["halopsa"]).utf8), message: Array("[]".utf8))
            let answer = try await stage.post("halopsa", [("Token", Base64.text(code))], Array("[]".utf8))
            #expect(answer.status == 200 && answer.text == "{\"deliveries\":[]}")
        }
    }

    @Test("Autotask's unsigned word changes nothing, and the operator is told to look")
    func deactivated() async throws {
        try await WebhookStage.run { stage in
            let answer = try await stage.post(try WebhookCall.load("autotask-deactivated"))
            #expect(answer.status == 200)
            #expect(stage.observed.all == ["autotask notice_deactivated true"])
            #expect(stage.lines.all.count == 1 && stage.lines.all[0].hasPrefix("warning webhook deactivated"))
            // Deliveries go on as before.
            let next = try await stage.post(try WebhookCall.load("autotask-create"))
            #expect(next.json["delivery"] == "d_1")
        }
    }

    static func signed(_ body: [UInt8], id: String = "m") throws -> [(String, String)] {
        let secret = try #require(WebhookStage.secrets["generic"])
        let key = try #require(Base64.bytes(String(secret.dropFirst(6))))
        let code = try HMAC.code(.sha256, key: key, message: Array("\(id).1789052535.".utf8) + body)
        return [
            ("webhook-id", id), ("webhook-timestamp", "1789052535"), ("webhook-signature", "v1," + Base64.text(code)),
        ]
    }
}
