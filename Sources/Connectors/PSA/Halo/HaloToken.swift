import CurlTransport
import Domain

/// A token of Halo's authorisation server, fetched with client credentials (RFC 6749, section 4.4) and kept until shortly
/// before its end. One renewal at a time: a new token may end the one before.
actor HaloToken {
    private let url: String
    private let form: [UInt8]
    private let calls: VendorCalls
    private var held: (text: String, until: ContinuousClock.Instant)?
    private var renewal: Task<String, any Error>?

    static let settings = "connectors.halopsa: url, tenant, client_id and the client secret's place"

    init(url: String, clientID: String, clientSecret: String, calls: VendorCalls) {
        self.url = url
        self.calls = calls
        let fields = [
            ("grant_type", "client_credentials"), ("client_id", clientID), ("client_secret", clientSecret),
            ("scope", "all"),
        ]
        form = Array(fields.map { "\($0.0)=\(VendorAddress.encoded($0.1))" }.joined(separator: "&").utf8)
    }

    /// - Parameter refused: the token that was just refused; it is not given out again.
    func token(instead refused: String? = nil) async throws -> String {
        if let held, ContinuousClock.now < held.until, held.text != refused { return held.text }
        if let renewal { return try await renewal.value }
        // On its own, so that a job that is given up takes no other's token with it.
        let task = Task { try await fetch() }
        renewal = task
        return try await task.value
    }

    private func fetch() async throws -> String {
        // Together with what it brings, so that nobody joins a renewal that is over.
        defer { renewal = nil }
        let what = "a token"
        let headers = [
            HTTPHeader("Content-Type", "application/x-www-form-urlencoded"), HTTPHeader("Accept", "application/json"),
        ]
        let answer = try await calls.send(url, method: "POST", headers, body: form, what: what, end: calls.end())
        guard answer.isSuccess else {
            if (400...403).contains(answer.status) {
                throw JobFailure(
                    reason: "halopsa refused the sign-in (HTTP \(answer.status)); check \(Self.settings)",
                    isPermanent: true)
            }
            throw calls.failure(answer, what: what, settings: Self.settings)
        }
        let values = try calls.object(answer, what: what)
        guard let text = values.text("access_token"), text.utf8.count <= 8192,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw calls.unreadable(what) }
        let seconds = min(max(0, values.number("expires_in") ?? 3600), 86_400)
        held = (text, .now + .seconds(seconds - min(60, seconds / 2)))
        return text
    }
}
