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
        var numbers: [String: Int] = [:]
        var vectors: [Vector] = []
        var texts: [String] = []
        var priors: [Double] = []
        for sentence in tools.splitter.sentences(in: clean.text).prefix(Self.most) {
            let field = FormField(Self.withoutGreeting(Markdown.plain(sentence)))
            let text = field.text
            guard Self.isUsable(text) else { continue }
            texts.append(text)
            priors.append(field.prior)
            vectors.append(vector(text, &numbers))
        }
        let subject = vector(clean.subject, &numbers)
        let centralities = centralities(vectors)
        let peak = max(centralities.max() ?? 0, 1e-9)
        let choices = texts.indices.map { index in
            let words = Words.texts(in: texts[index])
            let score =
                0.35 * centralities[index] / peak + 0.25 * cosine(vectors[index], subject)
                + 0.20 / Double(1 + index) + 0.30 * Cues.strength(words)
                + lengthPrior(words.count) + priors[index]
            return Choice(text: texts[index], position: index, score: score)
        }
        return choices.sorted { $0.score != $1.score ? $0.score > $1.score : $0.position < $1.position }
    }

    /// The `count` sentences of `passage` nearest to the ticket, in the passage's order.
    func central(in passage: String, to clean: CleanTicket, count: Int) -> [String] {
        var numbers: [String: Int] = [:]
        let ticket = vector("\(clean.subject)\n\(clean.text.prefix(2000))", &numbers)
        var scored: [(index: Int, text: String, score: Double)] = []
        for (index, sentence) in tools.splitter.sentences(in: passage).prefix(Self.most).enumerated() {
            let text = Markdown.plain(sentence)
            guard !sentence.hasPrefix("#"), Words.texts(in: text).count >= 4 else { continue }
            scored.append((index, text, cosine(vector(text, &numbers), ticket)))
        }
        let best = scored.sorted { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }.prefix(count)
        return best.filter { $0.score > 0 }.sorted { $0.index < $1.index }.map(\.text)
    }

    /// Term numbers in rising order with their weights; of length 1.
    private typealias Vector = [(term: Int, weight: Double)]

    /// - Parameter numbers: the number of each term met so far, so that vectors compare without hashing.
    private func vector(_ text: String, _ numbers: inout [String: Int]) -> Vector {
        var counts: [Int: Double] = [:]
        for term in weighting.terms(in: text) {
            let next = numbers.count
            let number: Int
            if let known = numbers[term] {
                number = known
            } else {
                numbers[term] = next
                number = next
            }
            counts[number, default: 0] += weighting.weight(of: term)
        }
        var vector = counts.map { (term: $0.key, weight: $0.value) }
        vector.sort { $0.term < $1.term }
        // Summed in a fixed order, so that equal inputs give equal bits.
        let norm = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        guard norm > 0 else { return [] }
        return vector.map { (term: $0.term, weight: $0.weight / norm) }
    }

    private func cosine(_ a: Vector, _ b: Vector) -> Double {
        var sum = 0.0
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            if a[i].term == b[j].term {
                sum += a[i].weight * b[j].weight
                i += 1
                j += 1
            } else if a[i].term < b[j].term {
                i += 1
            } else {
                j += 1
            }
        }
        return sum
    }

    private func centralities(_ vectors: [Vector]) -> [Double] {
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
        guard let comma = text.prefix(40).firstIndex(where: { $0 == "," || $0 == "!" || $0 == "." }) else {
            return text
        }
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
