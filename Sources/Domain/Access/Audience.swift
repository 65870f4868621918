/// Whose drafts and records someone may look at. Not a `Scope`: a queue spans clients, retrieval never does.
public enum Audience: Hashable, Sendable {
    case everyClient
    /// Those clients alone; tickets whose client is not known are not among them.
    case clients(Set<ClientID>)

    public func admits(_ client: ClientID?) -> Bool {
        switch self {
        case .everyClient: true
        case .clients(let admitted): client.map(admitted.contains) ?? false
        }
    }

    /// What both admit.
    public func narrowed(to client: ClientID) -> Audience {
        admits(client) ? .clients([client]) : .clients([])
    }
}
