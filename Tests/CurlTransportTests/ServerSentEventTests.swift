import CurlTransport
import Testing

@Suite struct ServerSentEventTests {
    @Test(arguments: [
        ("data: a\n\n", [ServerSentEvent(data: "a")]),
        ("data:a\ndata: b\ndata:  c\n\n", [ServerSentEvent(data: "a\nb\n c")]),
        ("\u{FEFF}data: a\n\n", [ServerSentEvent(data: "a")]),
        ("data: a\n\n\u{FEFF}data: b\n\n", [ServerSentEvent(data: "a")]),
        (": comment\r\nevent: ping\r\ndata: x\r\n\r\n", [ServerSentEvent(type: "ping", data: "x")]),
        ("event: ping\n\ndata: x\n\n", [ServerSentEvent(data: "x")]),
        ("id: 7\ndata: a\n\ndata: b\n\n", [ServerSentEvent(data: "a", id: "7"), ServerSentEvent(data: "b", id: "7")]),
        ("id: a\0b\ndata: a\n\n", [ServerSentEvent(data: "a")]),
        ("data\n\ndata\ndata\n\ndata:", [ServerSentEvent(data: ""), ServerSentEvent(data: "\n")]),
        ("data: a\r\rdata: b\r\n\r\n", [ServerSentEvent(data: "a"), ServerSentEvent(data: "b")]),
        ("data: unfinished\n", []),
        ("retry: 10\nfoo: bar\nDATA: no\n\n", []),
        ("data: gr\u{00FC}n\n\n", [ServerSentEvent(data: "gr\u{00FC}n")]),
    ])
    func followsTheStandardHoweverTheBytesAreCut(text: String, events: [ServerSentEvent]) throws {
        let bytes = Array(text.utf8)
        for size in 1...max(1, bytes.count) {
            var parser = ServerSentEventParser()
            var found: [ServerSentEvent] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                found += try parser.feed(bytes[start..<min(start + size, bytes.count)])
            }
            #expect(found == events, "cut every \(size) bytes")
        }
    }

    @Test func dispatchesAsSoonAsTheLineEnds() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.feed("data: a\r\n\r".utf8) == [ServerSentEvent(data: "a")])
        #expect(try parser.feed("\ndata: b\n\n".utf8) == [ServerSentEvent(data: "b")])
    }

    @Test func anEndlessEventIsGivenUp() throws {
        var parser = ServerSentEventParser(maxEventBytes: 100)
        #expect(throws: ServerSentEventTooLarge.self) {
            for _ in 0..<1000 { _ = try parser.feed("data: 1234567890\n".utf8) }
        }
        var line = ServerSentEventParser(maxEventBytes: 100)
        #expect(throws: ServerSentEventTooLarge.self) {
            _ = try line.feed(repeatElement(UInt8(ascii: "x"), count: 1000))
        }
    }
}
