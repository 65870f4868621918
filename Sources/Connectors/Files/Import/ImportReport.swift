public import Domain

/// What an import did and what it left out, for people and for `--json`.
public struct ImportReport: Sendable, Codable {
    /// Something that was not imported, or only in part.
    public struct Entry: Hashable, Sendable, Codable {
        /// The record or file: `ticket T-1017`, `runbook Acme/vpn.md`.
        public var what: String
        /// File and line.
        public var place: String
        public var reason: String
        public var remedy: String

        public init(what: String, place: String, reason: String, remedy: String) {
            self.what = what
            self.place = place
            self.reason = reason
            self.remedy = remedy
        }
    }

    /// Per kind (`clients`, `contacts`, `devices`, `documents`, `tickets`), as the store counted.
    public var counts: [String: ImportCounts] = [:]
    /// Records whose client is unknown or in doubt. They were not stored, since a record without a known owner must
    /// not become visible for every client.
    public var quarantined: [Entry] = []
    /// Records and files that could not be read.
    public var failures: [Entry] = []
    /// Files that are refused since their name says they hold secrets.
    public var refused: [Entry] = []
    /// Files that are none of an import's business.
    public var ignored: [Entry] = []
    public var warnings: [String] = []
    /// Secrets taken out before storing, by kind.
    public var secretsRemoved: [String: Int] = [:]
    /// Entries beyond the first `listLimit` of a list are only counted: `quarantined` -> number.
    public var omitted: [String: Int] = [:]

    public static let listLimit = 1000

    public init() {}

    enum CodingKeys: String, CodingKey {
        case counts, quarantined, failures, refused, ignored, warnings, omitted
        case secretsRemoved = "secrets_removed"
    }

    mutating func quarantine(_ entry: Entry) { append(entry, \.quarantined, "quarantined") }
    mutating func fail(_ entry: Entry) { append(entry, \.failures, "failures") }
    mutating func refuse(_ entry: Entry) { append(entry, \.refused, "refused") }
    mutating func ignore(_ entry: Entry) { append(entry, \.ignored, "ignored") }
    mutating func warn(_ text: String) { append(text, \.warnings, "warnings") }

    mutating func add(secrets: RecordCleaner.Findings) {
        for (kind, count) in secrets { secretsRemoved[kind, default: 0] += count }
    }

    mutating func add(counts: [String: ImportCounts]) {
        for (kind, count) in counts { self.counts[kind, default: ImportCounts()] += count }
    }

    private mutating func append<Value>(
        _ value: Value, _ list: WritableKeyPath<ImportReport, [Value]>, _ name: String
    ) {
        if self[keyPath: list].count < Self.listLimit {
            self[keyPath: list].append(value)
        } else {
            omitted[name, default: 0] += 1
        }
    }

    /// How many records were left out because of their owner.
    public var quarantinedCount: Int { quarantined.count + omitted["quarantined", default: 0] }
    public var failureCount: Int { failures.count + omitted["failures", default: 0] }
}

extension ImportReport.Entry {
    init(what: String, place: String, problem: Problem) {
        self.init(
            what: what, place: problem.place ?? place, reason: problem.what, remedy: problem.remedy ?? "check the file")
    }
}

/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
    /// Bytes of all files, and how many of them are done.
    public var bytesDone: Int
    public var bytesTotal: Int
    /// Records read so far.
    public var records: Int
    /// The file being read.
    public var file: String
}
