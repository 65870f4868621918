import CurlTransport
import Domain
import Foundation
import Storage
import Testing

@testable import Service

@Suite struct TokenPageTests {
    private let path = "/settings/tokens"

    private func me(_ stage: PageStage, _ token: String) async throws -> Int {
        try await stage.transport.send(
            HTTPRequest(
                method: "GET", url: stage.url + "/api/v1/me", headers: [HTTPHeader("Authorization", "Bearer \(token)")])
        ).status
    }

    @Test func aTokenIsShownOnceWorksAndIsRevoked() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            var browser = try await stage.browser(.admin)
            let answer = try await browser.submit(
                path, from: path,
                [
                    ("label", "nightly <b>export</b>"), ("role", "reader"), ("scope", "these"), ("clients", "alder"),
                    ("lifetime", "30"),
                ])
            #expect(answer.status == 303)
            #expect(!answer.target.contains("sn_"))
            let shown = try await browser.get(answer.target).text
            let start = try #require(shown.range(of: ">sn_"))
            let secret = "sn_" + shown[start.upperBound...].prefix { $0 != "<" }
            #expect(shown.contains("nightly &lt;b&gt;export"))
            #expect(try await !browser.get(answer.target).text.contains("sn_"))
            #expect(try await me(stage, secret) == 200)
            let token = try #require(try stage.store.tokens().first)
            #expect(token.clients == [SettingsWorld.alder])
            #expect(try stage.store.auditEntries(AuditFilter(act: "token_created")).count == 1)

            let revoke = "\(path)/\(token.id)/revoke"
            #expect(try await browser.submit(revoke, from: path).text.contains("This cannot be taken back"))
            #expect(try await me(stage, secret) == 200)
            #expect(try await browser.submit(revoke, from: path, [("confirm", "1")]).status == 303)
            #expect(try await me(stage, secret) == 401)
            #expect(try await browser.get(path).text.contains("Revoked and run out (1)"))
        }
    }

    @Test func badInputMakesNone() async throws {
        try await PageStage.run(records: SettingsWorld.records) { stage in
            var browser = try await stage.browser(.admin)
            for fields in [
                [("label", ""), ("role", "reader")], [("label", "x"), ("role", "root")],
                [("label", "x"), ("role", "reader"), ("lifetime", "1000000")],
                [("label", "x"), ("role", "reader"), ("scope", "these"), ("clients", "nobody")],
            ] {
                #expect(try await browser.submit(path, from: path, fields).status == 422)
            }
            #expect(try stage.store.tokens().isEmpty)
            #expect(try await browser.submit(path + "/t_99/revoke", from: path, [("confirm", "1")]).status == 404)
        }
    }

    @Test func aSecretIsTakenOnceAndOnlyByItsMaker() throws {
        let once = OnceShown()
        let now = Timestamp(seconds: 1_800_000_000)
        let id = try once.keep("secret", for: "u_1", now: now)
        #expect(once.take(id, for: "u_2", now: now) == nil)
        #expect(once.take(id, for: "u_1", now: now.adding(seconds: 60)) == "secret")
        #expect(once.take(id, for: "u_1", now: now) == nil)
        let late = try once.keep("secret", for: "u_1", now: now)
        #expect(once.take(late, for: "u_1", now: now.adding(seconds: 121)) == nil)
        #expect(once.take(nil, for: "u_1", now: now) == nil)
        let first = try once.keep("first", for: "u_1", now: now)
        for number in 1...64 { _ = try once.keep("s\(number)", for: "u_1", now: now.adding(seconds: 1)) }
        #expect(once.take(first, for: "u_1", now: now.adding(seconds: 1)) == nil)
    }
}
