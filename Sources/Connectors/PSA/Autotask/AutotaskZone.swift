import CurlTransport
import Domain

/// Which of Autotask's zones a user lives in, asked at any zone and kept for half a day.
///
/// Source: Autotask developer help; tphakala/go-autotask.
actor AutotaskZone {
    private let discovery: String
    private let user: String
    private let calls: VendorCalls
    private var held: (base: String, until: ContinuousClock.Instant)?
    private var search: Task<String, any Error>?

    static let lifetime = Duration.seconds(43_200)

    /// - Parameter discovery: the address at which zones are asked for, without a slash at its end.
    init(discovery: String, user: String, calls: VendorCalls) {
        self.discovery = discovery
        self.user = user
        self.calls = calls
    }

    /// The address before `V1.0/…`, without a slash at its end.
    ///
    /// - Parameter refused: what has just refused the sign-in, as a zone does that the tenant has left; it is asked for
    ///   anew.
    func base(instead refused: String? = nil) async throws -> String {
        if let held, ContinuousClock.now < held.until, held.base != refused { return held.base }
        if let search { return try await search.value }
        // On its own, so that a job that is given up takes no other's answer with it.
        let task = Task { try await find() }
        search = task
        return try await task.value
    }

    private func find() async throws -> String {
        defer { search = nil }
        let what = "the zone of connectors.autotask.user"
        let url = "\(discovery)/atservicesrest/v1.0/zoneInformation?user=\(VendorAddress.encoded(user))"
        let answer = try await calls.send(url, [HTTPHeader("Accept", "application/json")], what: what, end: calls.end())
        guard answer.isSuccess else {
            throw calls.failure(answer, what: what, settings: AutotaskTickets.settings)
        }
        guard let text = try calls.object(answer, what: what).text("url"), let base = checked(text) else {
            throw calls.unreadable(what)
        }
        held = (base, .now + Self.lifetime)
        return base
    }

    /// Credentials are sent there, so it must be Autotask's own, or the very server that was asked.
    private func checked(_ text: String) -> String? {
        guard let base = try? VendorAddress.base(text, setting: ""), let url = try? RequestURL(base) else { return nil }
        if url.scheme == "https", url.port == nil, url.host.hasSuffix(".autotask.net") { return base }
        guard let asked = try? RequestURL(discovery), asked.origin == url.origin else { return nil }
        return base
    }
}
