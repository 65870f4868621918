import Domain
import Foundation
import Glibc
import Logging
import Service
import Testing

@Suite("Log lines")
struct LogLineTests {
    /// What a logger with that format wrote.
    private func written(_ format: LineLogHandler.Format, _ body: (Logger) -> Void) throws -> String {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let handler = LineLogHandler(
            label: "test", format: format, level: .info, descriptor: ends[1],
            clock: FixedClock(Timestamp(seconds: 1_700_000_000)))
        body(Logger(label: "test") { _ in handler })
        close(ends[1])
        let file = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test("A JSON line is JSON, numbers stay numbers")
    func json() throws {
        let text = try written(.json) { logger in
            logger.info(
                "request", metadata: ["ms": .stringConvertible(1.5), "status": .stringConvertible(200), "route": "/a"])
        }
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["time"] as? String == "2023-11-14T22:13:20Z")
        #expect(object["level"] as? String == "info")
        #expect(object["message"] as? String == "request")
        #expect(object["ms"] as? Double == 1.5)
        #expect(object["status"] as? Int == 200)
        #expect(object["route"] as? String == "/a")
    }

    @Test(
        "Nothing a caller sends begins a line, ends a string or moves a cursor",
        arguments: [
            "a\nfake line", "a\r\n{\"level\":\"error\"}", "quote \" and \\ backslash", "\u{1B}[2J", "\u{0}", "\u{7F}",
            "\u{202E}reversed", "\u{2028}line", "\u{E0041}tag", String(repeating: "x", count: 100_000),
        ])
    func hostile(_ value: String) throws {
        for format in [LineLogHandler.Format.json, .text] {
            let text = try written(format) { logger in
                logger.info("\(value)", metadata: ["field": .string(value), "\(value)": "as a key"])
            }
            #expect(text.hasSuffix("\n"))
            #expect(text.filter { $0.isNewline }.count == 1)
            #expect(text.utf8.count < 10_000)
            #expect(
                text.dropLast().unicodeScalars.allSatisfy {
                    ![.control, .format].contains($0.properties.generalCategory)
                })
            if format == .json {
                let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
                if value.unicodeScalars.count <= 1000 { #expect(object["field"] as? String == value) }
            }
        }
    }

    @Test("Levels below the configured one are not written")
    func level() throws {
        #expect(try written(.text) { $0.debug("no") }.isEmpty)
        #expect(
            try written(.text) { $0.notice("yes", metadata: ["a": "b c"]) }
                == "2023-11-14T22:13:20Z notice yes a=\"b c\"\n")
    }
}
