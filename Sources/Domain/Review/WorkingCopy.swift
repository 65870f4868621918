/// A draft as the people at work on it have made it: the drafted text with every edit, voucher and source since.
///
/// Pure: the sum of the draft's decisions, so that it can always be told who did what.
public struct WorkingCopy: Hashable, Sendable {
    /// A person's word for a sentence.
    public struct Voucher: Hashable, Sendable {
        public var actor: String
        public var at: Timestamp

        public init(actor: String, at: Timestamp) {
            self.actor = actor
            self.at = at
        }
    }

    /// The reply.
    public private(set) var text: String
    /// The next steps as one text; nil while nobody edited them.
    public private(set) var steps: String?
    /// The edit that `text` is of; nil while it is the drafted one.
    public private(set) var edit: Int64?
    /// By the sentence's text.
    public private(set) var vouchers: [String: Voucher] = [:]
    /// Ids of evidence, by the sentence's text.
    public private(set) var sources: [String: [String]] = [:]
    /// Whether a piece of evidence was of use, by its id: the last word on it.
    public private(set) var ratings: [String: Bool] = [:]

    public var isEdited: Bool { edit != nil }

    /// - Parameter decisions: on the draft since it was last made anew, the oldest first.
    public init(_ drafted: Draft, decisions: some Sequence<Decision>) {
        text = drafted.replyText
        for decision in decisions { take(decision) }
    }

    private mutating func take(_ decision: Decision) {
        let payload = decision.payload
        switch decision.kind {
        case .edit, .approve:
            if let text = payload.text {
                self.text = text
                edit = decision.kind == .edit ? decision.id : edit
            }
            if let steps = payload.steps { self.steps = steps }
        case .vouch:
            guard let sentence = payload.sentence else { return }
            vouchers[sentence] = Voucher(actor: decision.actor, at: decision.at)
        case .attach:
            guard let sentence = payload.sentence, let evidence = payload.evidence,
                sources[sentence]?.contains(evidence) != true
            else { return }
            sources[sentence, default: []].append(evidence)
        case .rate:
            if let evidence = payload.evidence { ratings[evidence] = payload.isUseful }
        case .claim, .release, .reject, .undo, .regenerate: break
        }
    }
}
