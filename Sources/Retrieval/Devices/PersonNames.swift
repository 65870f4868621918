/// The spellings under which a person may stand in a device's “last user” field.
struct PersonNames: Sendable {
    private var keys: Set<String>

    /// - Parameter firstNameTells: whether no other person of the client has the same first name.
    init(name: String?, emails: [String], firstNameTells: Bool = false) {
        keys = []
        for email in emails {
            if let local = email.lowercased().split(separator: "@").first { keys.insert(Self.fold(String(local))) }
        }
        let words = (name ?? "").lowercased().split { !$0.isLetter }.map(String.init)
        if words.count >= 2, let first = words.first, let last = words.last {
            keys.insert(first + last)
            keys.insert(last + first)
            keys.insert(first.prefix(1) + last)
            keys.insert(first + last.prefix(1))
        }
        if firstNameTells, let first = words.first { keys.insert(first) }
        keys = keys.filter { $0.count > 2 }
    }

    var isEmpty: Bool { keys.isEmpty }

    /// Whether the field (`DOMAIN\priya`, `priya@example.com`, `Priya Example`) names this person.
    func match(_ lastUser: String) -> Bool {
        var text = lastUser[...]
        if let slash = text.lastIndex(where: { $0 == "\\" || $0 == "/" }) { text = text[text.index(after: slash)...] }
        if let at = text.firstIndex(of: "@") { text = text[..<at] }
        return keys.contains(Self.fold(String(text)))
    }

    private static func fold(_ text: String) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
