public import CurlTransport
import Digest
public import Domain

/// Reads tickets from ConnectWise PSA (formerly Manage) over its REST API.
///
/// Sources: ConnectWise developer guide, “PSA API Requests”; the API's own specification (2025.8); for sites and releases
/// KerkhoffTechnologies/django-connectwise.
public actor ConnectWiseTickets: TicketSource {
    public struct Configuration: Sendable {
        /// Where people sign in: `na.myconnectwise.net`, or the address of a server of one's own.
        public var site: String
        /// The company id that is typed there.
        public var company: String
        public var publicKey: String
        public var privateKey: String
        /// The `clientId` that ConnectWise gave the MSP for this integration, a GUID.
        public var clientID: String
        /// The release in the API's path.
        public var codebase: String
        /// The API version that is asked for.
        public var version: String
        public var clients: ClientMap
        public var limits: ReadingLimits

        public init(
            site: String, company: String, publicKey: String, privateKey: String, clientID: String,
            codebase: String = "v4_6_release", version: String = "2025.8", clients: ClientMap = ClientMap(),
            limits: ReadingLimits = ReadingLimits()
        ) {
            self.site = site
            self.company = company
            self.publicKey = publicKey
            self.privateKey = privateKey
            self.clientID = clientID
            self.codebase = codebase
            self.version = version
            self.clients = clients
            self.limits = limits
        }
    }

    public static let name = "connectwise-psa"
    static let settings =
        "connectors.connectwise-psa: company, public_key, client_id and the private key's place"

    private let site: ConnectWiseSite
    private let company: String
    private let headers: [HTTPHeader]
    private let clients: ClientMap
    private let calls: VendorCalls
    private let clock: any Clock
    private var codebase: String
    private var codebaseAskedAt: ContinuousClock.Instant?
    private var contacts = RecentValues<Int64, Ticket.Requester>(capacity: 1000, lifetime: .seconds(600))

    /// How often a 404 may be taken for a sign of a new release.
    static let codebasePause = Duration.seconds(600)

    /// - Throws: `Problem` when the site or the release is not one.
    public init(
        _ configuration: Configuration, transport: any HTTPTransport, clock: any Clock = SystemClock()
    ) throws(Problem) {
        site = try ConnectWiseSite(configuration.site)
        guard let codebase = ConnectWiseSite.codebase(configuration.codebase) else {
            throw Problem(
                "“connectors.connectwise-psa.codebase” is not a release", remedy: "Write it as in v4_6_release")
        }
        self.codebase = codebase
        company = configuration.company
        clients = configuration.clients
        self.clock = clock
        let user = "\(configuration.company)+\(configuration.publicKey)"
        let credentials = Base64.text(Array("\(user):\(configuration.privateKey)".utf8))
        headers = [
            HTTPHeader("Authorization", "Basic \(credentials)"), HTTPHeader("clientId", configuration.clientID),
            HTTPHeader("Accept", "application/vnd.connectwise.com+json; version=\(configuration.version)"),
        ]
        calls = VendorCalls(
            source: Self.name, limits: configuration.limits, transport: transport,
            secrets: [configuration.privateKey, configuration.publicKey, configuration.clientID, credentials],
            clock: clock)
    }

    public func ticket(_ id: TicketID) async throws -> Ticket? {
        let number = try id.number(in: Self.name)
        let end = calls.end()
        guard let (path, answer) = try await find(number, end) else { return nil }
        let values = try calls.object(answer, what: "the ticket")
        guard values.number("id") == number else { throw calls.unreadable("the ticket") }
        let entity = ConnectWiseEntity(values)
        let client = clients.client(id: entity.company, identifier: entity.companyIdentifier)
        guard var ticket = entity.ticket(id, client: client, now: clock.now()) else {
            throw calls.unreadable("the ticket")
        }
        ticket.take(try await notes(path, end))
        let devices = try await calls.optional { try await self.devices(path, end) }
        ticket.link(devices ?? [], in: Self.name)
        if ticket.requester.email == nil, let contact = values.object("contact")?.number("id"),
            let found = try await calls.optional({ try await self.contact(contact, end) })
        {
            ticket.requester.name = ticket.requester.name ?? found.name
            ticket.requester.email = found.email
            ticket.requester.phone = ticket.requester.phone ?? found.phone
        }
        return ticket
    }

    /// Where the ticket is found, and what is said of it there. Tickets of projects stand elsewhere, and a new release
    /// moves everything.
    private func find(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> (String, VendorAnswer)? {
        for _ in 0..<2 {
            let used = codebase
            for module in ["service", "project"] {
                let path = "\(module)/tickets/\(number)"
                let answer = try await get(path, what: "the ticket", end)
                if answer.isSuccess { return (path, answer) }
                // Without rights for projects there are none to look at.
                if answer.status == 404 || answer.status == 403 && module == "project" { continue }
                throw calls.failure(answer, what: "the ticket", settings: Self.settings)
            }
            guard try await hasMoved(from: used, end) else { return nil }
        }
        return nil
    }

    /// Asks which release the company is on now.
    private func hasMoved(from used: String, _ end: ContinuousClock.Instant) async throws -> Bool {
        if codebase != used { return true }
        if let last = codebaseAskedAt, .now - last < Self.codebasePause { return false }
        let what = "the company's release"
        let url = "\(site.signIn)/login/companyinfo/\(VendorAddress.encoded(company))"
        let answer = try await calls.send(url, [HTTPHeader("Accept", "application/json")], what: what, end: end)
        if (400...404).contains(answer.status) {
            codebaseAskedAt = .now
            return false
        }
        guard answer.isSuccess else { throw calls.failure(answer, what: what, settings: Self.settings) }
        let json = try calls.json(answer, what: what)
        guard json.isObject else {
            throw JobFailure(
                reason: "connectwise-psa knows no such company; check connectors.connectwise-psa.company",
                isPermanent: true)
        }
        codebaseAskedAt = .now
        guard let text = json.text("Codebase"), let current = ConnectWiseSite.codebase(text) else { return false }
        codebase = current
        return current != used
    }

    private func notes(_ path: String, _ end: ContinuousClock.Instant) async throws -> [ConnectWiseNote] {
        let what = "the ticket's notes"
        let answer = try await get("\(path)/notes?orderBy=id&pageSize=\(calls.limits.maxNotes)", what: what, end)
        if answer.status == 404 { return [] }
        guard answer.isSuccess else { throw calls.failure(answer, what: what, settings: Self.settings) }
        return try calls.list(answer, what: what).prefix(calls.limits.maxNotes).compactMap(ConnectWiseNote.init)
    }

    private func devices(_ path: String, _ end: ContinuousClock.Instant) async throws -> [LinkedDevice]? {
        let what = "the ticket's configurations"
        let answer = try await get("\(path)/configurations?pageSize=50", what: what, end)
        guard answer.isSuccess else { return nil }
        return try calls.list(answer, what: what).compactMap { values in
            values.number("id").map { LinkedDevice(number: $0, name: values.object("_info")?.text("name")) }
        }
    }

    private func contact(_ number: Int64, _ end: ContinuousClock.Instant) async throws -> Ticket.Requester? {
        if let known = contacts.value(number) { return known }
        let answer = try await get("company/contacts/\(number)", what: "the contact", end)
        guard answer.isSuccess else { return nil }
        let values = try calls.object(answer, what: "the contact")
        let ways = values.objects("communicationItems")
        func way(_ kind: String) -> String? {
            let ways = ways.filter { $0.text("communicationType") == kind }
            return (ways.first { $0.flag("defaultFlag") } ?? ways.first)?.text("value")
        }
        let name = [values.text("firstName"), values.text("lastName")].compactMap { $0 }.joined(separator: " ")
        let contact = Ticket.Requester(
            name: name.isEmpty ? nil : name, email: way("Email"), phone: way("Phone"))
        contacts.keep(contact, for: number)
        return contact
    }

    private func get(_ path: String, what: String, _ end: ContinuousClock.Instant) async throws -> VendorAnswer {
        try await calls.send("\(site.api)/\(codebase)apis/3.0/\(path)", headers, what: what, end: end)
    }
}
