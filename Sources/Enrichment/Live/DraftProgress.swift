public import Domain
public import Drafting

/// Is told what becomes of a draft while it is made, and may end the model's part of it. It changes nothing else: the
/// record is the same whether anybody looks or not.
public protocol DraftObserver: Sendable {
    func observe(_ progress: DraftProgress) async
    var stop: ModelStop { get }
}

/// Looks away, and ends nothing. With it the model is asked as it is for those who look on: the bytes are the same.
public struct SilentDraftObserver: DraftObserver {
    public let stop = ModelStop()

    public init() {}

    public func observe(_ progress: DraftProgress) async {}
}

/// What can be shown of a draft before it is done. Nothing happens where no model is asked, since then it is done at once.
public enum DraftProgress: Sendable {
    /// The evidence stands, and what can be said without a model; the model is being asked.
    case found(FoundSoFar)
    /// The model's sentences so far do not stand: it is asked again.
    case startsOver
    /// Further sentences of the model, each held against the evidence.
    case sentences([CheckedSentence])
}

/// What is there before the model answers.
public struct FoundSoFar: Sendable {
    public var ticketID: TicketID
    /// nil when it is not known whose ticket it is.
    public var clientID: ClientID?
    public var evidence: [Evidence]
    /// The draft that quotes, checked.
    public var extract: [CheckedSentence]

    public init(ticketID: TicketID, clientID: ClientID?, evidence: [Evidence], extract: [CheckedSentence]) {
        self.ticketID = ticketID
        self.clientID = clientID
        self.evidence = evidence
        self.extract = extract
    }
}

/// A sentence with its verdict.
public struct CheckedSentence: Hashable, Sendable {
    public var part: DraftPart
    /// In its section, from 0.
    public var number: Int
    /// Without its text when it is withheld.
    public var sentence: Sentence
    /// Whether it names something of another client, and may not be shown until the draft is checked as a whole.
    public var isWithheld: Bool

    public init(_ part: DraftPart, _ number: Int, _ sentence: Sentence, isWithheld: Bool = false) {
        self.part = part
        self.number = number
        self.sentence = sentence
        self.isWithheld = isWithheld
    }
}

/// Follows the jobs of a worker while they run. How each ends is told to the `JobObserver`.
public protocol JobFollower: Sendable {
    /// A job begins. Called from any thread; must return quickly.
    ///
    /// - Returns: who is told of its draft; nil when nobody wants to know.
    func begins(_ job: Job) -> (any DraftObserver)?
}
