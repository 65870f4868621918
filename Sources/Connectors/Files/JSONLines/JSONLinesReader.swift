public import Domain

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A record that could not be read; the rest of the file is unaffected.
public struct RecordFailure: Error, Hashable, Sendable {
    /// Line number, counted from 1.
    public var line: Int
    /// The record's id where it could be made out.
    public var id: String?
    public var problem: Problem

    public init(line: Int, id: String? = nil, problem: Problem) {
        self.line = line
        self.id = id
        self.problem = problem
    }
}

/// Reads records one line at a time, in fixed memory, and goes on after a bad one.
public struct JSONLinesReader<Record: Decodable> {
    public enum Item {
        case record(Record, line: Int)
        case failure(RecordFailure)
    }

    /// What was repaired, as `place: what`, at most `warningLimit` of them.
    public private(set) var warnings: [String] = []
    /// How many lines were repaired.
    public private(set) var repairedLines = 0
    /// Bytes read so far.
    public var offset: Int { lines.offset }
    public var size: Int? { lines.size }
    public var name: String { lines.name }

    private var lines: LineReader
    private let noun: String
    private let identity: ((Record) -> String)?
    private var seen: Set<Int> = []
    private let warningLimit = 100
    private let decoder = JSONDecoder()

    /// - Parameters:
    ///   - noun: what a record is called in messages, such as `ticket`.
    ///   - identity: the record's id; where given, a later record of the same id is reported and left out. The ids
    ///     are kept as 64-bit hashes seeded per process, so nobody can prepare a collision, and among a million
    ///     ids a false report has a chance of about 3 in 10^8.
    public init(_ lines: LineReader, noun: String = "record", identity: ((Record) -> String)? = nil) {
        self.lines = lines
        self.noun = noun
        self.identity = identity
    }

    /// - Throws: `Problem` when the file cannot be opened. `-` is standard input.
    public init(
        path: String, noun: String = "record", limit: Int = LineReader.defaultLimit,
        identity: ((Record) -> String)? = nil
    ) throws {
        self.init(try LineReader(path: path, limit: limit), noun: noun, identity: identity)
    }

    /// The next record or failure; nil at the end.
    ///
    /// - Throws: `Problem` when the file as a whole cannot be read: an I/O error, UTF-16, or one big JSON array.
    public mutating func next() throws -> Item? {
        guard let line = try lines.next() else { return nil }
        if line.number == 1, let problem = ForeignFormat.problem(firstLine: line.bytes, name: name) { throw problem }
        if line.isOversized {
            let id = TopLevelKeys(line.bytes).id
            let problem = Problem(
                "the line is \(ByteCount.text(line.length)) long", place: place(line.number, id: id),
                remedy: "take attachments out of the export")
            return .failure(RecordFailure(line: line.number, id: id, problem: problem))
        }
        let repaired = JSONRepair(line.bytes)
        do {
            let record = try decoder.decode(Record.self, from: Data(repaired.bytes))
            if let id = identity?(record), !seen.insert(id.hashValue).inserted {
                let problem = Problem(
                    "the id “\(id.prefix(80))” stands in an earlier line too", place: place(line.number, id: nil),
                    remedy: "the first one is used; remove one of them")
                return .failure(RecordFailure(line: line.number, id: id, problem: problem))
            }
            if !repaired.changes.isEmpty { warn(repaired.changes, line: line.number, bytes: repaired.bytes) }
            return .record(record, line: line.number)
        } catch {
            let id = TopLevelKeys(repaired.bytes).id
            let problem = DecodingProblem.describe(error, place: place(line.number, id: id), line: line)
            return .failure(RecordFailure(line: line.number, id: id, problem: problem))
        }
    }

    private mutating func warn(_ changes: [String], line: Int, bytes: [UInt8]) {
        repairedLines += 1
        guard warnings.count < warningLimit else { return }
        let place = place(line, id: TopLevelKeys(bytes).id)
        warnings.append("\(place): \(changes.joined(separator: "; "))")
    }

    private func place(_ line: Int, id: String?) -> String {
        let file = PathText.name(name).isEmpty ? name : PathText.name(name)
        return "\(file) line \(line)"
            + (id.flatMap { $0.isEmpty ? nil : " (\(noun) \(PathText.display(String($0.prefix(80)))))" } ?? "")
    }
}
