public import Domain

/// What could be read out of a model's answer.
public struct ParsedAnswer: Hashable, Sendable {
    public var summary: [Sentence] = []
    public var steps: [Sentence] = []
    public var questions: [Sentence] = []
    public var reply: [Sentence] = []
    /// The reply with its paragraphs.
    public var replyText = ""
    /// What was wrong, in a fixed order and in words that can be sent back to the model.
    public var errors: [String] = []

    public init() {}

    /// Whether it can stand as a draft.
    public var isUsable: Bool { !summary.isEmpty && !reply.isEmpty }
    /// Whether asking once more may help.
    public var needsRepair: Bool { !errors.isEmpty }
}
