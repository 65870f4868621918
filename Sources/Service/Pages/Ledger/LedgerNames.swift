import Domain
import Enrichment
import Storage

/// Who acted, in words: the name of an account, the label of a token.
struct LedgerNames: Sendable {
    private var names: [String: String] = [:]

    init(_ store: SQLiteStore) throws {
        for account in try store.accounts() { names[Actor(.user, account.id).description] = account.name }
        for token in try store.tokens() { names[Actor(.token, token.id).description] = "token “\(token.label)”" }
    }

    func name(_ actor: String) -> String {
        if let name = names[actor] { return name }
        let parts = actor.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return actor }
        switch parts[0] {
        case "system": return "Sidenote (\(parts[1]))"
        case "webhook": return "webhook “\(parts[1])”"
        case "console": return "\(parts[1]), on the console"
        default: return actor
        }
    }

    /// Name and id, to choose from; in order of name.
    var choices: [(value: String, label: String)] {
        names.map { (value: $0.key, label: $0.value) }.sorted {
            ($0.label.lowercased(), $0.value) < ($1.label.lowercased(), $1.value)
        }
    }
}
