/// Which content terms of a sentence are denied.
///
/// A negator denies the next content term of its clause, adverbs left aside; in German, where it follows the verb, also the one
/// before it. Two negators on one term cancel. Terms with an opposite (`enabled`/`disabled`) are read as the first
/// of the pair, denied or not.
public struct Polarity: Sendable {
    /// Content term -> whether it is denied. A term that is both in one text is left out.
    public private(set) var denied: [String: Bool] = [:]

    public init(_ text: some StringProtocol, weighting: any TermWeighting) {
        self.init(Words.words(in: text)) { weighting.firstTerm(in: $0) }
    }

    init(_ words: [Word], firstTerm: (String) -> String?) {
        var entries: [(term: String, flips: Int)] = []
        var pending = 0
        var flipping = 0
        var clauseStart = 0
        for word in words {
            if word.opensClause || Self.clauseWords.contains(word.text) {
                pending = 0
                flipping = 0
                clauseStart = entries.count
            }
            if Self.isNegator(word.text) {
                pending = 1
                flipping += 1
                if Self.postposed.contains(word.text), entries.count > clauseStart {
                    entries[entries.count - 1].flips += 1
                }
                continue
            }
            let base: String
            var flips = 0
            if let pair = Self.opposites[word.text] {
                base = pair
                flips = 1
            } else {
                base = word.text
            }
            guard !StopWords.all.contains(base), !Self.adverbs.contains(base),
                let term = firstTerm(base)
            else { continue }
            if pending > 0 {
                flips += flipping
                pending -= 1
                if pending == 0 { flipping = 0 }
            }
            entries.append((term, flips))
        }
        var mixed: Set<String> = []
        for entry in entries {
            let isDenied = entry.flips % 2 == 1
            if let known = denied[entry.term], known != isDenied { mixed.insert(entry.term) }
            denied[entry.term] = isDenied
        }
        for term in mixed { denied[term] = nil }
    }

    /// Whether any word of the text denies something; without one, no term of it is denied.
    static func mayDeny(_ text: some StringProtocol) -> Bool {
        mayDeny(Words.words(in: text))
    }

    static func mayDeny(_ words: [Word]) -> Bool {
        words.contains { isNegator($0.text) || opposites[$0.text] != nil }
    }

    /// Whether the word denies what follows it.
    static func isNegator(_ word: String) -> Bool {
        negators.contains(word) || word.hasSuffix("n't")
    }

    static let negators: Set<String> = [
        "not", "no", "never", "cannot", "without", "neither", "nor", "none", "unable", "dont", "doesnt", "cant", "wont",
        "nicht", "kein", "keine", "keinen", "keinem", "keiner", "nie", "niemals", "ohne",
        "nunca", "sin", "ningún", "ninguna", "pas", "jamais", "sans", "aucun", "aucune",
    ]
    private static let adverbs: Set<String> = [
        "yet", "fully", "currently", "really", "longer", "always", "correctly", "properly", "anymore", "still", "noch",
        "mehr", "richtig", "ganz", "encore", "todavía", "bien",
    ]
    /// Negators that also deny the word before them.
    private static let postposed: Set<String> = ["nicht", "pas", "jamais", "nie"]
    private static let clauseWords: Set<String> = [
        "but", "however", "although", "because", "aber", "sondern", "weil", "obwohl", "pero", "sino", "porque",
        "aunque",
        "mais", "car",
    ]
    /// Word -> its opposite, in the direction in which it is a denial.
    private static let opposites: [String: String] = [
        "disabled": "enabled", "disable": "enable", "offline": "online", "inactive": "active", "unhealthy": "healthy",
        "unlocked": "locked", "unlock": "lock", "disconnected": "connected", "unavailable": "available",
        "unreachable": "reachable", "invalid": "valid", "denied": "allowed", "uninstalled": "installed",
        "uninstall": "install", "decrypted": "encrypted", "failed": "succeeded", "unmanaged": "managed",
        "deaktiviert": "aktiviert", "inaktiv": "aktiv", "desactivado": "activado", "désactivé": "activé",
        "inactivo": "activo", "inactif": "actif",
    ]
}
