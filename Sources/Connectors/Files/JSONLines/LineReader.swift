import Domain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The lines of a file of any size, in fixed memory: one chunk and one line, never more than `limit` bytes of it.
///
/// Lines end with LF or CR LF; a CR elsewhere is part of the line. Blank lines are skipped but counted. A line
/// longer than the limit is passed over without being held and reported through `Line.length`.
public struct LineReader {
    /// One line without its line break.
    public struct Line: Hashable, Sendable {
        /// Counted from 1, blank lines included.
        public var number: Int
        /// Where the line begins in the file, in bytes.
        public var offset: Int
        /// Only the first 256 bytes when the line is longer than the limit.
        public var bytes: [UInt8]
        /// How long the line is in bytes.
        public var length: Int
        /// False for a last line that the file ends in the middle of, or whose line break is missing.
        public var isTerminated: Bool
        public var isOversized: Bool { bytes.count < length }
    }

    /// 32 MiB.
    public static let defaultLimit = 32 << 20

    private let input: FileInput
    private let limit: Int
    private var buffer: [UInt8]
    private var position = 0
    private var end = 0
    private var bufferOffset = 0
    private var number = 0
    private var isAtStart = true
    /// Whether `next()` hands out blank lines too.
    var keepsBlankLines = false

    /// The name errors give the file.
    public var name: String { input.name }
    /// The file's size in bytes, where known.
    public var size: Int? { input.size }
    /// How many bytes have been read so far.
    public var offset: Int { bufferOffset + position }

    public init(_ input: FileInput, limit: Int = LineReader.defaultLimit, chunk: Int = 1 << 18) {
        self.input = input
        self.limit = limit
        buffer = [UInt8](repeating: 0, count: max(chunk, 16))
    }

    /// - Throws: `Problem` when the file cannot be opened.
    public init(path: String, limit: Int = LineReader.defaultLimit) throws {
        self.init(try FileInput(path: path), limit: limit)
    }

    /// The next line that is not blank; nil at the end.
    ///
    /// - Throws: `Problem` when reading fails or the file is UTF-16.
    public mutating func next() throws -> Line? {
        if isAtStart { try skipMark() }
        while true {
            guard let line = try nextRaw() else { return nil }
            if keepsBlankLines || line.isOversized || line.bytes.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) {
                return line
            }
        }
    }

    private mutating func nextRaw() throws -> Line? {
        if position == end, try !fill() { return nil }
        number += 1
        var line = Line(number: number, offset: offset, bytes: [], length: 0, isTerminated: false)
        while true {
            let found = newline()
            let stop = found ?? end
            let count = stop - position
            line.length += count
            if line.length <= limit {
                line.bytes.append(contentsOf: buffer[position..<stop])
            } else {
                // Enough to name the record.
                line.bytes = Array(line.bytes.isEmpty ? buffer[position..<stop].prefix(256) : line.bytes.prefix(256))
            }
            position = stop
            if found != nil {
                position += 1
                line.isTerminated = true
                break
            }
            if try !fill() { break }
        }
        if line.isTerminated, line.bytes.last == 13 {
            line.bytes.removeLast()
            line.length -= 1
        }
        return line
    }

    private func newline() -> Int? {
        buffer.withUnsafeBytes { bytes -> Int? in
            guard position < end, let base = bytes.baseAddress else { return nil }
            guard let found = memchr(base + position, 10, end - position) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    private mutating func fill() throws -> Bool {
        bufferOffset += end
        position = 0
        end = 0
        end = try buffer.withUnsafeMutableBytes { try input.read(into: $0) }
        return end > 0
    }

    private mutating func skipMark() throws {
        isAtStart = false
        // A pipe may hand over the mark byte by byte.
        while end < 4 {
            let more = try buffer.withUnsafeMutableBytes {
                try input.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[end...]))
            }
            if more == 0 { break }
            end += more
        }
        let head = buffer[..<min(end, 4)]
        if head.starts(with: [0xEF, 0xBB, 0xBF]) {
            position = 3
        } else if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
            || (head.count == 4 && (head[1] == 0 && head[3] == 0 || head[0] == 0 && head[2] == 0))
        {
            throw Problem(
                "the file is UTF-16, JSON Lines must be UTF-8", place: name,
                remedy: "convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW")
        }
    }
}
