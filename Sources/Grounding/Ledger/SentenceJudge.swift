import Domain
import Normalization

/// Judges one sentence after the other against one ticket's evidence.
struct SentenceJudge {
    enum Section: String {
        case summary
        case steps = "step"
        case questions = "question"
        case reply
    }

    struct Verdict {
        var sentence: Sentence
        /// Whether it blocks for another reason than `internalReason`.
        var blocksOtherwise = false
        var reasons: [String] = []
        /// Set where it would tell the requester what stands in internal evidence alone.
        var internalReason: String?

        var blocks: Bool { blocksOtherwise || internalReason != nil }

        /// Lowers the sentence to unsupported.
        mutating func fail(_ reason: String) {
            sentence.support = .unsupported
            blocksOtherwise = true
            reasons.append(reason)
        }
    }

    private var index: EvidenceIndex
    private let context: ClaimContext
    private let weighting: any TermWeighting
    private let scrubber: SecretScrubber
    /// Terms that state nothing themselves.
    private let frame: Set<String>
    /// What needs no citation, as a pseudo-evidence of its own.
    private var known: EvidenceIndex
    /// What was asked last: a new sentence is read twice, for what it rests on and for its verdict.
    private var lastTokens: (text: String, tokens: [HardToken])?
    private var lastTerms: (text: String, terms: [String])?
    private var weights: [String: Double] = [:]
    /// The first term of words that were met.
    private var firstTerms: [String: String?] = [:]

    init(
        evidence: [Evidence], context: ClaimContext, weighting: any TermWeighting, frame: Set<String>,
        splitter: SentenceSplitter, scrubber: SecretScrubber
    ) {
        index = EvidenceIndex(evidence, weighting: weighting, splitter: splitter)
        known = EvidenceIndex(
            [Evidence(id: "", kind: .client, source: "", title: "", text: context.known.joined(separator: "\n"))],
            weighting: weighting, splitter: splitter)
        self.context = context
        self.frame = frame
        self.weighting = weighting
        self.scrubber = scrubber
    }

    mutating func judge(_ sentence: Sentence, in section: Section) -> Verdict {
        let scrubbed = scrubber.scrub(sentence.text)
        var sentence = sentence
        // Taken out first, so that no reason and no list of missing tokens repeats it.
        sentence.text = scrubbed.text
        var verdict = Verdict(sentence: sentence)
        verdict.sentence.missing = []
        verdict.sentence.support = .notNeeded
        let cited = resolveCitations(&verdict)
        let ours = Quotation.stripped(sentence.text, evidence: cited.map { index.entries[$0].lowered })
        let words = Words.words(in: ours)
        let times = promisedTimes(sentence, words, section)

        switch sentence.kind {
        case .fact, .step: judgeStatement(&verdict, cited: cited, ours: words, times: times)
        case .promise:
            verdict.sentence.support = .supported
            checkTokens(&verdict, cited: cited, times: times, requireCitation: !cited.isEmpty)
        case .question, .courtesy: checkTokens(&verdict, cited: cited, times: times, requireCitation: false)
        }
        checkPromise(&verdict, times)
        if sentence.kind != .question, let act = ActClaim.find(in: words) {
            verdict.fail("says “\(act)”, which nobody has done yet")
        }
        // Words are the same whether or not white space was made even.
        let isAllOurs = ours == sentence.text
        if let phrase = isAllOurs ? InstructionEcho.find(in: words) : InstructionEcho.find(in: sentence.text) {
            verdict.fail("holds an instruction to a model (“\(phrase)”)")
        }
        if let finding = scrubbed.findings.first {
            verdict.fail("holds what looks like a secret (\(finding.kind))")
        }
        if section == .reply { checkVisibility(&verdict, cited) }
        return verdict
    }

    /// Positions of the cited evidence; citations of unknown ids are taken out.
    private func resolveCitations(_ verdict: inout Verdict) -> [Int] {
        var positions: [Int] = []
        var kept: [String] = []
        for id in verdict.sentence.evidence {
            if let position = index.position(of: id) {
                if !kept.contains(id) {
                    kept.append(id)
                    positions.append(position)
                }
            } else {
                verdict.reasons.append("cites \(id.prefix(20)), which is no evidence of this ticket")
            }
        }
        verdict.sentence.evidence = kept
        return positions
    }

    private mutating func judgeStatement(_ verdict: inout Verdict, cited: [Int], ours: [Word], times: [TimePromise]) {
        guard !cited.isEmpty else {
            checkTokens(&verdict, cited: [], times: times, requireCitation: true)
            verdict.fail("cites no evidence")
            return
        }
        let coverage = coverage(of: verdict.sentence.text, cited)
        if coverage >= ClaimLedger.supportedCoverage {
            verdict.sentence.support = .supported
        } else if coverage >= ClaimLedger.weakCoverage {
            verdict.sentence.support = .weak
            verdict.reasons.append("is only partly covered by \(list(cited)) (\(percent(coverage)))")
        } else {
            verdict.fail("is not covered by \(list(cited)) (\(percent(coverage)))")
        }
        checkTokens(&verdict, cited: cited, times: times, requireCitation: true)
        if let (term, position) = contradiction(ours, cited) {
            verdict.fail("says the opposite of \(index.entries[position].evidence.id) about “\(term)”")
        }
    }

    /// Every hard token must stand in the cited evidence (`requireCitation`), or at least somewhere.
    private mutating func checkTokens(
        _ verdict: inout Verdict, cited: [Int], times: [TimePromise], requireCitation: Bool
    ) {
        for token in tokens(in: verdict.sentence.text) {
            if !times.isEmpty, isTime(token.kind) { continue }
            if known.holds(token, at: 0) { continue }
            if index.first(token, among: cited) != nil { continue }
            let elsewhere = index.first(token, among: index.entries.indices.lazy.filter { !cited.contains($0) })
            if let elsewhere {
                guard requireCitation else { continue }
                addMissing(token, &verdict)
                if verdict.sentence.support == .supported { verdict.sentence.support = .weak }
                verdict.reasons.append(
                    "names \(token.text), which stands in \(index.entries[elsewhere].evidence.id) but is not cited")
            } else {
                addMissing(token, &verdict)
                verdict.fail("names \(token.text), which stands in no evidence")
            }
        }
    }

    private func addMissing(_ token: HardToken, _ verdict: inout Verdict) {
        if !verdict.sentence.missing.contains(token.text) { verdict.sentence.missing.append(token.text) }
    }

    /// Dates, times of day and durations of a promise are held against the SLA instead.
    private func isTime(_ kind: HardToken.Kind) -> Bool {
        switch kind {
        case .entity(.date), .entity(.time), .number: true
        default: false
        }
    }

    private mutating func coverage(of text: String, _ cited: [Int]) -> Double {
        var total = 0.0
        var covered = 0.0
        var seen: Set<String> = []
        let free = known.terms(at: 0)
        let held = cited.map { index.terms(at: $0) }
        for term in terms(in: text) where states(term) && seen.insert(term).inserted {
            let weight = weight(of: term)
            total += weight
            if free.contains(term) || held.contains(where: { $0.contains(term) }) { covered += weight }
        }
        return total > 0 ? covered / total : 1
    }

    private mutating func terms(in text: String) -> [String] {
        if let lastTerms, lastTerms.text == text { return lastTerms.terms }
        let terms = weighting.terms(in: text)
        lastTerms = (text, terms)
        return terms
    }

    mutating func tokens(in text: String) -> [HardToken] {
        if let lastTokens, lastTokens.text == text { return lastTokens.tokens }
        let tokens = HardTokens.tokens(in: text)
        lastTokens = (text, tokens)
        return tokens
    }

    private mutating func weight(of term: String) -> Double {
        if let weight = weights[term] { return weight }
        let weight = weighting.weight(of: term)
        weights[term] = weight
        return weight
    }

    /// Whether a term says something that evidence has to say too. Numbers are hard tokens and judged as such.
    private func states(_ term: String) -> Bool {
        !frame.contains(term) && term.utf8.first.map(Words.isDigit) != true
    }

    /// The terms of a sentence that evidence has to cover, with their weights; without what needs no citation.
    mutating func statingTerms(of text: String) -> [(term: String, weight: Double)] {
        var seen: Set<String> = []
        let free = known.terms(at: 0)
        return terms(in: text).filter { states($0) && !free.contains($0) && seen.insert($0).inserted }.map {
            ($0, weight(of: $0))
        }
    }

    var positions: Range<Int> { index.entries.indices }

    func id(at position: Int) -> String { index.entries[position].evidence.id }

    func mayBeTold(_ position: Int) -> Bool {
        let evidence = index.entries[position].evidence
        return evidence.kind == .ticket || evidence.visibility.mayReachRequester
    }

    mutating func knows(_ token: HardToken) -> Bool { known.holds(token, at: 0) }

    /// Positions of the evidence that has the token.
    mutating func holders(_ token: HardToken) -> [Int] { index.holders(token) }

    /// Positions of the evidence that has the term.
    mutating func holders(ofTerm term: String) -> [Int] { index.postings(of: term) }

    /// A term that the sentence and a cited sentence on the same matter treat oppositely.
    private mutating func contradiction(_ ours: [Word], _ cited: [Int]) -> (term: String, position: Int)? {
        // Where neither side denies anything, nothing can be opposed.
        guard Polarity.mayDeny(ours) || cited.contains(where: { index.mayDeny(at: $0) }) else { return nil }
        let claim = Polarity(ours) { firstTerm(in: $0) }
        guard claim.denied.count >= 2 else { return nil }
        let terms = claim.denied.keys.sorted()
        var opposed: [String: Int] = [:]
        for position in cited {
            let sentences = index.sentences(at: position)
            for number in sentences.sharing(ClaimLedger.comparableOverlap, of: terms) {
                let polarity = sentences.polarities[number]
                for term in terms {
                    guard let theirs = polarity.denied[term], let mine = claim.denied[term] else { continue }
                    // A sentence that agrees anywhere in the cited evidence settles the term.
                    if theirs == mine { opposed[term] = -1 } else if opposed[term] == nil { opposed[term] = position }
                }
            }
        }
        let found = terms.first { opposed[$0].map { $0 >= 0 } ?? false }
        return found.map { ($0, opposed[$0] ?? 0) }
    }

    private mutating func firstTerm(in word: String) -> String? {
        if let term = firstTerms[word] { return term }
        let term = weighting.firstTerm(in: word)
        firstTerms[word] = .some(term)
        return term
    }

    private func promisedTimes(_ sentence: Sentence, _ words: [Word], _ section: Section) -> [TimePromise] {
        guard sentence.kind == .promise || (section == .reply && PromiseScanner.commits(words)) else { return [] }
        return PromiseScanner.times(words)
    }

    private func checkPromise(_ verdict: inout Verdict, _ times: [TimePromise]) {
        guard !times.isEmpty else { return }
        let offered = [context.sla?.respondBy, context.sla?.resolveBy].compactMap { $0 }
        let isKept = offered.contains { time in
            times.allSatisfy { $0.matches(time, now: context.now, offset: Int64(context.utcOffsetSeconds)) }
        }
        guard !isKept else { return }
        verdict.fail(
            offered.isEmpty ? "promises a time, and the ticket has no SLA" : "promises a time that is not the SLA's")
    }

    private func checkVisibility(_ verdict: inout Verdict, _ cited: [Int]) {
        guard verdict.sentence.kind == .fact || verdict.sentence.kind == .step, !cited.isEmpty else { return }
        let isInternal = cited.allSatisfy { position in
            let evidence = index.entries[position].evidence
            // The requester wrote the ticket and may read it back.
            return evidence.kind != .ticket && !evidence.visibility.mayReachRequester
        }
        guard isInternal else { return }
        verdict.internalReason = "rests on internal evidence only (\(list(cited))) and needs confirmation"
    }

    private func list(_ positions: [Int]) -> String {
        positions.map { index.entries[$0].evidence.id }.joined(separator: ", ")
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
