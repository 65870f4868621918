import Domain

/// Reads the answer to a chat completion, or says what is wrong with it.
struct OpenAIAnswerDecoder: Sendable {
    let model: String
    /// Where the answer came from, for messages.
    let endpoint: String
    /// Where the key is kept, for messages.
    let keySource: String?

    func decode(_ raw: RawAnswer) throws(ModelFailure) -> ChatAnswer {
        guard (200...299).contains(raw.status) else { throw refusal(raw) }
        guard let json = JSONValue(parsing: raw.body), json.isObject else { throw notJSON(raw) }
        if json["error"]?["message"] != nil || json["error"]?.text != nil {
            // Some gateways report failures with status 200.
            throw failure(.unreadable, "the endpoint reports an error", quoting: raw, remedy: "Look at its log")
        }
        guard case .array(let choices)? = json["choices"] else {
            throw failure(
                .unreadable, "the answer is not a chat completion: it has no choices",
                remedy: "Check that the endpoint speaks the OpenAI protocol and ends in /v1 or /chat/completions")
        }
        guard let choice = choices.first else {
            throw failure(.empty, "the answer has no choices", remedy: "Try again, or ask another model")
        }
        return try answer(choice, of: json, latency: raw.latency)
    }

    private func answer(
        _ choice: JSONValue, of json: JSONValue, latency: Duration
    ) throws(ModelFailure) -> ChatAnswer {
        let message = choice["message"]
        let reason = choice["finish_reason"]?.text ?? "stop"
        let text = Self.text(message?["content"]) ?? choice["text"]?.text ?? ""
        if reason == "content_filter" {
            throw failure(
                .refused, "a content filter withheld the answer",
                remedy: "Draft this ticket without a model, or adjust the filter of the deployment")
        }
        let isBlank = text.utf8.allSatisfy { $0 <= 0x20 }
        if isBlank {
            if let refusal = message?["refusal"]?.text ?? Self.refusal(message?["content"]) {
                throw failure(
                    .refused, "the model refused (\(ErrorBody.printable(refusal.utf8, limit: 120)))",
                    remedy: "Draft this ticket without a model")
            }
            if reason == "length" {
                throw failure(
                    .empty, "the model used up the output limit before it wrote an answer",
                    remedy: "Raise the output limit, or turn reasoning down")
            }
            throw failure(.empty, "the answer is empty", remedy: "Try again, or ask another model")
        }
        return ChatAnswer(
            text: text, finishReason: reason == "stop" ? .stop : reason == "length" ? .length : .other(reason),
            inputTokens: json["usage"]?["prompt_tokens"]?.count,
            outputTokens: json["usage"]?["completion_tokens"]?.count,
            model: json["model"]?.text.flatMap { $0.isEmpty ? nil : $0 } ?? model, latency: latency)
    }

    /// A string, or the text parts of a list of parts.
    private static func text(_ content: JSONValue?) -> String? {
        switch content {
        case .string(let text): text
        case .array(let parts): parts.compactMap { $0.text ?? $0["text"]?.text }.joined()
        default: nil
        }
    }

    private static func refusal(_ content: JSONValue?) -> String? {
        guard case .array(let parts) = content else { return nil }
        return parts.lazy.compactMap { $0["refusal"]?.text }.first
    }

    private func notJSON(_ raw: RawAnswer) -> ModelFailure {
        let type = ErrorBody.printable((raw.contentType ?? "none").utf8, limit: 60)
        let start = ErrorBody.printable(raw.body.prefix(1024), limit: 80)
        if type.lowercased().hasPrefix("text/html") || start.hasPrefix("<") {
            return failure(
                .unreadable, "a web page came back in place of JSON (content type \(type))",
                remedy: "Check the endpoint's path; a login page or a captive proxy may stand in front of it")
        }
        return failure(
            .unreadable, "the answer is not JSON (content type \(type), begins with “\(start)”)",
            remedy: "Check that the endpoint speaks the OpenAI protocol")
    }

    private func refusal(_ raw: RawAnswer) -> ModelFailure {
        let body = ErrorBody(raw.body)
        let said = body.message ?? ""
        switch raw.status {
        case 300..<400:
            return failure(
                .notFound, "the endpoint redirects (status \(raw.status)), and redirects are not followed",
                remedy: "Configure the address it redirects to")
        case 401, 403:
            let source = keySource.map { "Check the key in \($0)" } ?? "Configure api_key_env or api_key_file"
            return failure(.unauthorized, "the key was not accepted", quoting: raw, remedy: source)
        case 404, 405:
            return failure(
                .notFound, "no such address or model", quoting: raw,
                remedy: "Check the endpoint's path and the model name \(model)")
        case 429 where body.code == "insufficient_quota":
            return failure(
                .quotaUsedUp, "the account's quota is used up", quoting: raw, remedy: "Check its plan and billing")
        case 429:
            return failure(
                .rateLimited, "the endpoint asks for fewer requests", quoting: raw,
                remedy: "Lower max_concurrency, or ask for a higher limit")
        case _ where raw.status == 413 || raw.status < 500 && ErrorBody.tellsOfContextLength(said):
            return failure(
                .contextTooLong, "prompt and answer do not fit the model", quoting: raw,
                remedy: "Lower context_tokens to what the model takes")
        case 500...:
            return failure(
                .status(raw.status), "the endpoint failed (status \(raw.status))", quoting: raw,
                remedy: "Try again later, or look at the endpoint's log")
        default:
            return failure(
                .status(raw.status), "the endpoint refused the request (status \(raw.status))", quoting: raw,
                remedy: "Check the model's settings")
        }
    }

    private func failure(
        _ kind: ModelFailure.Kind, _ what: String, quoting raw: RawAnswer? = nil, remedy: String
    ) -> ModelFailure {
        let said = raw.flatMap { ErrorBody($0.body).message }.map { ": “\($0)”" } ?? ""
        return ModelFailure(kind, Problem(what + said, place: endpoint, remedy: remedy))
    }
}
