import Domain
import Foundation
import Testing

@testable import Connectors

@Suite struct LineReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Line number and text of each line; small chunks so that every break falls across one.
    private func lines(_ bytes: [UInt8], limit: Int = 1000) throws -> [(Int, String, Bool)] {
        let path = try folder.write("lines", bytes)
        var reader = LineReader(try FileInput(path: path), limit: limit, chunk: 16)
        var result: [(Int, String, Bool)] = []
        while let line = try reader.next() {
            result.append(
                (
                    line.number, line.isOversized ? "<\(line.length)>" : String(decoding: line.bytes, as: UTF8.self),
                    line.isTerminated
                ))
        }
        return result
    }

    @Test(arguments: [
        ("", []), ("\n\n \n", []), ("a\nb\n", ["1 a", "2 b"]), ("a\r\nb\r\n", ["1 a", "2 b"]),
        ("\u{FEFF}a\n\nb", ["1 a", "3 b"]), ("a\rb\n", ["1 a\rb"]), ("a\0b\n", ["1 a\0b"]),
        (
            "0123456789012345\n0123456789012345678901234567890123456789\nz",
            ["1 0123456789012345", "2 0123456789012345678901234567890123456789", "3 z"]
        ),
    ])
    func splits(_ text: String, _ expected: [String]) throws {
        #expect(try lines(Array(text.utf8)).map { "\($0.0) \($0.1)" } == expected)
    }

    @Test func tellsHalfALastLine() throws {
        #expect(try lines(Array("a\nb".utf8)).map(\.2) == [true, false])
    }

    @Test func passesOverLongLines() throws {
        let text = "a\n" + String(repeating: "x", count: 5000) + "\nb\n"
        #expect(try lines(Array(text.utf8), limit: 100).map { "\($0.0) \($0.1)" } == ["1 a", "2 <5000>", "3 b"])
    }

    @Test(arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0, 0x22, 0]] as [[UInt8]])
    func refusesUTF16(_ bytes: [UInt8]) throws {
        let problem = #expect(throws: Problem.self) { try lines(bytes) }
        #expect(problem?.remedy?.contains("iconv") == true)
    }

    @Test func offsetsPointAtTheLines() throws {
        let path = try folder.write("x", "ab\r\n\ncd\nefg")
        var reader = LineReader(try FileInput(path: path), chunk: 16)
        var offsets: [Int] = []
        while let line = try reader.next() { offsets.append(line.offset) }
        #expect(offsets == [0, 5, 8])
    }

    @Test func missingFileAndFolderAreProblems() throws {
        #expect(throws: Problem.self) { try FileInput(path: folder.path + "/none") }
        #expect(throws: Problem.self) { try FileInput(path: folder.path) }
    }

    @Test func readsFromAPipe() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let bytes = Array("a\nb\n".utf8)
        #expect(write(ends[1], bytes, bytes.count) == bytes.count)
        close(ends[1])
        var reader = try LineReader(path: "/dev/fd/\(ends[0])")
        #expect(try reader.next()?.bytes == [97])
        #expect(try reader.next()?.number == 2)
        #expect(try reader.next() == nil)
        close(ends[0])
    }
}

@Suite struct JSONRepairTests {
    @Test(arguments: [
        (#"{"a":"\ud83d\ude00"}"#, #"{"a":"\ud83d\ude00"}"#, 0),
        (#"{"a":"\uD800x"}"#, #"{"a":"\uFFFDx"}"#, 1),
        (#"{"a":"\uDC00"}"#, #"{"a":"\uFFFD"}"#, 1),
        (#"{"a":"\uD800\uD800\uDC00"}"#, #"{"a":"\uFFFD\uD800\uDC00"}"#, 1),
        (#"{"a":"\\uD800"}"#, #"{"a":"\\uD800"}"#, 0),
        (#"{"a":"\u0000"}"#, #"{"a":"\uFFFD"}"#, 1),
        ("{\"a\":\"x\u{1}\ty\"}", "{\"a\":\"x  y\"}", 1),
        ("{\"a\":\"\\", "{\"a\":\"\\", 0),
        ("{\"a\":\"\\uD8", "{\"a\":\"\\uD8", 0),
    ])
    func repairs(_ text: String, _ expected: String, _ changes: Int) {
        let repaired = JSONRepair(Array(text.utf8))
        #expect(String(decoding: repaired.bytes, as: UTF8.self) == expected)
        #expect(repaired.changes.count == changes)
    }

    @Test func replacesInvalidUTF8() {
        let repaired = JSONRepair([0x22, 0xFF, 0xC3, 0x22])
        #expect(String(decoding: repaired.bytes, as: UTF8.self) == "\"\u{FFFD}\u{FFFD}\"")
        #expect(repaired.changes.count == 1)
    }

    @Test func repairedStringsAlwaysDecode() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = ["\\ud800", "\\udfff", "\\u0000", "\\ud83d\\ude00", "\\\\", "\\\"", "a", "\u{1}", "\t", "é"]
        for _ in 0..<500 {
            let text = (0..<8).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let repaired = JSONRepair(Array("[\"\(text)\"]".utf8))
            #expect(throws: Never.self) { try JSONDecoder().decode([String].self, from: Data(repaired.bytes)) }
        }
    }
}

@Suite struct JSONLinesReaderTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ bytes: [UInt8], limit: Int = LineReader.defaultLimit) throws -> (
        [String], [RecordFailure], [String]
    ) {
        let path = try folder.write("tickets.jsonl", bytes)
        var reader = try JSONLinesReader<Ticket>(
            path: path, noun: "ticket", limit: limit, identity: { $0.id.rawValue })
        var ids: [String] = []
        var failures: [RecordFailure] = []
        while let item = try reader.next() {
            switch item {
            case .record(let ticket, let line): ids.append("\(line):\(ticket.id)")
            case .failure(let failure): failures.append(failure)
            }
        }
        return (ids, failures, reader.warnings)
    }

    private func ticket(_ id: String, _ more: String = "") -> String {
        #"{"id":"\#(id)","subject":"s","created_at":"2026-09-14T13:05:00Z"\#(more)}"#
    }

    @Test func emptyFileHasNoRecords() throws {
        let (ids, failures, _) = try read([])
        #expect(ids.isEmpty && failures.isEmpty)
    }

    @Test func goesOnAfterBadLines() throws {
        let text = [
            ticket("A"), "nonsense", ticket("B"), "[1]", "\"x\"",
            ticket("C").replacingOccurrences(of: "2026-09-14T13:05:00Z", with: "03/04/2026"),
            #"{"subject":"x","created_at":"2026-01-01"}"#, #"{"id":null,"created_at":"2026-01-01"}"#, ticket("A"),
            #"{"id":"D","created_at":"2026-01-01","device_ids":{"a":1}}"#, ticket("E"),
        ].joined(separator: "\n")
        let (ids, failures, _) = try read(Array(text.utf8))
        #expect(ids == ["1:A", "3:B", "11:E"])
        let told = failures.map { "\($0.line) \($0.id ?? "-") \($0.problem.what)" }
        #expect(
            told == [
                "2 - the line is not a JSON object", "4 - the line is not a JSON object",
                "5 - the line is not a JSON object",
                "6 C created_at: “03/04/2026” is not a date Sidenote can read without guessing",
                "7 - id is missing or empty", "8 - id is missing or empty",
                "9 A the id “A” stands in an earlier line too", "10 D device_ids is not a list",
            ])
        #expect(failures[3].problem.place == "tickets.jsonl line 6 (ticket C)")
        #expect(failures[3].problem.remedy == "write it as 2026-09-14T13:05:00Z")
    }

    @Test func saysThatTheLastLineIsCutOff() throws {
        let (ids, failures, _) = try read(Array((ticket("A") + "\n" + ticket("B").dropLast(9)).utf8))
        #expect(ids == ["1:A"])
        #expect(failures.first?.problem.what == "the last line is cut off")
        #expect(failures.first?.id == "B")
    }

    @Test func repairsWithAWarning() throws {
        var bytes = Array(ticket("A", #","body":"\ud800 half""#).utf8)
        bytes += [10] + Array(ticket("B", #","body":"caf"#).utf8).dropLast() + [0xE9, 0x22, 0x7D]
        let (ids, failures, warnings) = try read(bytes)
        #expect(ids == ["1:A", "2:B"])
        #expect(failures.isEmpty)
        #expect(warnings.count == 2)
        #expect(warnings.first?.hasPrefix("tickets.jsonl line 1 (ticket A): half surrogate") == true)
    }

    @Test func crlfAndMarkAreRead() throws {
        let (ids, _, _) = try read(Array(("\u{FEFF}" + ticket("A") + "\r\n" + ticket("7") + "\r\n").utf8))
        #expect(ids == ["1:A", "2:7"])
    }

    @Test func aLineOfFiftyMegabytesIsReported() throws {
        let long = ticket("A", #","body":""# + String(repeating: "x", count: 50 << 20) + "\"")
        let (ids, failures, _) = try read(Array((long + "\n" + ticket("B")).utf8))
        #expect(ids == ["2:B"])
        #expect(failures.first?.problem.what == "the line is 50 MiB long")
        #expect(failures.first?.problem.place == "tickets.jsonl line 1 (ticket A)")
    }

    @Test func aJSONArrayTellsHowToConvertIt() throws {
        let problem = #expect(throws: Problem.self) { try read(Array("[\(ticket("A"))]".utf8)) }
        #expect(problem?.remedy?.contains("jq") == true)
    }

    @Test func aJSONArrayBeyondTheLimitTellsItToo() throws {
        let problem = #expect(throws: Problem.self) { try read(Array("[\(ticket("A"))]".utf8), limit: 20) }
        #expect(problem?.remedy?.contains("jq") == true)
    }

    @Test func deepNestingIsAnErrorOfItsLine() throws {
        let deep = String(repeating: "[", count: 100_000)
        let (ids, failures, _) = try read(Array((ticket("A", ",\"notes\":\(deep)") + "\n" + ticket("B")).utf8))
        #expect(ids == ["2:B"])
        #expect(failures.first?.id == "A")
    }

    @Test(arguments: [
        ("2026-09-14T13:05:00Z", true), ("2026-09-14T13:05:00+02:00", true), ("2026-09-14 13:05", true),
        ("2026-09-14", true), ("14.09.2026", false), ("9/14/26", false), ("soon", false), ("2026-13-01", false),
        ("2026-02-30", false), ("", false),
    ])
    func datesAreReadOrRefused(_ date: String, _ isRead: Bool) throws {
        let text = ticket("A").replacingOccurrences(of: "2026-09-14T13:05:00Z", with: date)
        let (ids, failures, _) = try read(Array(text.utf8))
        #expect(ids.count == (isRead ? 1 : 0))
        #expect(failures.count == (isRead ? 0 : 1))
    }

    @Test func beirQueriesBecomeTickets() throws {
        let path = try folder.write("queries.jsonl", #"{"_id": 7, "text": "why is\nthe sky blue"}"#)
        var reader = try JSONLinesReader<TicketRecord>(path: path)
        guard case .record(let record, _) = try reader.next() else {
            Issue.record("no record")
            return
        }
        #expect(record.ticket.id == "7")
        #expect(record.ticket.subject == "why is the sky blue")
        #expect(record.hasNoDate)
    }
}

@Suite struct TopLevelKeysTests {
    @Test(arguments: [
        (#"{"a":{"id":"no"},"id":"yes"}"#, "yes"), (#"{"notes":[{"id":1}],"id": 42, "b""#, "42"),
        (#"{"x":"a\"id\":","_id":"b"}"#, "b"), (#"{"id":"#, ""), ("", ""), ("[]", ""), (#"{"id":null}"#, ""),
    ])
    func findsTheId(_ text: String, _ id: String) {
        #expect(TopLevelKeys(Array(text.utf8)).id ?? "" == id)
    }
}
