import Testing

@testable import Normalization

@Suite("mbox")
struct MboxSplitterTests {
    static let file = """
        From a@example.com Mon Sep 14 13:05:00 2026
        Subject: one

        body
        >From here it is quoted
        >>From twice
        From inside a paragraph it is text

        From b@example.com Mon Sep 14 13:06:00 2026
        Subject: two

        last
        """

    @Test("splits the same however it is chunked", arguments: [1, 2, 3, 7, 64, 4096])
    func splits(size: Int) {
        var splitter = MboxSplitter()
        let bytes = Array(Self.file.utf8)
        var messages: [[UInt8]] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            messages += splitter.feed(bytes[start..<min(start + size, bytes.count)])
        }
        if let last = splitter.finish() { messages.append(last) }
        #expect(
            messages.map { String(decoding: $0, as: UTF8.self) } == [
                "Subject: one\n\nbody\nFrom here it is quoted\n>From twice\nFrom inside a paragraph it is text\n",
                "Subject: two\n\nlast",
            ])
    }

    @Test func whatIsNoMboxGivesNothing() {
        var splitter = MboxSplitter()
        #expect(splitter.feed(Array("hello\nworld\n".utf8)).isEmpty)
        #expect(splitter.finish() == nil)
    }

    @Test func aMessageIsCutAtTheLimit() {
        var splitter = MboxSplitter(limit: 10)
        let text = "From a\n" + String(repeating: "0123456789\n", count: 100) + "\nFrom b\nsecond\n"
        let messages = splitter.feed(Array(text.utf8)) + [splitter.finish()].compactMap { $0 }
        #expect(messages.map(\.count) == [10, 7])
    }
}
