/// What an endpoint says about a refusal, fit to be shown.
struct ErrorBody {
    /// The endpoint's own words, at most 160 characters on one line, `nil` where there are none.
    let message: String?
    /// The machine-readable code, where there is one.
    let code: String?

    init(_ body: [UInt8]) {
        let json = JSONValue(parsing: body.prefix(1 << 20))
        // OpenAI and LiteLLM: error.message; Ollama: error; vLLM: message; FastAPI: detail.
        let error = json?["error"]
        let found = error?["message"]?.text ?? error?.text ?? json?["message"]?.text ?? json?["detail"]?.text
        message = found.map { Self.printable($0.utf8, limit: 160) }.flatMap { $0.isEmpty ? nil : $0 }
        code = error?["code"]?.text ?? error?["type"]?.text
    }

    /// Whether a refusal is about prompt and answer not fitting the window.
    static func tellsOfContextLength(_ text: String) -> Bool {
        let phrases = [
            "context length", "context_length", "context window", "context size", "too many tokens",
            "prompt is too long",
            "maximum context",
        ]
        let text = text.lowercased()
        return phrases.contains { text.contains($0) }
    }

    /// The beginning of a body for showing: printable ASCII, runs of anything else as one blank.
    static func printable(_ bytes: some Sequence<UInt8>, limit: Int) -> String {
        var shown: [UInt8] = []
        for byte in bytes {
            let isPrintable = byte > 0x20 && byte < 0x7F
            if isPrintable {
                shown.append(byte)
            } else if let last = shown.last, last != 0x20 {
                shown.append(0x20)
            }
            if shown.count >= limit { break }
        }
        if shown.last == 0x20 { shown.removeLast() }
        return String(decoding: shown, as: UTF8.self)
    }
}
