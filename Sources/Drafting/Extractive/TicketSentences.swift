import Domain
import Grounding
import Normalization

/// Chooses the sentences of a ticket that say what it is about.
///
/// Degree centrality over the sentences' TF-IDF cosines (the first step of LexRank, Erkan and Radev 2004), with
/// the overlap with the subject, a prior for early sentences and signs of a problem or request added. Greetings, thanks, closings,
/// text spoken to a model and sentences that lost a secret are never chosen.
struct TicketSentences {
    struct Choice: Hashable {
        var text: String
        /// Position in the ticket.
        var position: Int
        var score: Double
    }

    /// Later sentences are not looked at: a ticket says early what it is about.
    static let most = 40

    let tools: TextTools
    private var weighting: any TermWeighting { tools.weighting }

    init(tools: TextTools) {
        self.tools = tools
    }

    /// All candidates, the best first; ties by position.
    func ranked(in clean: CleanTicket) -> [Choice] {
        var vectors: [[String: Double]] = []
        var texts: [String] = []
        for sentence in tools.splitter.sentences(in: clean.text).prefix(Self.most) {
            let text = Self.withoutGreeting(Markdown.plain(sentence))
            guard Self.isUsable(text) else { continue }
            texts.append(text)
            vectors.append(vector(text))
        }
        let subject = vector(clean.subject)
        let centralities = centralities(vectors)
        let peak = max(centralities.max() ?? 0, 1e-9)
        let choices = texts.indices.map { index in
            let words = Words.texts(in: texts[index])
            let score =
                0.35 * centralities[index] / peak + 0.25 * cosine(vectors[index], subject)
                + 0.20 / Double(1 + index) + 0.30 * Cues.strength(words) + lengthPrior(words.count)
            return Choice(text: texts[index], position: index, score: score)
        }
        return choices.sorted { $0.score != $1.score ? $0.score > $1.score : $0.position < $1.position }
    }

    /// The `count` sentences of `passage` nearest to the ticket, in the passage's order.
    func central(in passage: String, to clean: CleanTicket, count: Int) -> [String] {
        let ticket = vector("\(clean.subject)\n\(clean.text.prefix(2000))")
        let scored = tools.splitter.sentences(in: passage).prefix(Self.most).enumerated().compactMap {
            index, sentence -> (index: Int, text: String, score: Double)? in
            let text = Markdown.plain(sentence)
            guard !sentence.hasPrefix("#"), Words.texts(in: text).count >= 4 else { return nil }
            return (index, text, cosine(vector(text), ticket))
        }
        let best = scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }.prefix(count)
        return best.filter { $0.score > 0 }.sorted { $0.index < $1.index }.map(\.text)
    }

    private func vector(_ text: String) -> [String: Double] {
        var vector: [String: Double] = [:]
        for term in weighting.terms(in: text) { vector[term, default: 0] += 1 }
        // Fixed order of summing, so that equal inputs give equal bits.
        var square = 0.0
        for (term, count) in vector.sorted(by: { $0.key < $1.key }) {
            let weight = count * weighting.weight(of: term)
            vector[term] = weight
            square += weight * weight
        }
        guard square > 0 else { return [:] }
        let norm = square.squareRoot()
        return vector.mapValues { $0 / norm }
    }

    private func cosine(_ a: [String: Double], _ b: [String: Double]) -> Double {
        let (small, large) = a.count <= b.count ? (a, b) : (b, a)
        var products: [Double] = []
        for (term, weight) in small {
            if let other = large[term] { products.append(weight * other) }
        }
        return products.sorted().reduce(0, +)
    }

    private func centralities(_ vectors: [[String: Double]]) -> [Double] {
        var sums = Array(repeating: 0.0, count: vectors.count)
        for a in vectors.indices {
            for b in vectors.indices where b > a {
                let similarity = cosine(vectors[a], vectors[b])
                sums[a] += similarity
                sums[b] += similarity
            }
        }
        return sums
    }

    /// Very short and very long sentences tell less.
    private func lengthPrior(_ words: Int) -> Double {
        switch words {
        case ..<4: -0.25
        case 4...35: 0.1
        case 36...60: 0
        default: -0.15
        }
    }

    /// `Hi team, Outlook crashes` is quoted as `Outlook crashes`.
    static func withoutGreeting(_ text: String) -> String {
        guard let comma = text.prefix(40).firstIndex(where: { $0 == "," || $0 == "!" || $0 == "." }) else { return text }
        let greeting = Words.texts(in: text[..<comma])
        let rest = text[text.index(after: comma)...].trimmingWhitespace()
        guard greeting.count <= 5, !rest.isEmpty, Cues.isGreeting(greeting) else { return text }
        return rest
    }

    /// Whether the sentence may stand in a draft.
    static func isUsable(_ text: String) -> Bool {
        guard text.utf8.count >= 6, !text.hasBytes("[secret removed"), InstructionEcho.find(in: text) == nil else {
            return false
        }
        let words = Words.texts(in: text)
        guard !words.isEmpty else { return false }
        return !Cues.isPleasantry(words)
    }
}
