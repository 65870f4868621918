public import Domain

/// Who is told what a model writes while it writes it, and may end it.
public struct ModelListener: Sendable {
    public var tell: @Sendable (ModelProgress) async -> Void
    public var stop: ModelStop

    public init(stop: ModelStop = ModelStop(), tell: @escaping @Sendable (ModelProgress) async -> Void) {
        self.stop = stop
        self.tell = tell
    }
}

/// What happens while a model writes.
public enum ModelProgress: Hashable, Sendable {
    /// What was told so far does not stand: the model is asked again, or changed its mind.
    case startsOver
    /// Sentences that are whole now, in their order, with names in place of placeholders.
    case sentences([DraftedSentence])
}

/// The parts of a draft in the order in which they are shown.
public enum DraftPart: String, Hashable, Sendable, CaseIterable {
    case summary, steps, questions, reply
}

/// A sentence and its place in a draft.
public struct DraftedSentence: Hashable, Sendable {
    public var part: DraftPart
    /// In its section, from 0.
    public var number: Int
    public var sentence: Sentence

    public init(_ part: DraftPart, _ number: Int, _ sentence: Sentence) {
        self.part = part
        self.number = number
        self.sentence = sentence
    }
}

extension ParsedAnswer {
    subscript(_ part: DraftPart) -> [Sentence] {
        switch part {
        case .summary: summary
        case .steps: steps
        case .questions: questions
        case .reply: reply
        }
    }
}

extension Draft {
    /// The sentences of a part.
    public subscript(_ part: DraftPart) -> [Sentence] {
        get {
            switch part {
            case .summary: summary
            case .steps: steps
            case .questions: questions
            case .reply: reply
            }
        }
        set {
            switch part {
            case .summary: summary = newValue
            case .steps: steps = newValue
            case .questions: questions = newValue
            case .reply: reply = newValue
            }
        }
    }
}
