/// How much of a model's answer is taken.
public struct AnswerLimits: Hashable, Sendable {
    /// Characters of one sentence.
    public var sentence = 400
    public var summary = 5
    public var steps = 12
    public var questions = 3
    public var reply = 24
    /// Bytes of the answer that are read at all.
    public var answer = 200_000
    /// Bytes of one text inside it.
    public var text = 8_000

    public init() {}
}
