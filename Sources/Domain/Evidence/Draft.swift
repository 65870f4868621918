/// One sentence of a draft, tied to what it rests on.
public struct Sentence: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case fact, step, promise, question, courtesy
    }

    public enum Support: String, Hashable, Sendable, Codable, CaseIterable {
        case supported, weak, unsupported
        case notNeeded = "not_needed"
    }

    public var text: String
    public var kind: Kind
    /// Ids of the evidence it rests on.
    public var evidence: [String]
    public var support: Support
    /// Hard tokens that stand in none of the cited evidence.
    public var missing: [String]

    public init(
        text: String, kind: Kind, evidence: [String] = [], support: Support = .notNeeded, missing: [String] = []
    ) {
        self.text = text
        self.kind = kind
        self.evidence = evidence
        self.support = support
        self.missing = missing
    }
}

/// A proposal for a technician. It is never sent by Sidenote on its own.
public struct Draft: Hashable, Sendable, Codable {
    public enum Mode: String, Hashable, Sendable, Codable, CaseIterable {
        case llm, extractive
        /// The client's policy allows no draft.
        case off
    }

    public var mode: Mode
    public var model: String?
    /// Name and version hash of the prompt file, `draft@1a2b3c4d`; `extractive@1` for the extractive drafter.
    public var prompt: String
    public var language: String
    public var summary: [Sentence]
    public var steps: [Sentence]
    /// At most three.
    public var questions: [Sentence]
    public var reply: [Sentence]
    /// The reply as it would be pasted, with its paragraphs.
    public var replyText: String

    public init(
        mode: Mode, model: String? = nil, prompt: String, language: String, summary: [Sentence] = [],
        steps: [Sentence] = [], questions: [Sentence] = [], reply: [Sentence] = [], replyText: String = ""
    ) {
        self.mode = mode
        self.model = model
        self.prompt = prompt
        self.language = language
        self.summary = summary
        self.steps = steps
        self.questions = questions
        self.reply = reply
        self.replyText = replyText
    }

    enum CodingKeys: String, CodingKey {
        case mode, model, prompt, language, summary, steps, questions, reply
        case replyText = "reply_text"
    }

    /// Every sentence in reading order.
    public var sentences: [Sentence] { summary + steps + questions + reply }
}

/// The verdict over a whole draft.
public struct ClaimSummary: Hashable, Sendable, Codable {
    public var supported: Int
    public var weak: Int
    public var unsupported: Int
    /// Whether approval is blocked until a person has looked at the reasons.
    public var blocked: Bool
    public var reasons: [String]

    public init(supported: Int = 0, weak: Int = 0, unsupported: Int = 0, blocked: Bool = false, reasons: [String] = [])
    {
        self.supported = supported
        self.weak = weak
        self.unsupported = unsupported
        self.blocked = blocked
        self.reasons = reasons
    }
}
