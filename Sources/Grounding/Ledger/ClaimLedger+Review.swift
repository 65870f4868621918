public import Domain
import Normalization

/// A sentence of a text that people are at work on.
public struct ReviewedSentence: Hashable, Sendable {
    public var sentence: Sentence
    /// Whether nobody has said on which evidence it rests: then it is looked for in all of it.
    public var isNew: Bool
    /// Whether a person answers for it by name. It blocks no more, unless it holds a secret.
    public var isVouched: Bool

    public init(_ sentence: Sentence, isNew: Bool = false, isVouched: Bool = false) {
        self.sentence = sentence
        self.isNew = isNew
        self.isVouched = isVouched
    }
}

/// What a check of such a text found.
public struct ReviewFinding: Hashable, Sendable {
    public var steps: [Sentence] = []
    public var reply: [Sentence] = []
    public var summary: [Sentence] = []
    public var questions: [Sentence] = []
    /// Reasons are those for which it is blocked, and no others.
    public var claims = ClaimSummary()
    /// Reply sentences that rest on internal evidence alone: no reason to block, but to ask.
    public var internalOnly: [String] = []

    public init() {}
}

extension ClaimLedger {
    /// Most pieces of evidence that are cited for a sentence on its own account.
    static let citedPieces = 3

    /// Judges a text as it now stands. Texts are left as they are, so that a sentence can be found again; one that holds
    /// a secret blocks, and its verdict does not repeat it.
    public func review(
        summary: [ReviewedSentence], steps: [ReviewedSentence], questions: [ReviewedSentence],
        reply: [ReviewedSentence], against evidence: [Evidence], context: ClaimContext
    ) -> ReviewFinding {
        var judge = self.judge(of: evidence, context: context)
        var finding = ReviewFinding()
        func pass(_ sentences: [ReviewedSentence], _ section: SentenceJudge.Section) -> [Sentence] {
            sentences.enumerated().map { index, reviewed in
                var sentence = reviewed.sentence
                if reviewed.isNew, sentence.kind == .fact || sentence.kind == .step {
                    let found = judge.evidence(for: sentence.text, most: Self.citedPieces, in: section)
                    for id in found where !sentence.evidence.contains(id) { sentence.evidence.append(id) }
                }
                var verdict = judge.judge(sentence, in: section)
                let text = sentence.text
                let holdsSecret = verdict.sentence.text != text
                // What is only internal is asked about, not blocked.
                if verdict.isInternalOnly { finding.internalOnly.append(text) }
                let blocks = verdict.blocksOtherwise && (!reviewed.isVouched || holdsSecret)
                if blocks {
                    finding.claims.blocked = true
                    finding.claims.reasons += verdict.reasons.map { "\(section.rawValue) \(index + 1): \($0)" }
                }
                finding.claims.count(verdict.sentence)
                verdict.sentence.text = text
                return verdict.sentence
            }
        }
        finding.summary = pass(summary, .summary)
        finding.steps = pass(steps, .steps)
        finding.questions = pass(questions, .questions)
        finding.reply = pass(reply, .reply)
        return finding
    }
}

extension SentenceJudge.Verdict {
    /// Whether it would be told the requester though it rests on internal evidence alone.
    var isInternalOnly: Bool { internalReason != nil }
}

extension SentenceJudge {
    /// The pieces of evidence that cover a sentence best, as few as do: those with its hard tokens, and those with the
    /// most weight of terms that no chosen one has. Empty where nothing has a good part of it.
    mutating func evidence(for text: String, most: Int, in section: Section) -> [String] {
        var tokens = self.tokens(in: text).filter { !knows($0) }.map { (holders($0), 1.0) }
        var terms = statingTerms(of: text).map { (holders(ofTerm: $0.term), $0.weight) }
        let all = terms.reduce(0) { $0 + $1.1 }
        var chosen: [Int] = []
        var scores = Array(repeating: 0.0, count: positions.count)
        while chosen.count < most {
            for position in positions { scores[position] = 0 }
            for (holders, weight) in tokens { for position in holders { scores[position] += weight } }
            for (holders, weight) in terms { for position in holders { scores[position] += weight / all } }
            var best: (position: Int, score: Double)?
            for position in positions {
                var score = scores[position]
                // What the requester may read goes before what says the same internally.
                if section == .reply, mayBeTold(position) { score *= 1.05 }
                if score > (best?.score ?? 0) { best = (position, score) }
            }
            guard let best, best.score >= (chosen.isEmpty ? 0.2 : 0.1) else { break }
            chosen.append(best.position)
            tokens.removeAll { $0.0.contains(best.position) }
            terms.removeAll { $0.0.contains(best.position) }
            let left = terms.reduce(0) { $0 + $1.1 }
            if tokens.isEmpty, all == 0 || 1 - left / all >= ClaimLedger.supportedCoverage { break }
        }
        return chosen.map(id(at:))
    }
}
