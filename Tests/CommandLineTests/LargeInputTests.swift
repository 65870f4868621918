import Foundation
import Testing

@Suite("Large inputs")
struct LargeInputTests {
    @Test("A line of 50 MB is reported and passed over", arguments: ["enrich", "normalize"])
    func longLine(command: String) throws {
        let folder = try Folder()
        let text = String(repeating: "x y z printer ", count: 50_000_000 / 14)
        try folder.write(
            "in.jsonl", "\(try ticket("T-1"))\n{\"id\":\"BIG\",\"body\":\"\(text)\"}\n\(try ticket("T-2"))\n")
        let data = command == "enrich" ? ["--data", try SampleWorld.shared()] : []
        let run = try Program.run([command, "in.jsonl", "-q"] + data, in: folder)
        expectProblem(run, status: 2, "in.jsonl line 2 (ticket BIG)", "MiB long")
        #expect(try run.objects.map { $0["ticket_id"] as? String } == ["T-1", "T-2"])
    }

    @Test("100,000 nested divisions are read like any other text")
    func nesting() throws {
        let folder = try Folder()
        let depth = 100_000
        let body =
            String(repeating: "<div>", count: depth) + "HDG-FRONT01 is down" + String(repeating: "</div>", count: depth)
        try folder.write("in.jsonl", try ticket("T-1", ["body": body, "body_format": "html"]))
        let run = try Program.run(["enrich", "in.jsonl", "-q", "--data", try SampleWorld.shared()], in: folder)
        #expect(run.status == 0 && !run.wasSignalled, "\(run.errors)")
        let ticket = try #require(try run.objects.first?["ticket"] as? [String: Any])
        #expect((ticket["text"] as? String)?.contains("HDG-FRONT01 is down") == true)
    }

    @Test("A megabyte without a line break or a space")
    func oneWord() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try ticket("T-1", ["body": String(repeating: "a", count: 1 << 20)]))
        let run = try Program.run(["enrich", "in.jsonl", "-q", "--data", try SampleWorld.shared()], in: folder)
        #expect(run.status == 0 && !run.wasSignalled, "\(run.errors)")
        #expect(run.lines.count == 1)
    }
}
