internal import Domain
internal import GRDB

/// How far an installation has come, for those who begin.
public struct SetupProgress: Hashable, Sendable {
    /// Tickets of the sample MSP are in the inbox.
    public var hasSample: Bool
    /// Tickets of another source are.
    public var hasOwnTickets: Bool
    public var hasClients: Bool
    public var hasDocuments: Bool
    /// One of the newest drafts of own tickets rests on a document.
    public var hasFoundDocument: Bool

    public init(
        hasSample: Bool = false, hasOwnTickets: Bool = false, hasClients: Bool = false, hasDocuments: Bool = false,
        hasFoundDocument: Bool = false
    ) {
        self.hasSample = hasSample
        self.hasOwnTickets = hasOwnTickets
        self.hasClients = hasClients
        self.hasDocuments = hasDocuments
        self.hasFoundDocument = hasFoundDocument
    }

    /// Everything here is invented.
    public var isSampleOnly: Bool { hasSample && !hasOwnTickets }
}

extension SQLiteStore {
    /// The source under which the sample's tickets come in.
    static let sampleSource = "demo"

    /// Whether all tickets that came in are the sample's. Two look-ups in an index.
    public func isSampleOnly() throws -> Bool {
        try read { db in
            let facts = try Self.sources(db)
            return facts.sample && !facts.own
        }
    }

    public func setupProgress() throws -> SetupProgress {
        try read { db in
            let sources = try Self.sources(db)
            let facts = try rows(
                """
                SELECT EXISTS (SELECT 1 FROM clients), EXISTS (SELECT 1 FROM documents), EXISTS (
                    SELECT 1 FROM (
                        SELECT record FROM drafts WHERE source <> '\(Self.sampleSource)' ORDER BY id DESC LIMIT 50
                    ) d, json_each(d.record, '$.context.evidence') e
                    WHERE json_extract(e.value, '$.kind') = '\(Evidence.Kind.document.rawValue)')
                """, db
            ) { ($0.integer(0) != 0, $0.integer(1) != 0, $0.integer(2) != 0) }.first
            return SetupProgress(
                hasSample: sources.sample, hasOwnTickets: sources.own, hasClients: facts?.0 ?? false,
                hasDocuments: facts?.1 ?? false, hasFoundDocument: facts?.2 ?? false)
        }
    }

    private static func sources(_ db: Database) throws -> (sample: Bool, own: Bool) {
        let query = try Prepared(
            cached: """
                SELECT EXISTS (SELECT 1 FROM inbox WHERE source = ?1),
                    EXISTS (SELECT 1 FROM inbox WHERE source < ?1) OR EXISTS (SELECT 1 FROM inbox WHERE source > ?1)
                """, db)
        defer { query.reset() }
        try query.bind(1, sampleSource)
        guard try query.step() else { return (false, false) }
        return (query.integer(0) != 0, query.integer(1) != 0)
    }
}
