import Domain
import Storage

/// Names of those who act on drafts.
struct ActorNames: Sendable {
    let store: SQLiteStore

    /// - Parameter actor: as `Actor.description` writes it.
    func name(of actor: String) -> String {
        let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return "someone" }
        switch parts[0] {
        case "user": return (try? store.account(id: parts[1]))?.name.nonBlankName ?? "someone"
        case "token": return (try? store.tokens())?.first { $0.id == parts[1] }?.label ?? "a program"
        case "system": return "Sidenote"
        default: return parts[1]
        }
    }
}

extension String {
    fileprivate var nonBlankName: String? { Optional(self).nonBlank }
}
