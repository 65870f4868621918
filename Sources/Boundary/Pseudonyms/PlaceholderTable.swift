/// Which placeholder stands for which text. One thing has one number; each of its spellings after the first has letters
/// as well (`HOST_1`, `HOST_1B`), so that putting back is exact.
struct PlaceholderTable: Sendable {
    /// What makes two texts the same thing.
    struct Thing: Hashable, Sendable {
        var kind: String
        var key: [UInt8]
    }

    private struct Spelling: Hashable {
        var thing: Thing
        var text: [UInt8]
    }

    private var numbers: [Thing: (number: Int, spellings: Int)] = [:]
    private var last: [String: Int] = [:]
    private var placeholders: [Spelling: String] = [:]
    private(set) var originals: [String: [UInt8]] = [:]

    mutating func placeholder(for text: [UInt8], of thing: Thing) -> String {
        let spelling = Spelling(thing: thing, text: text)
        if let known = placeholders[spelling] { return known }
        var entry = numbers[thing] ?? (last[thing.kind, default: 0] + 1, 0)
        var name = "\(thing.kind)_\(entry.number)"
        entry.spellings += 1
        if entry.spellings > 1 {
            guard let letters = Self.letters(entry.spellings) else {
                // More spellings than letters: a number of its own.
                return placeholder(for: text, of: Thing(kind: thing.kind, key: [0] + text))
            }
            name += letters
        }
        last[thing.kind] = max(last[thing.kind, default: 0], entry.number)
        numbers[thing] = entry
        placeholders[spelling] = name
        originals[name] = text
        return name
    }

    /// 2 is `B`, 26 is `Z`, 27 is `AA`; nil beyond three letters.
    private static func letters(_ index: Int) -> String? {
        var rest = index
        var letters: [UInt8] = []
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return letters.count <= PlaceholderScanner.mostLetters
            ? String(decoding: letters.reversed(), as: UTF8.self) : nil
    }

    /// The text behind a hit and how many of its letters belong to the placeholder: the longest that is known.
    func original(of hit: PlaceholderScanner.Hit) -> (text: [UInt8], letters: Int)? {
        for count in stride(from: hit.letters.count, through: 0, by: -1) {
            let name = hit.base + String(decoding: hit.letters[..<count], as: UTF8.self)
            if let text = originals[name] { return (text, count) }
        }
        return nil
    }
}
