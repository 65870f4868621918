public import Domain

/// Finds the client that an export means by an id, a name, a short code or an alias.
///
/// A text that fits two clients fits none: a wrong client is worse than a record in quarantine.
public struct ClientMatcher: Sendable {
    public enum Match: Hashable, Sendable {
        case client(ClientID)
        case none
        /// Sorted by id.
        case ambiguous([ClientID])
    }

    private var known: [ClientID: Client] = [:]
    private var names: [String: Set<ClientID>] = [:]

    public init(_ clients: [Client] = []) {
        for client in clients { add(client) }
    }

    /// In order of id.
    public var clients: [Client] { known.values.sorted { $0.id < $1.id } }

    public func contains(_ id: ClientID) -> Bool { known[id] != nil }

    public subscript(id: ClientID) -> Client? { known[id] }

    /// Adds a client; a client of the same id is replaced, the names it had still lead to it.
    public mutating func add(_ client: Client) {
        known[client.id] = client
        for name in [client.name] + client.aliases { add(alias: name, of: client.id) }
    }

    /// Lets `alias` lead to the client too.
    public mutating func add(alias: String, of id: ClientID) {
        let key = Self.key(alias)
        if !key.isEmpty { names[key, default: []].insert(id) }
    }

    /// An exact id first, then names and aliases without regard to case, accents, punctuation and legal forms.
    public func match(_ text: String) -> Match {
        let trimmed = text.trimmingWhitespace()
        if trimmed.isEmpty { return .none }
        let id = ClientID(trimmed)
        if known[id] != nil { return .client(id) }
        guard let found = names[Self.key(trimmed)], let first = found.min() else { return .none }
        return found.count == 1 ? .client(first) : .ambiguous(found.sorted())
    }

    private static let legalForms: Set<String> = [
        "inc", "llc", "llp", "ltd", "limited", "corp", "corporation", "co", "gmbh", "ag", "kg", "sa", "bv", "plc",
        "pty",
    ]

    /// Words in lower case without accents, joined by blanks, a legal form at the end left out. Decomposing makes
    /// composed and decomposed spellings (NFC, and NFD from macOS) the same key.
    static func key(_ text: String) -> String {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in UnicodeForm.decomposed(text.lowercased()).unicodeScalars {
            if scalar.properties.generalCategory == .nonspacingMark { continue }
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.append(scalar)
            } else if !word.isEmpty, scalar != "'" && scalar != "’" {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        while words.count > 1, let last = words.last, legalForms.contains(last) { words.removeLast() }
        return words.joined(separator: " ")
    }
}
