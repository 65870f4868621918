public import Domain

/// What a report says of the whole batch and cannot count from the records themselves.
public struct ReportTotals: Hashable, Sendable {
    /// Records that could not be read or enriched.
    public var failed: Int
    /// The first of their errors, in input order.
    public var problems: [Problem]
    /// Wall-clock milliseconds of the run; nil when it was resumed or is unknown.
    public var elapsedMilliseconds: Double?
    /// How the run was made: offline, resumed, limited, ….
    public var notes: [String]

    public init(
        failed: Int = 0, problems: [Problem] = [], elapsedMilliseconds: Double? = nil, notes: [String] = []
    ) {
        self.failed = failed
        self.problems = problems
        self.elapsedMilliseconds = elapsedMilliseconds
        self.notes = notes
    }
}

/// What the writer counts while it appends.
struct ReportTally: Sendable {
    var tickets = 0
    var blocked = 0
    var security = 0
    var duplicates = 0
    var withDevice = 0
    var withDocument = 0
    var withoutClient = 0
    var byModel = 0
    var extractive = 0
    var supported = 0
    var weak = 0
    var unsupported = 0
    var calls = 0
    var bytesSent = 0
    var inputTokens = 0
    var outputTokens = 0
    var cost: Double?

    mutating func count(_ record: EnrichmentRecord) {
        tickets += 1
        blocked += record.claims.blocked ? 1 : 0
        security += record.triage.security ? 1 : 0
        duplicates += record.triage.duplicateOf.isEmpty ? 0 : 1
        withDevice += record.context.devices.isEmpty ? 0 : 1
        withDocument += record.context.documents.isEmpty ? 0 : 1
        withoutClient += record.clientID == nil ? 1 : 0
        byModel += record.draft.mode == .llm ? 1 : 0
        extractive += record.draft.mode == .extractive ? 1 : 0
        supported &+= record.claims.supported
        weak &+= record.claims.weak
        unsupported &+= record.claims.unsupported
        calls += record.egress.count
        for receipt in record.egress { bytesSent &+= receipt.bytes }
        inputTokens &+= record.usage.inputTokens
        outputTokens &+= record.usage.outputTokens
        if let price = record.usage.cost { cost = (cost ?? 0) + price }
    }
}
