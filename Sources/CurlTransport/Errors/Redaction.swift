/// Takes the secrets of one request out of a text that a person or a log may see.
struct Redaction: Sendable {
    private let secrets: [String]

    init(_ request: HTTPRequest) {
        var found = Set(request.secrets)
        for header in request.headers where header.isCredential {
            found.insert(header.value)
            // "Bearer KEY": the key alone must not show either.
            if let space = header.value.firstIndex(of: " ") {
                found.insert(String(header.value[header.value.index(after: space)...]))
            }
        }
        // Longest first, so that a secret holding another one is replaced whole.
        secrets = found.filter { !$0.isEmpty }.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
    }

    func apply(to text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "***") }
    }
}
