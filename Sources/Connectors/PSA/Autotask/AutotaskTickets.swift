public import CurlTransport
public import Domain

/// Reads tickets from Datto Autotask PSA over its REST API V1.0.
///
/// Sources: Autotask developer help; KerkhoffTechnologies/django-autotask and tphakala/go-autotask for answers.
public actor AutotaskTickets: TicketSource {
    public struct Configuration: Sendable {
        /// The API user's name.
        public var user: String
        public var secret: String
        /// The tracking identifier of the integration.
        public var integrationCode: String
        /// Any zone: it tells which one the user lives in.
        public var discovery: String
        public var clients: ClientMap
        public var limits: ReadingLimits

        public init(
            user: String, secret: String, integrationCode: String,
            discovery: String = "https://webservices2.autotask.net", clients: ClientMap = ClientMap(),
            limits: ReadingLimits = ReadingLimits()
        ) {
            self.user = user
            self.secret = secret
            self.integrationCode = integrationCode
            self.discovery = discovery
            self.clients = clients
            self.limits = limits
        }
    }

    public static let name = "autotask"
    static let settings = "connectors.autotask: user and the places of secret and integration code"

    let clients: ClientMap
    let calls: VendorCalls
    private let zone: AutotaskZone
    private let headers: [HTTPHeader]
    private let clock: any Clock
    /// Autotask lets three calls at once through to one kind of object, of all that use the integration code.
    private let turnstile = Turnstile(2)
    var people = RecentValues<Int64, Ticket.Requester>(capacity: 1000, lifetime: .seconds(600))
    var companies = RecentValues<Int64, [String]>(capacity: 1000, lifetime: .seconds(3600))
    var devices = RecentValues<Int64, String>(capacity: 1000, lifetime: .seconds(3600))
    var labels = RecentValues<Int, AutotaskLabels>(capacity: 1, lifetime: .seconds(43_200))

    /// - Throws: `Problem` when the address for zones is not one.
    public init(
        _ configuration: Configuration, transport: any HTTPTransport, clock: any Clock = SystemClock()
    ) throws(Problem) {
        let discovery = try VendorAddress.base(
            configuration.discovery, setting: "connectors.autotask.discovery_url")
        clients = configuration.clients
        self.clock = clock
        headers = [
            HTTPHeader("ApiIntegrationCode", configuration.integrationCode),
            HTTPHeader("UserName", configuration.user), HTTPHeader("Secret", configuration.secret),
            HTTPHeader("Content-Type", "application/json"), HTTPHeader("Accept", "application/json"),
        ]
        calls = VendorCalls(
            source: Self.name, limits: configuration.limits, transport: transport,
            secrets: [configuration.secret, configuration.integrationCode], clock: clock)
        zone = AutotaskZone(discovery: discovery, user: configuration.user, calls: calls)
    }

    public func ticket(_ id: TicketID) async throws -> Ticket? {
        let number = try id.number(in: Self.name)
        return try await turnstile.pass { try await self.read(id, number) }
    }

    private func read(_ id: TicketID, _ number: Int64) async throws -> Ticket? {
        let end = calls.end()
        guard let values = try await item("Tickets/\(number)", what: "the ticket", end) else { return nil }
        let autotask = AutotaskTicket(values)
        guard autotask.number == number else { throw calls.unreadable("the ticket") }
        let notes = try await notes(number, end)
        let client = try await client(of: autotask.company, end)
        guard
            var ticket = autotask.ticket(
                id, client: client, labels: try await pickedLabels(end), now: clock.now())
        else { throw calls.unreadable("the ticket") }
        if let contact = autotask.contact, let person = try await person(contact, end) { ticket.requester = person }
        ticket.notes = try await named(notes, end)
        ticket.link(try await linked(number, autotask.device, end), in: Self.name)
        return ticket
    }

    private func notes(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> [AutotaskNote] {
        let what = "the ticket's notes"
        let answer = try await get("Tickets/\(number)/Notes", what: what, end)
        if answer.status == 404 { return [] }
        guard answer.isSuccess else { throw failure(answer, what) }
        return Array(
            try calls.list(answer, "items", what: what).lazy.compactMap(AutotaskNote.init)
                .prefix(calls.limits.maxNotes))
    }

    /// A single object; nil when there is none, which Autotask says with `{"item": null}`.
    func item(_ path: String, what: String, _ end: ContinuousClock.Instant) async throws -> VendorObject? {
        let answer = try await get(path, what: what, end)
        if answer.status == 404 { return nil }
        guard answer.isSuccess else { throw failure(answer, what) }
        let json = try calls.json(answer, what: what)
        guard json.isObject, let range = json.member("item") else { throw calls.unreadable(what) }
        return json.isNull(range) ? nil : try calls.object(answer, "item", what: what)
    }

    func failure(_ answer: VendorAnswer, _ what: String) -> JobFailure {
        // Missing rights are answered with 500 and a text that says so.
        let text = String(decoding: answer.body.prefix(2000), as: UTF8.self).lowercased()
        if answer.status == 500, text.contains("permission"), !text.contains("threshold") {
            return JobFailure(
                reason: "autotask does not let the API user read \(what); check its security level there",
                isPermanent: true)
        }
        return calls.failure(answer, what: what, settings: Self.settings)
    }

    /// Over the user's zone; once more over the one that is told then, when the sign-in is refused.
    func get(_ path: String, what: String, _ end: ContinuousClock.Instant) async throws -> VendorAnswer {
        let first = try await zone.base()
        let answer = try await calls.send("\(first)/V1.0/\(path)", headers, what: what, end: end)
        guard answer.status == 401 else { return answer }
        let second = try await zone.base(instead: first)
        return try await calls.send("\(second)/V1.0/\(path)", headers, what: what, end: end)
    }
}
