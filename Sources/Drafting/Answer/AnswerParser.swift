import Domain
import Grounding
import Normalization

/// Reads a draft out of whatever a model answered. Never throws; what is wrong with the answer is listed.
public struct AnswerParser: Sendable {
    public var limits: AnswerLimits
    private let splitter = SentenceSplitter()

    public init(limits: AnswerLimits = AnswerLimits()) {
        self.limits = limits
    }

    /// - Parameter evidenceIDs: the ids that may be cited.
    public func parse(_ answer: String, evidenceIDs: Set<String>) -> ParsedAnswer {
        var parsed = ParsedAnswer()
        let (root, isTruncated) = Self.root(in: Array(answer.utf8.prefix(limits.answer)))
        guard let root else {
            parsed.errors.append("the answer holds no JSON object with the keys summary, steps, questions and reply")
            return parsed
        }
        if isTruncated { parsed.errors.append("the JSON ends too early") }
        var reader = SectionReader(limits: limits, evidenceIDs: evidenceIDs, splitter: splitter)
        read(root, with: &reader, into: &parsed)
        parsed.errors += reader.errors
        if parsed.summary.isEmpty { parsed.errors.append("summary is missing or empty") }
        if parsed.steps.isEmpty { parsed.errors.append("steps is missing or empty") }
        if parsed.reply.isEmpty { parsed.errors.append("reply is missing or empty") }
        return parsed
    }

    /// The sentences that are whole in an answer that is still being written: those after whose place in it something
    /// follows. Each section's are the first of those that `parse` will find in the whole answer, unless the model writes
    /// a second object or gives a section twice. What is wrong is not listed.
    public func finished(_ answer: String, evidenceIDs: Set<String>) -> ParsedAnswer {
        var parsed = ParsedAnswer()
        var bytes = Array(answer.utf8.prefix(limits.answer))
        // A quotation mark before blanks may yet turn out to stand inside a text.
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        guard let root = Self.root(in: bytes).0 else { return parsed }
        var reader = SectionReader(
            limits: limits, evidenceIDs: evidenceIDs, splitter: splitter, takesHalves: false)
        read(root, with: &reader, into: &parsed)
        return parsed
    }

    private func read(_ root: LooseJSON, with reader: inout SectionReader, into parsed: inout ParsedAnswer) {
        parsed.summary = reader.sentences(root.value(["summary"]), .fact, limits.summary, "summary")
        parsed.steps = reader.sentences(
            root.value(["steps", "next_steps", "internal_steps", "internal_next_steps", "actions"]), .step,
            limits.steps,
            "steps")
        parsed.questions = reader.sentences(
            root.value(["questions", "clarifying_questions"]), .question, limits.questions, "questions")
        parsed.reply = reader.sentences(
            root.value(["reply", "response", "customer_reply", "reply_text"]), nil, limits.reply, "reply")
        parsed.replyText = ReplyLayout.text(parsed.reply, breaks: reader.breaks)
    }

    /// The object that looks most like a draft, among those that begin in the text.
    private static func root(in bytes: [UInt8]) -> (LooseJSON?, isTruncated: Bool) {
        var best: (value: LooseJSON, keys: Int, isTruncated: Bool)?
        var start = 0
        // Each attempt reads to its object's end; few attempts keep a text full of braces cheap.
        var attempts = 0
        while attempts < 8, let open = bytes[start...].firstIndex(of: UInt8(ascii: "{")) {
            attempts += 1
            var reader = LooseJSONReader(bytes, from: open)
            let value = reader.value()
            let keys = (value.members ?? []).count { sections.contains(LooseJSON.folded($0.key)) }
            if keys > (best?.keys ?? 0) { best = (value, keys, reader.isTruncated) }
            // `{"draft": {…}}`
            for member in value.members ?? [] {
                let inner = (member.value.members ?? []).count { sections.contains(LooseJSON.folded($0.key)) }
                if inner > (best?.keys ?? 0) { best = (member.value, inner, reader.isTruncated) }
            }
            if keys >= 3 { break }
            start = keys == 0 ? open + 1 : max(reader.position, open + 1)
        }
        return (best?.value, best?.isTruncated ?? false)
    }

    private static let sections: Set<String> = [
        "summary", "steps", "next_steps", "internal_steps", "internal_next_steps", "actions", "questions",
        "clarifying_questions", "reply", "response", "customer_reply", "reply_text",
    ]
}
