public import Domain
import Normalization

/// Holds every sentence of a draft against the evidence it cites, by rule.
///
/// Facts and steps need support: every hard token in the cited evidence, and weighted coverage of the other words.
/// Promises are held against the SLA. Questions and courtesies pass unless they name things that stand nowhere.
/// The same draft, evidence and context always give the same verdict.
public struct ClaimLedger: Sendable {
    /// Share of a sentence's term weight that must stand in the cited evidence to be `supported`. At three fifths a
    /// paraphrase passes and a sentence that adds a statement of its own does not.
    public static let supportedCoverage = 0.6
    /// Below this share a sentence says mostly something else than what it cites, and is `unsupported`.
    public static let weakCoverage = 0.35
    /// How much of a claim's terms one evidence sentence must share before the two are compared for denial.
    static let comparableOverlap = 0.6

    private var weighting: any TermWeighting
    private var frame: Set<String>
    private let splitter = SentenceSplitter()
    private let scrubber = SecretScrubber()

    public init(weighting: any TermWeighting = PlainTermWeighting()) {
        self.weighting = weighting
        frame = Set(weighting.terms(in: FrameWords.joined))
    }

    /// The same ledger with another scope's term weights; its word tables are kept.
    public func weighted(by weighting: any TermWeighting) -> ClaimLedger {
        var copy = self
        copy.weighting = weighting
        copy.frame = Set(weighting.terms(in: FrameWords.joined))
        return copy
    }

    /// The draft with every sentence's verdict, and the verdict over the whole. What looks like a secret is taken out
    /// of the text.
    public func check(
        _ draft: Draft, against evidence: [Evidence], context: ClaimContext
    ) -> (Draft, ClaimSummary) {
        var judge = self.judge(of: evidence, context: context)
        var draft = draft
        var summary = ClaimSummary()
        func pass(_ sentences: inout [Sentence], _ section: SentenceJudge.Section) {
            for index in sentences.indices {
                let verdict = judge.judge(sentences[index], in: section)
                sentences[index] = verdict.sentence
                summary.count(verdict.sentence)
                summary.blocked = summary.blocked || verdict.blocks
                let reasons = verdict.reasons + [verdict.internalReason].compactMap(\.self)
                summary.reasons += reasons.map { "\(section.rawValue) \(index + 1): \($0)" }
            }
        }
        pass(&draft.summary, .summary)
        pass(&draft.steps, .steps)
        pass(&draft.questions, .questions)
        pass(&draft.reply, .reply)
        let replyText = scrubber.scrub(draft.replyText)
        draft.replyText = replyText.text
        var extra = replyTextReasons(draft)
        if let finding = replyText.findings.first {
            extra.append("reply text: held what looks like a secret (\(finding.kind)); it was taken out")
        }
        summary.reasons += extra
        summary.blocked = summary.blocked || !extra.isEmpty
        return (draft, summary)
    }

    func judge(of evidence: [Evidence], context: ClaimContext) -> SentenceJudge {
        SentenceJudge(
            evidence: evidence, context: context, weighting: weighting, frame: frame, splitter: splitter,
            scrubber: scrubber)
    }

    /// The text that would be pasted must not name what its sentences do not.
    private func replyTextReasons(_ draft: Draft) -> [String] {
        let tokens = HardTokens.tokens(in: draft.replyText)
        let judged = (draft.reply + draft.questions).map(\.text).joined(separator: "\n")
        let keys = Set(HardTokens.tokens(in: judged).map(\.key))
        let lowered = judged.lowercased().singleSpaced()
        var reasons: [String] = []
        for token in tokens where !keys.contains(token.key) && !WholeToken(token).stands(in: lowered) {
            let reason = "reply text: names \(token.text), which no reply sentence names"
            if !reasons.contains(reason) { reasons.append(reason) }
        }
        return reasons
    }
}

extension ClaimSummary {
    mutating func count(_ sentence: Sentence) {
        guard sentence.kind == .fact || sentence.kind == .step || sentence.kind == .promise else { return }
        switch sentence.support {
        case .supported: supported += 1
        case .weak: weak += 1
        case .unsupported: unsupported += 1
        case .notNeeded: break
        }
    }
}
