import Domain

/// Products and services that managed service providers meet, found by their words; the longest name wins.
struct ProductTable: Sendable {
    struct Name: Sendable {
        let canonical: String
        let words: [UInt64]
        /// The name is an ordinary word too and counts only when it is capitalised.
        let capitalised: Bool
    }

    private let first: WordTable
    private let names: [[Name]]

    init() {
        var order: [UInt64] = []
        var groups: [UInt64: [Name]] = [:]
        var spelling: [UInt64: String] = [:]
        for line in Self.list.split(separator: "\n") {
            let forms = line.split(separator: "|").map { String($0) }
            guard let canonicalForm = forms.first else { continue }
            let canonical = canonicalForm.hasPrefix("=") ? String(canonicalForm.dropFirst()) : canonicalForm
            for form in forms {
                let capitalised = form.hasPrefix("=")
                let parts = (capitalised ? form.dropFirst() : form[...]).split { !$0.isLetter && !$0.isNumber }.map {
                    String($0)
                }
                let hashes = parts.map { WordHash.of($0) }
                guard let head = hashes.first, let headWord = parts.first else { continue }
                if groups[head] == nil { order.append(head) }
                spelling[head] = headWord
                groups[head, default: []].append(Name(canonical: canonical, words: hashes, capitalised: capitalised))
            }
        }
        names = order.map { (groups[$0] ?? []).sorted { $0.words.count > $1.words.count } }
        first = WordTable(order.enumerated().map { (spelling[$0.element] ?? "", UInt16($0.offset + 1)) })
    }

    /// The product whose name begins with the word at `index`, and where the name ends.
    func match(_ view: ByteView, at index: Int, hash: UInt64) -> (canonical: String, end: Int)? {
        let group = Int(first[hash])
        guard group > 0 else { return nil }
        for name in names[group - 1] {
            if name.capitalised, !view[index].isUpper { continue }
            var end = view.word(at: index).end
            var matched = true
            for wanted in name.words.dropFirst() {
                var next = end
                while next - end < 2, " -.+&/".utf8.contains(view[next]) { next += 1 }
                let word = view.word(at: next)
                guard word.end > next, word.hash == wanted else {
                    matched = false
                    break
                }
                end = word.end
            }
            if matched { return (name.canonical, end) }
        }
        return nil
    }
}

extension EntityScan {
    func product(_ start: Int, hash: UInt64) -> Match? {
        guard let found = words.products.match(view, at: start, hash: hash) else { return nil }
        return Match(kind: .product, start: start, end: found.end, value: found.canonical)
    }
}
