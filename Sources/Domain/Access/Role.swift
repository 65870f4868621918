/// What a person or a token may do; each role may do what the ones before it may.
public enum Role: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
    /// Sees tickets and drafts.
    case reader
    /// Claims, edits and decides drafts.
    case technician
    /// Retries, pauses, sees usage, jobs and ledgers of the clients it may see.
    case lead
    /// Accounts, tokens, audit, configuration.
    case admin

    public static func < (lhs: Role, rhs: Role) -> Bool {
        lhs.rank < rhs.rank
    }

    private var rank: Int {
        switch self {
        case .reader: 0
        case .technician: 1
        case .lead: 2
        case .admin: 3
        }
    }
}
