public import CurlTransport
public import Domain

/// Reads tickets from HaloPSA (also HaloITSM and Halo Service Desk) over its REST API.
///
/// Sources: the API's own specification; homotechsual/HaloAPI for the sign-in; topleft-team/django-psa for empty values.
public actor HaloTickets: TicketSource {
    public struct Configuration: Sendable {
        /// `https://bluewater.halopsa.com`.
        public var url: String
        /// The authorisation server, where it stands elsewhere.
        public var authURL: String?
        /// Hosted tenants have a name; `GET /api/authinfo` tells it.
        public var tenant: String?
        public var clientID: String
        public var clientSecret: String
        public var clients: ClientMap
        public var limits: ReadingLimits

        public init(
            url: String, authURL: String? = nil, tenant: String? = nil, clientID: String, clientSecret: String,
            clients: ClientMap = ClientMap(), limits: ReadingLimits = ReadingLimits()
        ) {
            self.url = url
            self.authURL = authURL
            self.tenant = tenant
            self.clientID = clientID
            self.clientSecret = clientSecret
            self.clients = clients
            self.limits = limits
        }
    }

    public static let name = "halopsa"

    private let base: String
    private let clients: ClientMap
    private let calls: VendorCalls
    private let token: HaloToken
    private let clock: any Clock

    /// - Throws: `Problem` for an address that is not one, or not https.
    public init(
        _ configuration: Configuration, transport: any HTTPTransport, clock: any Clock = SystemClock()
    ) throws(Problem) {
        base = try VendorAddress.base(configuration.url, setting: "connectors.halopsa.url")
        let auth = try VendorAddress.base(
            configuration.authURL ?? base + "/auth", setting: "connectors.halopsa.auth_url")
        clients = configuration.clients
        self.clock = clock
        calls = VendorCalls(
            source: Self.name, limits: configuration.limits, transport: transport,
            secrets: [configuration.clientSecret, VendorAddress.encoded(configuration.clientSecret)], clock: clock)
        let tenant = configuration.tenant.nonBlank.map { "?tenant=" + VendorAddress.encoded($0) } ?? ""
        token = HaloToken(
            url: auth + "/token" + tenant, clientID: configuration.clientID, clientSecret: configuration.clientSecret,
            calls: calls)
    }

    public func ticket(_ id: TicketID) async throws -> Ticket? {
        let number = try id.number(in: Self.name)
        let end = calls.end()
        let what = "the ticket"
        let answer = try await get("Tickets/\(number)?includedetails=true&nocache=true", what: what, end)
        if answer.status == 404 { return nil }
        guard answer.isSuccess else { throw calls.failure(answer, what: what, settings: HaloToken.settings) }
        let values = try calls.object(answer, what: what)
        let halo = HaloTicket(values)
        guard !halo.isDeleted else { return nil }
        guard halo.number == number,
            var ticket = halo.ticket(id, client: clients.client(id: halo.company), now: clock.now(), isWhole: true)
        else { throw calls.unreadable(what) }
        ticket.notes = HaloAction.notes(try await actions(number, end), besides: ticket.body)
        let devices = values.objects("assets").compactMap { asset in
            asset.number("id").map { LinkedDevice(number: $0, name: asset.text("inventory_number")) }
        }
        ticket.link(devices, in: Self.name)
        if let url = values.text("web_url"), url.hasPrefix(base + "/") { ticket.url = url }
        return ticket
    }

    private func actions(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> [VendorObject] {
        let what = "the ticket's actions"
        let most = calls.limits.maxNotes
        let answer = try await get(
            "Actions?ticket_id=\(number)&excludesys=true&includehtmlnote=true&count=\(most)", what: what, end)
        if answer.status == 404 { return [] }
        guard answer.isSuccess else { throw calls.failure(answer, what: what, settings: HaloToken.settings) }
        // A parameter that Halo does not know is passed over without a word, and everything is returned.
        return try calls.list(answer, "actions", what: what).prefix(most).filter { action in
            action.number("ticket_id").map { $0 == number } ?? true
        }
    }

    /// With a token; with a new one when it is refused.
    private func get(_ path: String, what: String, _ end: ContinuousClock.Instant) async throws -> VendorAnswer {
        let first = try await token.token()
        let answer = try await get(path, first, what, end)
        guard answer.status == 401 else { return answer }
        return try await get(path, try await token.token(instead: first), what, end)
    }

    private func get(
        _ path: String, _ token: String, _ what: String, _ end: ContinuousClock.Instant
    ) async throws -> VendorAnswer {
        let headers = [
            HTTPHeader("Authorization", "Bearer \(token)"), HTTPHeader("Accept", "application/json"),
            HTTPHeader("Content-Type", "application/json; charset=utf-8"),
        ]
        return try await calls.send("\(base)/api/\(path)", headers, secrets: [token], what: what, end: end)
    }
}
