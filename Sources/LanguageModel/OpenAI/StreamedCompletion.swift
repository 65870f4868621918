/// A chat completion put together from the events of its stream.
///
/// Field names after the OpenAI API reference, “The chat completion chunk object”. What endpoints do differently is taken
/// as it comes: no count of tokens, no `[DONE]`, no reason for the end, parts in place of a string, a whole message in
/// one event, a failure in the middle.
struct StreamedCompletion: Sendable {
    private(set) var isDone = false
    private var text = ""
    private var refusal = ""
    private var model: String?
    private var finishReason: String?
    private var inputTokens: Int?
    private var outputTokens: Int?
    private var events = 0
    /// What came in place of the next piece.
    private var failure: [UInt8]?

    /// Takes the data of an event.
    ///
    /// - Parameter isCertain: false for what may be half an event; then it counts only if it can be read.
    /// - Returns: the piece of text it brings, never empty.
    mutating func take(_ data: String, isCertain: Bool = true) -> String? {
        guard !isDone else { return nil }
        let trimmed = data.utf8.drop { $0 <= 0x20 }
        guard !trimmed.isEmpty else { return nil }
        if trimmed.starts(with: "[DONE]".utf8) {
            isDone = true
            return nil
        }
        guard let json = JSONValue(parsing: data.utf8), json.isObject else {
            return isCertain ? fail(Array(data.utf8)) : nil
        }
        events += 1
        if json["object"]?.text == "error" { return fail(Array("{\"error\":\(data)}".utf8)) }
        if let error = json["error"], error != .null { return fail(Array(data.utf8)) }
        if let name = json["model"]?.text, !name.isEmpty { model = name }
        inputTokens = json["usage"]?["prompt_tokens"]?.count ?? inputTokens
        outputTokens = json["usage"]?["completion_tokens"]?.count ?? outputTokens
        guard case .array(let choices)? = json["choices"],
            let choice = choices.first(where: { ($0["index"]?.count ?? 0) == 0 })
        else { return nil }
        finishReason = choice["finish_reason"]?.text ?? finishReason
        let message = choice["delta"] ?? choice["message"]
        refusal += message?["refusal"]?.text ?? ""
        let piece = Self.text(message?["content"]) ?? choice["text"]?.text ?? ""
        text += piece
        return piece.isEmpty ? nil : piece
    }

    private mutating func fail(_ body: [UInt8]) -> String? {
        failure = body
        isDone = true
        return nil
    }

    private static func text(_ content: JSONValue?) -> String? {
        switch content {
        case .string(let text): text
        case .array(let parts): parts.compactMap { $0.text ?? $0["text"]?.text }.joined()
        default: nil
        }
    }

    /// The answer as one that was not streamed would read, with a note that it was; or what came in its place. That is
    /// what is kept, since a stream says everything but the text again with each word.
    ///
    /// - Parameter bytes: how many the stream had.
    func body(of bytes: Int) -> [UInt8] {
        if let failure { return failure }
        var message: [(name: String, write: (inout JSONText) -> Void)] = [
            ("role", { $0.string("assistant") }), ("content", { [text] in $0.string(text) }),
        ]
        if !refusal.isEmpty { message.append(("refusal", { [refusal] in $0.string(refusal) })) }
        var choice: [(name: String, write: (inout JSONText) -> Void)] = [
            ("index", { $0.integer(0) }), ("message", { $0.object(message) }),
        ]
        if let finishReason { choice.append(("finish_reason", { $0.string(finishReason) })) }
        var usage: [(name: String, write: (inout JSONText) -> Void)] = []
        if let inputTokens { usage.append(("prompt_tokens", { $0.integer(inputTokens) })) }
        if let outputTokens { usage.append(("completion_tokens", { $0.integer(outputTokens) })) }
        var members: [(name: String, write: (inout JSONText) -> Void)] = [
            ("object", { $0.string("chat.completion") }),
            ("choices", { json in json.array([choice]) { $0.object($1) } }),
            (
                "put_together_from_stream",
                { [events] in $0.object([("bytes", { $0.integer(bytes) }), ("events", { $0.integer(events) })]) }
            ),
        ]
        if let model { members.append(("model", { $0.string(model) })) }
        if !usage.isEmpty { members.append(("usage", { $0.object(usage) })) }
        var json = JSONText()
        json.object(members)
        return json.bytes
    }
}
