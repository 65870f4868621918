import Domain

/// A draft under review as its page and its forms show it: the working copy, judged sentence by sentence, with everyone
/// and everything that is named in it. Read by `ReviewReader`; a value, so that page and forms agree.
struct ReviewView: Sendable {
    /// A part of the draft; the name is the part's anchor in the page.
    enum Section: String, Hashable, Sendable, CaseIterable {
        case summary, steps, questions, reply
    }

    /// A sentence of the working copy with what a check of it found.
    struct CheckedSentence: Hashable, Sendable {
        var section: Section
        /// Position within its section, from 0.
        var index: Int
        /// `evidence` has what it cites first, then what people attached.
        var sentence: Sentence
        /// Who answers for it.
        var voucher: WorkingCopy.Voucher?
        /// Whether it would tell the requester what stands in internal evidence alone.
        var isInternalOnly = false

        /// `reply-0`: value of `data-sentence` and end of the anchor.
        var key: String { "\(section.rawValue)-\(index)" }
        var text: String { sentence.text }
    }

    /// What a check of a working copy found.
    struct Check: Hashable, Sendable {
        var summary: [Sentence]
        var steps: [Sentence]
        var questions: [Sentence]
        var reply: [Sentence]
        var verdict: ReviewVerdict

        subscript(section: Section) -> [Sentence] {
            switch section {
            case .summary: summary
            case .steps: steps
            case .questions: questions
            case .reply: reply
            }
        }
    }

    var visit: Visit
    var draft: StoredDraft
    var summary: DraftSummary
    /// On this draft since it was last made anew, the oldest first.
    var decisions: [Decision]
    var copy: WorkingCopy
    /// In reading order: summary, steps, questions, reply.
    var sentences: [CheckedSentence]
    var verdict: ReviewVerdict
    /// Names of those who appear in `draft.actor`, `decisions` and vouchers, by `Actor.description`.
    var names: PersonNames
    /// nil: no client was matched.
    var clientName: String?
    /// The devices that the record's matches name, those that are still there, as they are now.
    var devices: [Device]

    init(
        visit: Visit, draft: StoredDraft, summary: DraftSummary, decisions: [Decision], copy: WorkingCopy, check: Check,
        names: PersonNames, clientName: String?, devices: [Device]
    ) {
        self.visit = visit
        self.draft = draft
        self.summary = summary
        self.decisions = decisions
        self.copy = copy
        self.names = names
        self.clientName = clientName
        self.devices = devices
        verdict = check.verdict
        let internalOnly = Set(check.verdict.internalOnly)
        sentences = Section.allCases.flatMap { section in
            check[section].enumerated().map { index, sentence in
                var sentence = sentence
                for id in copy.sources[sentence.text] ?? [] where !sentence.evidence.contains(id) {
                    sentence.evidence.append(id)
                }
                return CheckedSentence(
                    section: section, index: index, sentence: sentence, voucher: copy.vouchers[sentence.text],
                    isInternalOnly: section == .reply && internalOnly.contains(sentence.text))
            }
        }
    }
}

extension ReviewView {
    var record: EnrichmentRecord { draft.record }
    var facts: DraftFacts? { draft.facts }
    var evidence: [Evidence] { draft.record.context.evidence }

    func sentences(of section: Section) -> [CheckedSentence] { sentences.filter { $0.section == section } }

    func evidence(_ id: String) -> Evidence? { evidence.first { $0.id == id } }

    /// The caller as decisions name it.
    var caller: String { visit.principal.actor.description }

    /// Whether the caller has the draft in hand.
    var isHeldByCaller: Bool { draft.state == .claimed && draft.actor == caller }

    /// A person's or token's name; “someone” for one that no longer exists.
    func name(of actor: String) -> String { names.name(of: actor) }

    /// Why a decision of that kind would be refused now; nil when it would be taken.
    func refusal(of kind: Decision.Kind, _ payload: Decision.Payload) -> ReviewRefusal? {
        do throws(ReviewRefusal) {
            _ = try rules.outcome(of: kind, payload, by: caller, role: visit.role)
            return nil
        } catch {
            return error
        }
    }

    /// Which decisions the draft allows as it stands.
    var rules: ReviewRules {
        ReviewRules(
            state: draft.state, holder: draft.actor, isBlocked: record.claims.blocked, isEdited: copy.isEdited,
            verdict: verdict, secondsSinceDecision: draft.decidedAt.map { visit.now.seconds(since: $0) })
    }
}

extension ReviewView.Check {
    /// The draft's own verdict, for a working copy that nobody has changed.
    init(drafted record: EnrichmentRecord) {
        let shareable = Set(record.context.evidence.filter { $0.mayBeTold }.map(\.id))
        let internalOnly = record.draft.reply.filter { sentence in
            !sentence.evidence.isEmpty && !sentence.evidence.contains(where: shareable.contains)
        }
        self.init(
            summary: record.draft.summary, steps: record.draft.steps, questions: record.draft.questions,
            reply: record.draft.reply,
            verdict: ReviewVerdict(claims: record.claims, internalOnly: internalOnly.map(\.text)))
    }
}

extension Evidence {
    /// Whether the requester may be told it: it is shareable, or the requester wrote it.
    var mayBeTold: Bool { visibility.mayReachRequester || kind == .ticket }
}
