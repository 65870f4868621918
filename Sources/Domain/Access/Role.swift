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

    /// Who may read the exact bytes that were sent, or would be, for a client: those who may decide on its drafts. The
    /// bytes hold no more than a draft and its evidence do, and who answers for a draft has to know what left for it.
    public static let readsEgress = Role.technician

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
