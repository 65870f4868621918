import Domain
import Normalization

/// The evidence of one ticket, prepared for look-ups; each part is built when it is first asked for, and once.
struct EvidenceIndex {
    struct Entry {
        let evidence: Evidence
        /// Text, title and record id, in lower case and single-spaced.
        let lowered: String
        fileprivate var keys: Set<String>?
        fileprivate var quantities: Set<Quantity>?
        fileprivate var terms: Set<String>?
        fileprivate var mayDeny: Bool?
        fileprivate var sentences: EvidenceSentences?
    }

    private(set) var entries: [Entry]
    private let positions: [String: Int]
    private var postings: [String: [Int]]?
    /// What was found of each token so far: by position, nil where nobody asked yet.
    private var held: [TokenName: [Bool?]] = [:]
    private let weighting: any TermWeighting
    private let splitter: SentenceSplitter

    /// All of a token that says whether evidence holds it.
    private struct TokenName: Hashable {
        var kind: HardToken.Kind
        var text: String
        var key: String
    }

    init(_ evidence: [Evidence], weighting: any TermWeighting, splitter: SentenceSplitter) {
        self.splitter = splitter
        entries = evidence.map { item in
            Entry(
                evidence: item, lowered: "\(item.title) \n \(item.source) \n \(item.text)".lowercased().singleSpaced())
        }
        positions = Dictionary(
            evidence.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.weighting = weighting
    }

    /// Position of the evidence with this id.
    func position(of id: String) -> Int? { positions[id] }

    /// The first of the positions at which the hard token stands in the entry as a whole token.
    mutating func first(_ token: HardToken, among wanted: some Sequence<Int>) -> Int? {
        look(for: token) { index, look in wanted.first { look.holds(at: $0, &index) } }
    }

    /// Every position at which it does.
    mutating func holders(_ token: HardToken) -> [Int] {
        look(for: token) { index, look in index.entries.indices.filter { look.holds(at: $0, &index) } }
    }

    /// Whether the hard token stands in the entry as a whole token.
    mutating func holds(_ token: HardToken, at position: Int) -> Bool {
        first(token, among: CollectionOfOne(position)) != nil
    }

    private mutating func look<Found>(
        for token: HardToken, _ find: (inout EvidenceIndex, inout TokenLook) -> Found
    ) -> Found {
        let name = TokenName(kind: token.kind, text: token.text, key: token.key)
        var look = TokenLook(token: token, known: held[name] ?? Array(repeating: nil, count: entries.count))
        let found = find(&self, &look)
        if look.isNews { held[name] = look.known }
        return found
    }

    /// One token and where it is known to stand or not.
    private struct TokenLook {
        let token: HardToken
        var known: [Bool?]
        var isNews = false
        var search: WholeToken?

        mutating func holds(at position: Int, _ index: inout EvidenceIndex) -> Bool {
            if let holds = known[position] { return holds }
            let holds = index.holds(token, at: position, &search)
            known[position] = holds
            isNews = true
            return holds
        }
    }

    private mutating func holds(_ token: HardToken, at position: Int, _ search: inout WholeToken?) -> Bool {
        if keys(at: position).contains(token.key) { return true }
        if token.kind == .number || token.kind == .entity(.amount),
            let wanted = Quantity.quantities(in: Words.words(in: token.text)).first
        {
            return quantities(at: position).contains(wanted)
        }
        let whole = search ?? WholeToken(token)
        search = whole
        return whole.stands(in: entries[position].lowered)
    }

    /// The content terms of the entry.
    mutating func terms(at position: Int) -> Set<String> {
        if let terms = entries[position].terms { return terms }
        let terms = Set(weighting.terms(in: entries[position].lowered))
        entries[position].terms = terms
        return terms
    }

    /// Positions of the entries that have the term, in order.
    mutating func postings(of term: String) -> [Int] {
        if let postings { return postings[term] ?? [] }
        var made: [String: [Int]] = [:]
        for position in entries.indices {
            for term in terms(at: position) { made[term, default: []].append(position) }
        }
        postings = made
        return made[term] ?? []
    }

    /// Whether any sentence of the entry denies something.
    mutating func mayDeny(at position: Int) -> Bool {
        if let mayDeny = entries[position].mayDeny { return mayDeny }
        let mayDeny = Polarity.mayDeny(entries[position].evidence.text)
        entries[position].mayDeny = mayDeny
        return mayDeny
    }

    /// The sentences of the entry with their polarity.
    mutating func sentences(at position: Int) -> EvidenceSentences {
        if let sentences = entries[position].sentences { return sentences }
        let sentences = EvidenceSentences(
            splitter.sentences(in: entries[position].evidence.text), weighting: weighting)
        entries[position].sentences = sentences
        return sentences
    }

    private mutating func keys(at position: Int) -> Set<String> {
        if let keys = entries[position].keys { return keys }
        let item = entries[position].evidence
        var keys: Set<String> = [item.source.lowercased()]
        for token in HardTokens.tokens(in: item.title) + HardTokens.tokens(in: item.text) {
            keys.insert(token.key)
            // A fully qualified name also vouches for its host name.
            if token.kind == .entity(.hostname), let label = token.key.split(separator: ".").first {
                keys.insert(String(label))
            }
        }
        entries[position].keys = keys
        return keys
    }

    private mutating func quantities(at position: Int) -> Set<Quantity> {
        if let quantities = entries[position].quantities { return quantities }
        let quantities = Set(Quantity.quantities(in: Words.words(in: entries[position].lowered)))
        entries[position].quantities = quantities
        return quantities
    }
}
