import Foundation
import Testing

@Suite("enrich: order, limits, going on after a kill")
struct BatchTests {
    @Test("The output does not depend on --concurrency")
    func order() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(24))
        var outputs: [[String]] = []
        var written: [[String?]] = []
        for concurrency in ["1", "2", "7"] {
            let run = try Program.run(
                ["enrich", "in.jsonl", "--concurrency", concurrency, "-q", "--data", try SampleWorld.shared()],
                in: folder)
            #expect(run.status == 0, "\(run.errors)")
            outputs.append(run.lines.map(withoutTimings))
            written.append(try run.objects.map { $0["ticket_id"] as? String })
        }
        let ids = try Program.Run(
            status: 0, wasSignalled: false, output: try folder.read("in.jsonl"), errors: ""
        ).objects.map { $0["id"] as? String }
        #expect(written == [ids, ids, ids])
        #expect(outputs[1] == outputs[0])
        #expect(outputs[2] == outputs[0])
    }

    @Test("After kill -9, --resume does none twice and loses none")
    func resume() async throws {
        let count = 30
        let folder = try Folder()
        let tickets = try SampleWorld.tickets(count)
        try folder.write("in.jsonl", tickets)
        let data = try SampleWorld.shared()
        // Whole, for comparison.
        let whole = try Program.run(["enrich", "in.jsonl", "-o", "whole.jsonl", "-q", "--data", data], in: folder)
        #expect(whole.status == 0)

        // Fed through a pipe that is held open after part of the tickets: the kill hits a run under way.
        let fifo = folder.path + "/fifo"
        #expect(mkfifo(fifo, 0o600) == 0)
        let scratch = try Folder()
        let process = try Program.start(
            ["enrich", fifo, "-o", "out.jsonl", "-q", "--concurrency", "2", "--data", data], in: folder, input: Data(),
            scratch: scratch)
        let feed = try FileHandle(forWritingTo: URL(fileURLWithPath: fifo))
        try feed.write(contentsOf: try SampleWorld.tickets(12))
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if let lines = try? folder.lines("out.jsonl.partial"), lines.count >= 5 { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try feed.close()
        #expect(process.terminationReason == .uncaughtSignal)
        #expect(!folder.has("out.jsonl"))
        let left = try folder.lines("out.jsonl.partial").count
        #expect(left >= 5 && left < count)
        // What the kill may leave: half a line.
        try folder.write("out.jsonl.partial", try folder.read("out.jsonl.partial") + Data("{\"ticket_id\":\"T-10".utf8))

        let resumed = try Program.run(
            [
                "enrich", "in.jsonl", "-o", "out.jsonl", "--resume", "--report", "r.html", "--json", "-q", "--data",
                data,
            ],
            in: folder)
        #expect(resumed.status == 0, "\(resumed.errors)")
        let summary = try #require(
            JSONSerialization.jsonObject(with: Data(resumed.errors.utf8)) as? [String: Any])
        #expect(summary["skipped"] as? Int == left)
        #expect(summary["enriched"] as? Int == count - left)
        #expect(try folder.lines("out.jsonl").map(withoutTimings) == folder.lines("whole.jsonl").map(withoutTimings))
        #expect(!folder.has("out.jsonl.partial"))

        // The report shows the tickets of both runs.
        let report = try folder.text("r.html")
        for line in try folder.lines("in.jsonl") {
            let number = try #require(
                (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["number"] as? String)
            #expect(report.contains(number), "\(number)")
        }

        // Once more over the finished file: nothing is left to do.
        let again = try Program.run(
            ["enrich", "in.jsonl", "-o", "out.jsonl", "--resume", "-q", "--data", data], in: folder)
        #expect(again.status == 0)
        #expect(try folder.lines("out.jsonl").count == count)
    }

    @Test("--resume over something else refuses")
    func resumeForeign() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(2))
        try folder.write("out.jsonl", "{\"other\":1}\n")
        let run = try Program.run(
            ["enrich", "in.jsonl", "-o", "out.jsonl", "--resume", "-q", "--data", try SampleWorld.shared()], in: folder)
        expectProblem(run, status: 3, "holds a line that is no enrichment", "out.jsonl line 1")
        #expect(try folder.text("out.jsonl") == "{\"other\":1}\n")
    }

    @Test("--limit, --json and the summary")
    func limit() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(10))
        let data = try SampleWorld.shared()
        let run = try Program.run(
            ["enrich", "in.jsonl", "--limit", "3", "--json", "-q", "-o", "o.jsonl", "--data", data], in: folder)
        #expect(run.status == 0)
        #expect(try folder.lines("o.jsonl").count == 3)
        #expect(run.output.isEmpty)
        let summary = try #require(JSONSerialization.jsonObject(with: Data(run.errors.utf8)) as? [String: Any])
        #expect(summary["enriched"] as? Int == 3)
        #expect(summary["failed"] as? Int == 0)
        let words = try Program.run(
            ["enrich", "in.jsonl", "--limit", "1", "-o", "o.jsonl", "--report", "r.html", "--data", data], in: folder)
        #expect(words.errors.contains("1 ticket enriched in"))
        #expect(words.errors.contains("enrichments: o.jsonl"))
        #expect(try folder.text("r.html").hasSuffix("</html>\n"))
        #expect(try folder.names() == ["in.jsonl", "o.jsonl", "r.html"])
    }

    @Test("--offline leaves a configured model alone")
    func offline() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(2))
        // Nothing listens on the discard port.
        try folder.write("c.yaml", "llm:\n  endpoint: http://127.0.0.1:9/v1\n  model: m\n  max_retries: 0\n")
        let run = try Program.run(
            ["enrich", "in.jsonl", "--offline", "-q", "--config", "c.yaml", "--data", try SampleWorld.shared()],
            in: folder)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        for record in try run.objects {
            #expect((record["draft"] as? [String: Any])?["mode"] as? String == "extractive")
            #expect((record["egress"] as? [Any])?.isEmpty == true)
        }
    }

    @Test("What is written fits the published schema")
    func schema() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(20))
        let run = try Program.run(
            ["enrich", "in.jsonl", "-o", "o.jsonl", "-q", "--data", try SampleWorld.shared()], in: folder)
        #expect(run.status == 0)
        _ = try validate("o.jsonl", as: "enrichment", in: folder)
    }

    @Test("Progress without a terminal is no bar")
    func noBar() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try SampleWorld.tickets(3))
        let run = try Program.run(
            ["enrich", "in.jsonl", "-o", "o.jsonl", "--data", try SampleWorld.shared()], in: folder)
        #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\r"))
    }
}
