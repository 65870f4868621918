import Foundation
import Testing

/// A tickets file and what is to come of it.
struct TicketFile: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: Data
    var status: Int32
    /// The ids that are enriched all the same.
    var done: [String]
    /// What each error says, in order.
    var errors: [String] = []
    var warning: String?

    init(
        _ name: String, _ bytes: Data, status: Int32, done: [String], errors: [String] = [], warning: String? = nil
    ) {
        (testDescription, self.bytes, self.status, self.done) = (name, bytes, status, done)
        (self.errors, self.warning) = (errors, warning)
    }

    init(
        _ name: String, _ text: String, status: Int32, done: [String], errors: [String] = [], warning: String? = nil
    ) {
        self.init(name, Data(text.utf8), status: status, done: done, errors: errors, warning: warning)
    }

    private static func invalid(_ text: String) -> Data {
        var data = Data()
        for byte in text.utf8 { data.append(byte == UInt8(ascii: "~") ? 0xE9 : byte) }
        return data
    }

    static let all: [TicketFile] = (try? table()) ?? []

    private static func table() throws -> [TicketFile] {
        let one = try ticket("T-1")
        let two = try ticket("T-2")
        return [
            .init("empty", "", status: 0, done: [], warning: "holds no tickets"),
            .init("blank lines only", "\n\n   \n", status: 0, done: [], warning: "holds no tickets"),
            .init("byte order mark", "\u{FEFF}\(one)\n", status: 0, done: ["T-1"]),
            .init("CR LF", "\(one)\r\n\(two)\r\n", status: 0, done: ["T-1", "T-2"]),
            .init("no line break at the end", "\(one)\n\(two)", status: 0, done: ["T-1", "T-2"]),
            .init(
                "half a last line", "\(one)\n\(two.dropLast(30))", status: 2, done: ["T-1"],
                errors: ["the last line is cut off. in.jsonl line 2"]),
            .init(
                "invalid UTF-8", invalid("\(one)\n\(try ticket("T-2", ["subject": "caf~"]))\n"), status: 0,
                done: ["T-1", "T-2"], warning: "in.jsonl line 2 (ticket T-2): bytes that are not UTF-8"),
            .init(
                "lone surrogate", "\(try ticket("T-1", ["subject": "@"]).replacing("@", with: "a\\ud800b"))\n",
                status: 0, done: ["T-1"], warning: "in.jsonl line 1 (ticket T-1): half surrogate pairs"),
            .init(
                "NULs", "\(try ticket("T-1", ["body": "a@b"]).replacing("@", with: "\\u0000"))\n\u{0}\u{0}\n\(two)\n",
                status: 2, done: ["T-1", "T-2"], errors: ["the line is not valid JSON. in.jsonl line 2."]),
            .init(
                "duplicate ids", "\(one)\n\(one)\n\(two)\n", status: 2, done: ["T-1", "T-2"],
                errors: ["the id “T-1” stands in an earlier line too. in.jsonl line 2."]),
            .init(
                "missing, null, empty and wrong ids",
                """
                \(one)
                {"subject":"a","body":"b","created_at":"2026-09-10T15:02:11Z"}
                {"id":null,"subject":"a","body":"b","created_at":"2026-09-10T15:02:11Z"}
                {"id":"","subject":"a","body":"b","created_at":"2026-09-10T15:02:11Z"}
                {"id":["x"],"subject":"a","body":"b","created_at":"2026-09-10T15:02:11Z"}
                {"id":17,"subject":"a","body":"b","created_at":"2026-09-10T15:02:11Z"}

                """, status: 2, done: ["T-1", "17"],
                errors: [
                    "id is missing or empty. in.jsonl line 2.", "id is missing or empty. in.jsonl line 3.",
                    "id is missing or empty. in.jsonl line 4.", "id is not a text. in.jsonl line 5.",
                ]),
            .init(
                "lines that are no objects", "\(one)\n\"text\"\n42\nnull\n[]\n{}\n\(two)\(two)\nnot json\n", status: 2,
                done: ["T-1"],
                errors: [
                    "the line is not a JSON object. in.jsonl line 2.",
                    "the line is not a JSON object. in.jsonl line 3.",
                    "the line is not a JSON object. in.jsonl line 4.",
                    "the line is not a JSON object. in.jsonl line 5.", "id is missing or empty. in.jsonl line 6.",
                    "the line is not valid JSON. in.jsonl line 7", "the line is not a JSON object. in.jsonl line 8.",
                ]),
            .init(
                "fields of the wrong type",
                """
                \(try ticket("T-1", ["notes": "x"]))
                \(try ticket("T-2", ["requester": "Bob"]))
                \(try ticket("T-3", ["sla": ["respond_by": "soon"]]))
                \(try ticket("T-4", ["priority": 3, "x_custom": ["a": 1]]))

                """, status: 2, done: ["T-4"],
                errors: [
                    "notes is not a list. in.jsonl line 1 (ticket T-1).",
                    "requester is not an object. in.jsonl line 2 (ticket T-2).",
                    "sla.respond_by: “soon” is not a date Sidenote can read without guessing. in.jsonl line 3",
                ]),
            .init(
                "200,000 nested arrays",
                "\(try ticket("T-1", ["x": "@"]).replacing("\"@\"", with: String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000)))\n\(two)\n",
                status: 2, done: ["T-2"], errors: ["the line is not valid JSON. in.jsonl line 1 (ticket T-1)."]),
            .init(
                "nothing can be read", "{\"id\":1}x\nfoo\n", status: 3, done: [],
                errors: ["in.jsonl line 1", "in.jsonl line 2"]),
            .init(
                "one JSON array", "[\n\(one),\n\(two)\n]\n", status: 3, done: [],
                errors: ["the file is one JSON array, not JSON Lines. in.jsonl. Convert it: jq -c '.[]'"]),
            .init(
                "JSON over several lines", "{\n  \"id\": \"T-1\"\n}\n", status: 3, done: [],
                errors: ["the file is JSON over several lines, not JSON Lines. in.jsonl. Put each record on one line"]),
            .init(
                "CSV", "Ticket #,Summary,Company\n1,\"a\nb\",c\n", status: 3, done: [],
                errors: ["the file is a table (CSV), not JSON Lines. in.jsonl. Use sidenote import for CSV"]),
            .init(
                "UTF-16", "\(one)\n".data(using: .utf16) ?? Data(), status: 3, done: [],
                errors: ["the file is UTF-16, JSON Lines must be UTF-8. in.jsonl. Convert it: iconv"]),
            .init(
                "a client nobody knows, and none",
                "\(try ticket("T-1", ["client_id": "nobody"]))\n"
                    + "\(try ticket("T-2", ["client_id": NSNull()]))\n", status: 0, done: ["T-1", "T-2"]),
        ]
    }
}

@Suite("Bad tickets: each is named with its line, the rest is done")
struct BadTicketTests {
    @Test("enrich", arguments: TicketFile.all)
    func enrich(file: TicketFile) throws {
        try check(file, ["enrich", "in.jsonl", "-o", "out.jsonl", "-q", "--data", try SampleWorld.shared()])
    }

    @Test("normalize", arguments: TicketFile.all)
    func normalize(file: TicketFile) throws {
        try check(file, ["normalize", "in.jsonl", "-o", "out.jsonl", "-q"])
    }

    private func check(_ file: TicketFile, _ arguments: [String]) throws {
        let folder = try Folder()
        try folder.write("in.jsonl", file.bytes)
        try folder.write("out.jsonl", "older\n")
        let run = try Program.run(arguments, in: folder)
        #expect(!run.wasSignalled)
        #expect(run.status == file.status, "\(run.errors)")
        #expect(run.problems.count == file.errors.count, "\(run.errors)")
        for (problem, expected) in zip(run.problems, file.errors) {
            expectForm(problem)
            #expect(problem.contains(expected), "\(problem)")
        }
        if let warning = file.warning, arguments[0] == "enrich" || !file.done.isEmpty {
            #expect(run.errors.contains(warning), "\(run.errors)")
        }
        // An older output stays when nothing could be done.
        guard file.status != 3 else { return #expect(try folder.text("out.jsonl") == "older\n") }
        let lines = Program.Run(
            status: 0, wasSignalled: false, output: try folder.read("out.jsonl"), errors: "")
        #expect(try lines.objects.map { $0["ticket_id"] as? String } == file.done)
        #expect(!folder.has("out.jsonl.partial"))
    }

    @Test("Every table was built")
    func table() {
        #expect(TicketFile.all.count >= 20)
    }

    @Test("Dates: the readable ones are taken, the others named, none is guessed")
    func dates() throws {
        let folder = try Folder()
        let good: [Any] = [
            "2026-09-10", "2026-09-10T15:02:11+02:00", "2026-09-10 15:02", "2026-09-10T15:02:11.123456789Z",
            1_757_516_531, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
        ]
        let bad: [Any] = [
            "09/10/2026", "10.09.2026", "yesterday", "", NSNull(), 1e300, "2026-13-45T99:99:99Z",
            "2026-02-30T00:00:00Z", ["a": 1], true,
        ]
        let lines = try (good + bad).enumerated().map { try ticket("D-\($0.offset)", ["created_at": $0.element]) }
        try folder.write("in.jsonl", lines.joined(separator: "\n"))
        let run = try Program.run(["normalize", "in.jsonl", "-q"], in: folder)
        #expect(run.status == 2)
        #expect(try run.objects.map { $0["ticket_id"] as? String } == good.indices.map { "D-\($0)" })
        #expect(run.problems.count == bad.count)
        for (index, problem) in run.problems.enumerated() {
            expectForm(problem)
            #expect(problem.contains("created_at"))
            #expect(problem.contains("in.jsonl line \(good.count + index + 1) (ticket D-\(good.count + index))"))
        }
    }

    @Test("A client nobody knows: shared records alone, and the record says so")
    func unknownClient() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try ticket("T-1", ["client_id": "nobody"]))
        let run = try Program.run(["enrich", "in.jsonl", "-q", "--data", try SampleWorld.shared()], in: folder)
        let record = try #require(try run.objects.first)
        #expect(record["client_id"] is NSNull)
        #expect(((record["warnings"] as? [String]) ?? []).contains { $0.contains("nobody") || $0.contains("client") })
        let context = try #require(record["context"] as? [String: Any])
        #expect((context["devices"] as? [Any])?.isEmpty == true)
    }

    @Test("A message never carries a ticket's control characters to the terminal")
    func controlCharacters() throws {
        let folder = try Folder()
        try folder.write(
            "in.jsonl", try ticket("\u{1B}]0;owned\u{7}", ["created_at": "\u{1B}[2Jnever", "subject": "\u{1B}[31m"]))
        let run = try Program.run(["normalize", "in.jsonl", "-q"], in: folder)
        #expect(run.status == 3)
        #expect(!run.errors.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
    }
}
