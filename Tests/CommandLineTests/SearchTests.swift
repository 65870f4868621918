import Foundation
import Testing

@Suite("search: within a scope, with reasons")
struct SearchTests {
    private let folder: Folder
    private let data: String

    init() throws {
        folder = try Folder()
        data = try SampleWorld.shared()
    }

    private func search(_ arguments: String...) throws -> Program.Run {
        try Program.run(["search"] + arguments + ["--data", data], in: folder)
    }

    @Test("--explain: the terms add up to the score", arguments: ["documents", "tickets"])
    func explanation(kind: String) throws {
        for query in ["print queue stuck deleting", "vpn stops at 98 percent", "backup failed HDG-NAS01 0x80070005"] {
            let hits = try search(query, "--client", "hdg", "--kind", kind, "--explain", "--json").objects
            for hit in hits {
                let terms = try #require(hit["terms"] as? [[String: Any]])
                let sum = terms.reduce(0.0) { $0 + (($1["weight"] as? Double) ?? 0) }
                let score = try #require(hit["score"] as? Double)
                #expect(abs(sum - score) < 1e-4 * max(1, score), "\(query): \(sum) and \(score)")
                #expect(!terms.isEmpty)
            }
        }
        let text = try search("print queue stuck deleting", "--client", "hdg", "--explain")
        #expect(text.text.contains("  sum"))
    }

    @Test(
        "A client never sees another's documents, tickets or devices", arguments: ["documents", "tickets", "devices"])
    func walls(kind: String) throws {
        var owners: [String: String] = [:]
        for file in ["documents", "tickets-history", "devices"] {
            let text = try String(contentsOfFile: "\(Project.fixtures)/\(file).jsonl", encoding: .utf8)
            for line in text.split(separator: "\n") {
                let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
                if let id = record?["id"] as? String, let owner = record?["client_id"] as? String { owners[id] = owner }
            }
        }
        var found = 0
        for client in ["hdg", "nwl", "cmf"] {
            for query in [
                "vpn printer backup server password", "HDG-NAS01 NWL-NAS01 CMF-HMI02", "MatterVault DentaChart",
            ] {
                let hits = try search(query, "--client", client, "--kind", kind, "-k", "1000", "--json").objects
                for hit in hits {
                    let id = try #require(hit["id"] as? String)
                    #expect(owners[id] == nil || owners[id] == client, "\(client) sees \(id)")
                    found += 1
                }
            }
        }
        #expect(found > 0)
        let shared = try search("vpn printer backup server", "--shared", "--kind", kind, "-k", "1000", "--json").objects
        #expect(shared.allSatisfy { ($0["id"] as? String).map { owners[$0] == nil } == true })
    }

    @Test("An unknown client is an error that lists the known ones")
    func unknownClient() throws {
        expectProblem(
            try search("vpn", "--client", "zzz"), status: 3, "there is no client “zzz”", "hdg (Harbor Dental Group)")
    }

    @Test("Nothing found is no error")
    func nothing() throws {
        let run = try search("qqqxxzzy", "--client", "hdg")
        #expect(run.status == 0)
        #expect(run.output.isEmpty)
        #expect(run.errors == "nothing found\n")
    }

    @Test("-k limits, and a table goes to standard output")
    func table() throws {
        let run = try search("printer", "--client", "hdg", "-k", "2")
        #expect(run.status == 0)
        #expect(run.lines.count == 3)
        #expect(run.lines[0].contains("score") && run.lines[0].contains("title"))
        #expect(!run.text.contains("\u{1B}"))
    }

    @Test("Any text may be asked for", arguments: ["'; drop table documents; --", "\u{1B}[31m", "%_*\"", "日本語 プリンター"])
    func hostile(query: String) throws {
        let run = try search(query, "--client", "hdg", "--explain")
        #expect(run.status == 0 && !run.wasSignalled, "\(run.errors)")
    }
}
