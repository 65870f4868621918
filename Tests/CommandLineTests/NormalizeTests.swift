import Foundation
import Testing

@Suite("normalize")
struct NormalizeTests {
    @Test("The sample tickets, against the published schema", arguments: [false, true])
    func schema(redact: Bool) throws {
        let folder = try Folder()
        let run = try Program.run(
            ["normalize", "\(Project.fixtures)/tickets.jsonl", "-o", "o.jsonl", "-q"] + (redact ? ["--redact"] : []),
            in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        #expect(try folder.lines("o.jsonl").count == 106)
        _ = try validate("o.jsonl", as: "normalized", in: folder)
    }

    @Test("A secret is in no part of the output, and counted")
    func secret() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try ticket("T-1", ["body": "Hi, my password is Tr0ub4dor&3 and it fails."]))
        let run = try Program.run(["normalize", "in.jsonl", "--redact", "-q"], in: folder)
        #expect(run.status == 0)
        #expect(!run.text.contains("Tr0ub4dor"))
        let redacted = try #require(try run.objects.first?["redacted"] as? [String: Any])
        let withheld = try #require(redacted["withheld"] as? [[String: Any]])
        #expect(withheld.contains { $0["kind"] as? String == "password" && $0["count"] as? Int == 1 })
    }

    @Test("Needs no data directory and makes none")
    func noData() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try ticket())
        let run = try Program.run(["normalize", "in.jsonl"], in: folder)
        #expect(run.status == 0)
        #expect(try folder.names() == ["in.jsonl"])
    }
}
