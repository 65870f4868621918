public import Domain

/// Stops a prompt or draft that names another client's things.
///
/// Built once from all clients' records and shared by all scopes; build it anew when the data changes. A check is one
/// pass over the text. A token that more than two clients have is not distinctive and left out; one that the scope's
/// own client has too is not foreign; neither is one inside a longer token of the scope's own.
public struct ForeignTokenAlarm: Sendable {
    static let mostOwners = 2

    private struct Entry {
        var kind: ForeignToken.Kind
        var text: String
        var owners: [Int32]
    }

    private let fold: CaseFold
    private let automaton: AhoCorasick
    private let entries: [Entry]
    /// Pattern of the automaton to entry.
    private let patterns: [Int32]
    private let clients: [ClientID]

    /// `ordinaryWords`: further words, in lower case, that are no token by themselves, such as those that stand in
    /// shared documents.
    public init(_ sources: some Sequence<ClientTokens>, ordinaryWords: Set<String> = []) {
        fold = CaseFold()
        var entries: [Entry] = []
        var patterns: [Int32] = []
        var bytes: [[UInt8]] = []
        var clients: [ClientID] = []
        var known: [[UInt8]: Int32] = [:]
        for source in sources {
            let owner = Int32(clients.count)
            clients.append(source.client.id)
            for token in DistinctiveTokens.tokens(of: source) {
                if !ordinaryWords.isEmpty, ordinaryWords.contains(token.text.lowercased()) { continue }
                for form in ([token.text] + token.spellings).flatMap(Spelling.forms) {
                    let key = fold.bytes(form)
                    if let index = known[key] {
                        if entries[Int(index)].owners.last != owner { entries[Int(index)].owners.append(owner) }
                    } else {
                        let index = Int32(entries.count)
                        known[key] = index
                        entries.append(Entry(kind: token.kind, text: token.text, owners: [owner]))
                        patterns.append(index)
                        bytes.append(key)
                    }
                }
            }
        }
        self.entries = entries
        self.patterns = patterns
        self.clients = clients
        automaton = AhoCorasick(bytes)
    }

    /// How many spellings of tokens are watched for, over all clients.
    public var count: Int { entries.count }

    /// The tokens of other clients in the text, each once, in order of position; at most `limit`.
    public func check(_ text: String, scope: Scope, limit: Int = 20) -> [ForeignToken] {
        var folded = fold.bytes(text)
        for index in folded.indices where folded[index] &- 9 < 5 { folded[index] = 0x20 }
        let edges = WordEdges(bytes: folded)
        var own = OwnRanges()
        var foreign: [(entry: Int, range: Range<Int>)] = []
        var seen: [Int: Int] = [:]
        automaton.search(folded) { match in
            let index = Int(patterns[match.pattern])
            let entry = entries[index]
            guard isToken(match.range, entry.kind, edges) else { return }
            if let client = scope.clientID, entry.owners.contains(where: { clients[Int($0)] == client }) {
                own.add(match.range)
            } else if entry.owners.count <= Self.mostOwners {
                // A few occurrences are kept, since the first may lie in a longer token of the scope's own.
                seen[index, default: 0] += 1
                if seen[index, default: 0] <= 64 { foreign.append((index, match.range)) }
            }
        }
        guard !foreign.isEmpty else { return [] }
        own.seal()
        var reported: Set<Int> = []
        var tokens: [ForeignToken] = []
        for (index, range) in foreign.sorted(by: {
            ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
        })
        where !own.covers(range) && reported.insert(index).inserted {
            let entry = entries[index]
            tokens.append(
                ForeignToken(
                    kind: entry.kind, text: entry.text, owners: entry.owners.map { clients[Int($0)] }.sorted(),
                    offset: folded[..<range.lowerBound].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }))
            if tokens.count == limit { break }
        }
        return tokens
    }

    /// Names are whole words. In identifiers `-` and `_` go on, and in domains a dot before a letter or digit does.
    private func isToken(_ range: Range<Int>, _ kind: ForeignToken.Kind, _ edges: WordEdges) -> Bool {
        guard edges.isWhole(range) else { return false }
        if kind == .name || kind == .alias { return true }
        func byte(_ index: Int) -> UInt8 { edges.bytes.indices.contains(index) ? edges.bytes[index] : 0 }
        let hyphen = UInt8(ascii: "-")
        let underscore = UInt8(ascii: "_")
        let before = byte(range.lowerBound - 1)
        if (before == hyphen || before == underscore) && edges.isWord(before: range.lowerBound - 1) { return false }
        let after = byte(range.upperBound)
        if after == hyphen || after == underscore { return !edges.isWord(at: range.upperBound + 1) }
        if after == UInt8(ascii: "."), kind == .domain || kind == .email {
            return !edges.isWord(at: range.upperBound + 1)
        }
        return true
    }
}

/// Ranges of the scope's own tokens; asks whether a range lies inside one.
private struct OwnRanges {
    private var ranges: [Range<Int>] = []
    /// The furthest end among the ranges up to and including this one.
    private var reach: [Int] = []

    mutating func add(_ range: Range<Int>) {
        ranges.append(range)
    }

    mutating func seal() {
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var furthest = 0
        reach = ranges.map { range in
            furthest = max(furthest, range.upperBound)
            return furthest
        }
    }

    func covers(_ range: Range<Int>) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low > 0 && reach[low - 1] >= range.upperBound
    }
}
