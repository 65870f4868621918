/// Splits an mbox stream into messages: a line that begins with `From ` after an empty line (or at the beginning)
/// starts the next one. Lines quoted by the writer (`>From `, mboxo; `>>From `, mboxrd; RFC 4155) lose one `>`.
///
/// Holds one message at a time; a message longer than `limit` is cut there, so that a broken file cannot fill memory.
public struct MboxSplitter: Sendable {
    /// The largest message in bytes.
    public let limit: Int
    private var message: [UInt8] = []
    private var line: [UInt8] = []
    private var isInside = false
    private var lastWasBlank = true

    public init(limit: Int = 67_108_864) {
        self.limit = limit
    }

    /// Takes the next bytes of the file and returns the messages that end in them.
    public mutating func feed(_ chunk: some Sequence<UInt8>) -> [[UInt8]] {
        var done: [[UInt8]] = []
        for byte in chunk {
            // A line that is longer than any message is no line: keep what fits.
            if line.count < limit { line.append(byte) }
            if byte == 0x0A, let finished = endLine() { done.append(finished) }
        }
        return done
    }

    /// The last message; nil when there is none.
    public mutating func finish() -> [UInt8]? {
        var done: [UInt8]?
        if !line.isEmpty { done = endLine() }
        let rest = takeMessage()
        // The unfinished last line may itself begin a message, which is then empty.
        return rest ?? done
    }

    private mutating func endLine() -> [UInt8]? {
        defer { line.removeAll(keepingCapacity: true) }
        let isBlank = line.allSatisfy { $0 == 0x0A || $0 == 0x0D }
        defer { lastWasBlank = isBlank }
        if lastWasBlank, line.starts(with: Self.from) {
            let finished = takeMessage()
            isInside = true
            return finished
        }
        guard isInside else { return nil }
        let isQuoted = line.first == UInt8(ascii: ">") && line.drop { $0 == UInt8(ascii: ">") }.starts(with: Self.from)
        let content = isQuoted ? line.dropFirst() : line[...]
        message.append(contentsOf: content.prefix(max(0, limit - message.count)))
        return nil
    }

    private mutating func takeMessage() -> [UInt8]? {
        guard isInside else { return nil }
        isInside = false
        var result = message
        message = []
        // The empty line before the next `From ` belongs to the file.
        if result.hasSuffix([0x0D, 0x0A, 0x0D, 0x0A]) {
            result.removeLast(2)
        } else if result.hasSuffix([0x0A, 0x0A]) {
            result.removeLast()
        }
        return result.isEmpty ? nil : result
    }

    private static let from = Array("From ".utf8)
}

extension [UInt8] {
    fileprivate func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
