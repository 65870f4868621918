import Domain

/// The messages of an mbox file (RFC 4155, with the `>From ` quoting of mboxrd undone), one at a time.
struct MboxReader {
    enum Item {
        /// The message and the line its `From ` line stands in.
        case message([UInt8], line: Int)
        case failure(RecordFailure)
    }

    private var lines: LineReader
    private let limit: Int
    /// Line of the `From ` line that has been read but whose message has not.
    private var start: Int?
    private var isFirst = true

    var offset: Int { lines.offset }

    /// - Parameter limit: larger messages are reported and passed over without being held.
    init(_ input: FileInput, limit: Int) {
        lines = LineReader(input, limit: limit)
        lines.keepsBlankLines = true
        self.limit = limit
    }

    /// - Throws: `Problem` when the file is no mbox or cannot be read.
    mutating func next() throws -> Item? {
        if isFirst {
            isFirst = false
            var first = try lines.next()
            while let line = first, line.bytes.isEmpty, !line.isOversized { first = try lines.next() }
            guard let first else { return nil }
            guard Self.isSeparator(first.bytes) else {
                throw Problem(
                    "the file is no mbox", place: lines.name,
                    remedy: "it must begin with a “From ” line; export the mail folder again")
            }
            start = first.number
        }
        guard let begin = start else { return nil }
        start = nil
        var message: [UInt8] = []
        var length = 0
        var wasBlank = false
        while let line = try lines.next() {
            if wasBlank, Self.isSeparator(line.bytes) {
                start = line.number
                break
            }
            wasBlank = line.length == 0
            length += line.length + 1
            if line.isOversized || length > limit {
                message = []
                length = max(length, limit + 1)
                continue
            }
            let quoted = line.bytes.first == UInt8(ascii: ">") && Self.isQuotedFrom(line.bytes)
            message += quoted ? line.bytes.dropFirst() : line.bytes[...]
            message.append(10)
        }
        guard length <= limit else {
            let problem = Problem(
                "the message is larger than \(ByteCount.text(limit))",
                place: "\(PathText.name(lines.name)) line \(begin)", remedy: "import it without its attachments")
            return .failure(RecordFailure(line: begin, problem: problem))
        }
        return .message(message, line: begin)
    }

    /// `From address date`: a sentence that begins with “From” has no time of day.
    private static func isSeparator(_ line: [UInt8]) -> Bool {
        line.starts(with: "From ".utf8) && line.count < 1024 && line.contains(UInt8(ascii: ":"))
            && line.contains { $0 >= 48 && $0 <= 57 }
    }

    private static func isQuotedFrom(_ line: [UInt8]) -> Bool {
        line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
    }
}
