import Domain
import Storage

/// Who acted, in words: the name of an account, the label of a token.
struct PersonNames: Sendable {
    private var names: [String: String] = [:]

    /// Nobody's.
    init() {}

    /// Of all accounts and tokens.
    init(_ store: SQLiteStore) throws {
        for account in try store.accounts() { names[Actor(.user, account.id).description] = account.name }
        for token in try store.tokens() { names[Actor(.token, token.id).description] = Self.label(token.label) }
    }

    /// - Parameter actors: as `Actor.description` writes them; those alone are looked up.
    init(_ store: SQLiteStore, of actors: some Sequence<String>) throws {
        var tokens: [String: String]?
        for actor in Set(actors) {
            let parts = actor.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            switch Actor.Kind(rawValue: parts[0]) {
            case .user: names[actor] = try store.account(id: parts[1])?.name
            case .token:
                let labels = try tokens ?? Dictionary(store.tokens().map { ($0.id, $0.label) }) { first, _ in first }
                tokens = labels
                names[actor] = labels[parts[1]].map(Self.label)
            default: break
            }
        }
    }

    private static func label(_ token: String) -> String { "token “\(token)”" }

    /// nil for an account or token that is not known.
    func known(_ actor: String) -> String? {
        if let name = names[actor].nonBlank { return name }
        let parts = actor.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch Actor.Kind(rawValue: String(parts[0])) {
        case .system: return "Sidenote (\(parts[1]))"
        case .webhook: return "webhook “\(parts[1])”"
        case .console: return "\(parts[1]), on the console"
        default: return nil
        }
    }

    /// To be read among the words of a page.
    func name(of actor: String) -> String { known(actor) ?? "someone" }

    /// With the actor itself where nobody is known, as ledgers need it.
    func entry(_ actor: String) -> String { known(actor) ?? actor }

    /// Name and id, to choose from; in order of name.
    var choices: [(value: String, label: String)] {
        names.map { (value: $0.key, label: $0.value) }.sorted {
            ($0.label.lowercased(), $0.value) < ($1.label.lowercased(), $1.value)
        }
    }
}
