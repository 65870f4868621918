/// Which optional fields a request carries. Endpoints that call themselves compatible differ in these.
///
/// When an endpoint refuses a request (400 or 422) and names one of the fields, the field is given up step by step:
/// `json_schema`, then `json_object`, then no response format; the other name of the output limit; no temperature;
/// no seed; no token counts while streaming, then no streaming. Each step gives something up, so the steps end.
struct RequestShape: Hashable, Sendable {
    enum Format: Int, Hashable, Sendable {
        case jsonSchema, jsonObject, none
    }

    /// How the answer comes. `none` as well where nobody listens.
    enum Streaming: Int, Hashable, Sendable {
        /// `stream` with `stream_options.include_usage`.
        case withUsage
        /// `stream` alone, for endpoints that do not know the option.
        case withoutUsage
        case none
    }

    var format = Format.jsonSchema
    var outputLimitField: LLMConfiguration.OutputLimitField
    var hasSwappedOutputLimit = false
    var sendsTemperature = true
    var sendsSeed = true
    var streaming = Streaming.withUsage

    init(outputLimitField: LLMConfiguration.OutputLimitField) {
        self.outputLimitField = outputLimitField
    }

    /// The shape to try next, or `nil` when the refusal is about something else.
    func adapted(to answer: RawAnswer, for request: ChatRequest) -> RequestShape? {
        guard answer.status == 400 || answer.status == 422 else { return nil }
        let text = String(decoding: answer.body.prefix(16 << 10), as: UTF8.self).lowercased()
        let words = Set(text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) && $0 != "_" }.map(String.init))
        // The context being too long is told with some of the same words ("max_tokens is too large").
        guard !ErrorBody.tellsOfContextLength(text) else { return nil }
        var next = self
        if streaming == .withUsage, !words.isDisjoint(with: ["stream_options", "include_usage"]) {
            next.streaming = .withoutUsage
            return next
        }
        // After the option above, whose name a careless message may shorten to this word.
        if streaming != .none, !words.isDisjoint(with: ["stream", "streaming"]) {
            next.streaming = streaming == .withUsage ? .withoutUsage : .none
            return next
        }
        if request.schema != nil, format != .none,
            !words.isDisjoint(with: ["response_format", "json_schema", "json_object"])
        {
            next.format = format == .jsonSchema ? .jsonObject : .none
            return next
        }
        if !hasSwappedOutputLimit, words.contains(outputLimitField.rawValue), tellsOfSupport(text) {
            next.outputLimitField = outputLimitField == .maxTokens ? .maxCompletionTokens : .maxTokens
            next.hasSwappedOutputLimit = true
            return next
        }
        if sendsTemperature, words.contains("temperature") {
            next.sendsTemperature = false
            return next
        }
        if sendsSeed, request.seed != nil, words.contains("seed") {
            next.sendsSeed = false
            return next
        }
        return nil
    }

    /// The same for a call to which nobody listens, or with what is known of streaming from elsewhere.
    func streaming(_ streaming: Streaming) -> RequestShape {
        var shape = self
        shape.streaming = streaming
        return shape
    }

    private func tellsOfSupport(_ text: String) -> Bool {
        let phrases = [
            "support", "unrecognized", "unknown", "unexpected", "not permitted", "not allowed", "extra", "instead",
        ]
        return phrases.contains { text.contains($0) }
    }
}
