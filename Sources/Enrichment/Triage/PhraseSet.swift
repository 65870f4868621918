/// Counts which of many words and phrases stand in a text: one pass over its words.
struct PhraseSet: Sendable {
    private var exact: [String: [Int]] = [:]
    /// Prefixes by their first three characters.
    private var prefixes: [String: [(prefix: String, owner: Int)]] = [:]
    /// Phrases by their first word.
    private var phrases: [String: [(rest: [String], owner: Int)]] = [:]

    /// - Parameter lists: per owner, words and phrases in lower case; a trailing `*` matches any ending.
    init(_ lists: [[String]]) {
        for (owner, list) in lists.enumerated() {
            for entry in list {
                let words = Words.of(entry)
                let isPrefix = entry.hasSuffix("*")
                guard let first = words.first else { continue }
                if words.count > 1 {
                    phrases[first, default: []].append(
                        (words.dropFirst().map { $0 } + (isPrefix ? ["*"] : []), owner))
                } else if isPrefix {
                    prefixes[String(first.prefix(3)), default: []].append((first, owner))
                } else {
                    exact[first, default: []].append(owner)
                }
            }
        }
    }

    /// Owner and word position of every occurrence.
    func matches(in words: [String]) -> [(owner: Int, position: Int)] {
        var found: [(owner: Int, position: Int)] = []
        for (position, word) in words.enumerated() {
            for owner in exact[word] ?? [] { found.append((owner, position)) }
            for entry in prefixes[String(word.prefix(3))] ?? [] where word.hasPrefix(entry.prefix) {
                found.append((entry.owner, position))
            }
            for entry in phrases[word] ?? [] where follows(entry.rest, words, position + 1) {
                found.append((entry.owner, position))
            }
        }
        return found
    }

    private func follows(_ rest: [String], _ words: [String], _ start: Int) -> Bool {
        let isPrefix = rest.last == "*"
        let rest = isPrefix ? rest.dropLast() : rest[...]
        guard start + rest.count <= words.count else { return false }
        for (offset, expected) in rest.enumerated() {
            let word = words[start + offset]
            let isLast = offset == rest.count - 1
            guard word == expected || isPrefix && isLast && word.hasPrefix(expected) else { return false }
        }
        return true
    }

    enum Words {
        /// Lower-case words; apostrophes and hyphens between letters stay.
        static func of(_ text: String) -> [String] {
            text.lowercased().replacing("’", with: "'").split { character in
                !character.isLetter && !character.isNumber && character != "'" && character != "-" && character != ":"
            }.map { String($0.drop { "'-:".contains($0) }) }.filter { !$0.isEmpty }.map { word in
                word.hasSuffix("-") || word.hasSuffix("'") ? String(word.dropLast()) : word
            }
        }
    }
}
