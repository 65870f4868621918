import Boundary
package import Domain
import Grounding

/// Checks a text as people have made it, by the same rules as a draft: pure, and the same for everybody who looks.
package struct ReviewCheck: Sendable {
    /// A text with its sentences judged.
    package struct Result: Hashable, Sendable {
        package var summary: [Sentence]
        package var steps: [Sentence]
        package var questions: [Sentence]
        package var reply: [Sentence]
        package var verdict: ReviewVerdict

        package var sentences: [Sentence] { summary + steps + questions + reply }
    }

    /// What is looked at.
    package struct Text: Hashable, Sendable {
        package var reply: String
        /// One step a line; nil: as drafted.
        package var steps: String?
        package var vouched: Set<String>
        /// Ids of evidence by the sentence's text.
        package var sources: [String: [String]]

        package init(_ copy: WorkingCopy) {
            reply = copy.text
            steps = copy.steps
            vouched = Set(copy.vouchers.keys)
            sources = copy.sources
        }
    }

    private let ledger: ClaimLedger
    private let alarm: ForeignTokenAlarm?

    /// - Parameter alarm: nil: other clients' names are not looked for.
    init(weighting: any TermWeighting, ledger: ClaimLedger = ClaimLedger(), alarm: ForeignTokenAlarm?) {
        self.ledger = ledger.weighted(by: weighting)
        self.alarm = alarm
    }

    /// - Parameters:
    ///   - facts: hold the SLA and the time as of which promises are read: that of the draft, so that a sentence that
    ///     nobody changed keeps its verdict.
    ///   - clientName: may be named without a citation.
    func check(
        _ text: Text, of record: EnrichmentRecord, facts: DraftFacts?, createdAt: Timestamp, clientName: String?
    ) -> Result {
        let draft = record.draft
        let context = ClaimContext(
            sla: facts?.sla, now: facts?.createdAt ?? createdAt, policy: record.policy,
            known: known(record, facts, clientName))
        func reviewed(_ sentences: [(sentence: Sentence, isNew: Bool)]) -> [ReviewedSentence] {
            sentences.map { sentence, isNew in
                var sentence = sentence
                let attached = text.sources[sentence.text] ?? []
                for id in attached where !sentence.evidence.contains(id) { sentence.evidence.append(id) }
                return ReviewedSentence(
                    sentence, isNew: isNew, isVouched: text.vouched.contains(sentence.text))
            }
        }
        func drafted(_ sentences: [Sentence]) -> [ReviewedSentence] { reviewed(sentences.map { ($0, false) }) }
        let finding = ledger.review(
            summary: drafted(draft.summary),
            steps: text.steps.map { reviewed(steps($0, drafted: draft.steps)) } ?? drafted(draft.steps),
            questions: drafted(draft.questions),
            reply: reviewed(TextSentences(drafted: draft.reply + draft.questions).sentences(of: text.reply)),
            against: record.context.evidence, context: context)
        var claims = finding.claims
        raiseAlarm(text, finding, Scope(record.clientID), &claims)
        return Result(
            summary: finding.summary, steps: finding.steps, questions: finding.questions, reply: finding.reply,
            verdict: ReviewVerdict(claims: claims, internalOnly: finding.internalOnly))
    }

    /// One step a line, as the editor shows them.
    private func steps(_ text: String, drafted: [Sentence]) -> [(sentence: Sentence, isNew: Bool)] {
        let sentences = TextSentences(drafted: drafted)
        return text.split(whereSeparator: \.isNewline).flatMap { sentences.sentences(of: String($0), kind: .step) }
    }

    private func known(_ record: EnrichmentRecord, _ facts: DraftFacts?, _ clientName: String?) -> [String] {
        [
            record.context.contact?.name, facts?.requester.name, facts?.requester.email, facts?.requester.phone,
            clientName, facts?.number, record.ticketID.rawValue,
        ].compactMap(\.self)
    }

    /// Nobody can vouch for another client's name in a text.
    private func raiseAlarm(_ text: Text, _ finding: ReviewFinding, _ scope: Scope, _ claims: inout ClaimSummary) {
        guard let alarm else { return }
        let all = (finding.summary + finding.steps + finding.questions).map(\.text) + [text.reply]
        let foreign = alarm.check(all.joined(separator: "\n"), scope: scope)
        guard !foreign.isEmpty else { return }
        let kinds = Set(foreign.map(\.kind.rawValue)).sorted().joined(separator: ", ")
        claims.blocked = true
        claims.reasons.append(
            "the text names something that belongs to another client (\(kinds)): check before you use it")
    }
}
