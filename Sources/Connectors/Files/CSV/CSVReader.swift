import Domain

/// Rows of a CSV file (RFC 4180 and what spreadsheets make of it), read in order and in fixed memory.
///
/// Written here because SwiftCSV, the package we would have used, wants the whole file as one `String` in an encoding
/// known beforehand: a 1 GB ticket export would be held at once. It can neither leave out columns before they are
/// read nor say in which line a row begins, and one broken row ends the reading of the file.
///
/// Quoted fields may hold delimiters, line breaks and doubled quotes. A quote inside an unquoted field is a character
/// like any other. Fields of masked columns are never collected. NULs are dropped.
public struct CSVReader {
    public struct Row: Hashable, Sendable {
        /// The line the row begins in, counted from 1.
        public var line: Int
        /// Trimmed; empty for masked columns.
        public var fields: [String]
        public var isBlank: Bool { fields.allSatisfy(\.isEmpty) }
    }

    public enum Item {
        case row(Row)
        case failure(RecordFailure)
    }

    public let name: String
    public let dialect: CSVDialect
    public let size: Int?
    /// Raw bytes read so far.
    public private(set) var offset = 0
    /// Columns (by index) whose fields are not to be collected.
    public var masked: Set<Int> = []

    private let input: FileInput
    private let fieldLimit: Int
    private let columnLimit = 2048
    private var transcoder: UTF16Transcoder?
    private var raw: [UInt8] = []
    private var buffer: [UInt8] = []
    private var position = 0
    private var line = 1
    private var isAtEnd = false

    /// - Parameter fieldLimit: the longest field in bytes; a row with a longer one is reported and left out.
    /// - Throws: `Problem` when the file cannot be opened or read.
    public init(path: String, dialect: CSVDialect? = nil, fieldLimit: Int = 16 << 20) throws {
        try self.init(FileInput(path: path), dialect: dialect, fieldLimit: fieldLimit)
    }

    public init(_ input: FileInput, dialect: CSVDialect? = nil, fieldLimit: Int = 16 << 20) throws {
        self.input = input
        self.fieldLimit = fieldLimit
        name = input.name
        size = input.size
        var head: [UInt8] = []
        while head.count < 1 << 16, try input.read(1 << 16, appendingTo: &head) {}
        offset = head.count
        let (encoding, mark) = CSVEncoding.detect(head[...])
        switch encoding {
        case .utf8:
            buffer = Array(head[mark...])
        case .utf16LittleEndian, .utf16BigEndian:
            var transcoder = UTF16Transcoder(isBigEndian: encoding == .utf16BigEndian)
            transcoder.append(head[mark...], to: &buffer)
            self.transcoder = transcoder
        }
        let found = CSVDialect(head: buffer[...])
        self.dialect = dialect ?? found
        if found.hasHint { _ = try next() }
    }

    /// The next row; nil at the end. Blank lines are passed over.
    ///
    /// - Throws: `Problem` when reading fails.
    public mutating func next() throws -> Item? {
        while let item = try nextRow() {
            if case .row(let row) = item, row.isBlank { continue }
            return item
        }
        return nil
    }

    private enum Position { case start, plain, quoted, closed }

    private mutating func nextRow() throws -> Item? {
        let first = line
        var fields: [String] = []
        var field: [UInt8] = []
        var at = Position.start
        var quoteLine = line
        var overflow = false
        var hasContent = false
        let mask = masked

        func endField() {
            if fields.count < columnLimit {
                fields.append(mask.contains(fields.count) ? "" : CSVEncoding.text(field).trimmingWhitespace())
            } else {
                overflow = true
            }
            field.removeAll(keepingCapacity: true)
            at = .start
        }
        func collect(_ byte: UInt8) {
            if mask.contains(fields.count) || byte == 0 { return }
            if field.count < fieldLimit { field.append(byte) } else { overflow = true }
        }

        rows: while true {
            if position == buffer.count, try !fill() { break }
            let byte = buffer[position]
            position += 1
            hasContent = true
            if at == .quoted {
                if byte == UInt8(ascii: "\"") {
                    at = .closed
                } else {
                    if byte == 10 { line += 1 }
                    collect(byte)
                }
                continue
            }
            switch byte {
            case dialect.delimiter: endField()
            case 10:
                line += 1
                break rows
            case 13:
                if position == buffer.count { _ = try fill() }
                if position < buffer.count, buffer[position] == 10 { position += 1 }
                line += 1
                break rows
            case UInt8(ascii: "\"") where at == .start:
                at = .quoted
                quoteLine = line
            case UInt8(ascii: "\"") where at == .closed:
                collect(byte)
                at = .quoted
            default:
                collect(byte)
                at = .plain
            }
        }
        guard hasContent else { return nil }
        if at == .quoted {
            let problem = Problem(
                "a quotation mark is opened and never closed", place: "\(PathText.name(name)) line \(quoteLine)",
                remedy: "close or double the quotation mark; the rows from here on were not read")
            return .failure(RecordFailure(line: quoteLine, problem: problem))
        }
        endField()
        if overflow {
            let problem = Problem(
                "the row is too large", place: "\(PathText.name(name)) line \(first)",
                remedy: "check for a missing quotation mark, or take the attachment out")
            return .failure(RecordFailure(line: first, problem: problem))
        }
        return .row(Row(line: first, fields: fields))
    }

    private mutating func fill() throws -> Bool {
        while !isAtEnd {
            raw.removeAll(keepingCapacity: true)
            guard try input.read(1 << 16, appendingTo: &raw) else {
                isAtEnd = true
                return false
            }
            offset += raw.count
            buffer.removeAll(keepingCapacity: true)
            position = 0
            if transcoder != nil {
                transcoder?.append(raw[...], to: &buffer)
            } else {
                swap(&raw, &buffer)
            }
            if !buffer.isEmpty { return true }
        }
        return false
    }
}
