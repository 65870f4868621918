import CurlTransport
import Domain

/// The address of the chat completions and the header fields that go with it.
struct OpenAIEndpoint: Sendable {
    let url: RequestURL
    let headers: [HTTPHeader]
    /// What no message may show.
    let secrets: [String]

    init(_ configuration: LLMConfiguration, key: Secret?) throws(ModelFailure) {
        url = try Self.completions(configuration.endpoint)
        var headers = [HTTPHeader("Content-Type", "application/json"), HTTPHeader("Accept", "application/json")]
        if let key {
            switch configuration.dialect {
            case .openai: headers.append(HTTPHeader("Authorization", "Bearer \(key.reveal())"))
            case .azure: headers.append(HTTPHeader("api-key", key.reveal()))
            }
        }
        // A configured field replaces one of these.
        for (name, value) in configuration.headers.sorted(by: { $0.key < $1.key }) {
            headers.removeAll { $0.name.lowercased() == name.lowercased() }
            headers.append(HTTPHeader(name, value))
        }
        self.headers = headers
        // Short values ("1", "true") are no secrets, and taking them out would garble every message.
        do {
            // Now rather than at the first ticket.
            _ = try HTTPRequest(
                method: "POST", url: url.origin + url.path, headers: headers,
                allowInsecure: configuration.allowInsecure
            ).checked()
        } catch {
            throw ModelFailure(error)
        }
        secrets = ([key?.reveal()] + configuration.headers.values.sorted()).compactMap { $0 }.filter { $0.count >= 6 }
    }

    /// `/chat/completions` is added to a base address, `/v1` too where there is no path at all.
    private static func completions(_ text: String) throws(ModelFailure) -> RequestURL {
        do throws(TransportError) {
            let base = try RequestURL(text)
            guard !text.contains("#") else {
                throw TransportError(.invalidURL, endpoint: base.display, detail: "the address carries a fragment")
            }
            var path = base.path
            while path.hasSuffix("/") { path.removeLast() }
            if !path.hasSuffix("/chat/completions") {
                path += path.isEmpty ? "/v1/chat/completions" : "/chat/completions"
            }
            return try RequestURL(base.origin + path + (base.query.map { "?" + $0 } ?? ""))
        } catch {
            throw ModelFailure(error)
        }
    }

    func withoutSecrets(_ text: String) -> String {
        secrets.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.reduce(text) { $0.replacing($1, with: "***") }
    }
}
