import Normalization

/// Finds which of many words and phrases stand in a text: one pass over its words.
struct PhraseSet: Sendable {
    struct Match {
        /// Which list.
        var owner: Int
        /// Which of all words and phrases.
        var entry: Int
        /// In words.
        var position: Int
        /// 1.5 for a phrase, 1 for a word, 0.35 for one marked as common.
        var weight: Double
    }

    private struct Entry {
        var owner: Int
        var rest: [String]
        var isPrefix: Bool
        var weight: Double
    }

    private var entries: [Entry] = []
    /// Entries by their first word, exactly.
    private var exact: [String: [Int]] = [:]
    /// Single-word prefixes by their first three characters.
    private var prefixes: [String: [(prefix: String, entry: Int)]] = [:]

    /// - Parameter lists: per owner, words and phrases in lower case; a trailing `*` matches any ending, a leading `~`
    ///   marks a common word.
    init(_ lists: [[String]]) {
        for (owner, list) in lists.enumerated() {
            for text in list {
                let words = Words.of(text)
                guard let first = words.first else { continue }
                let weight = text.hasPrefix("~") ? 0.35 : words.count > 1 ? 1.5 : 1
                let isPrefix = text.hasSuffix("*")
                entries.append(
                    Entry(owner: owner, rest: Array(words.dropFirst()), isPrefix: isPrefix, weight: weight))
                if words.count == 1, isPrefix {
                    prefixes[String(first.prefix(3)), default: []].append((first, entries.count - 1))
                } else {
                    exact[first, default: []].append(entries.count - 1)
                }
            }
        }
    }

    func matches(in words: [String]) -> [Match] {
        var found: [Match] = []
        for (position, word) in words.enumerated() {
            for entry in exact[word] ?? [] where follows(entries[entry], words, position + 1) {
                found.append(match(entry, position))
            }
            for candidate in prefixes[String(word.prefix(3))] ?? [] where word.hasPrefix(candidate.prefix) {
                found.append(match(candidate.entry, position))
            }
        }
        return found
    }

    private func match(_ entry: Int, _ position: Int) -> Match {
        Match(owner: entries[entry].owner, entry: entry, position: position, weight: entries[entry].weight)
    }

    private func follows(_ entry: Entry, _ words: [String], _ start: Int) -> Bool {
        guard start + entry.rest.count <= words.count else { return false }
        for (offset, expected) in entry.rest.enumerated() {
            let word = words[start + offset]
            let isLast = offset == entry.rest.count - 1
            guard word == expected || entry.isPrefix && isLast && word.hasPrefix(expected) else { return false }
        }
        return true
    }

    enum Words {
        /// Lower-case words; apostrophes, hyphens and colons inside stay.
        static func of(_ text: String) -> [String] {
            splitter.words(in: straightened(text)).compactMap { word in
                var word = word.drop { "'-:%".contains($0) }
                while let last = word.last, "'-".contains(last) || last == ":" && word.count > 2 { word.removeLast() }
                return word.isEmpty ? nil : String(word)
            }
        }

        private static let splitter = WordSplitter(signs: "'-:%")

        private static func straightened(_ text: String) -> String {
            guard text.utf8.contains(0x99) else { return text }
            return String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "’" ? "'" : $0 }))
        }
    }
}
