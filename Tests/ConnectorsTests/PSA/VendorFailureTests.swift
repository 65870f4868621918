import Connectors
import CurlTransport
import Domain
import ScriptedServer
import Testing

@Suite("Vendors that fail")
struct VendorFailureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var answer: FakeVendor.Answer
        var isPermanent: Bool
        var pause: ClosedRange<Int64> = 0...0

        var testDescription: String { name }
    }

    /// Every body quotes what it was told, as error pages do.
    private static let echo = "<html>" + (PSAVendor.secrets + [PSAVendor.token]).joined(separator: " ") + "</html>"

    static let cases: [Case] = [
        Case(name: "401", answer: .init(status: 401, body: echo), isPermanent: true),
        Case(name: "403", answer: .init(status: 403, body: echo), isPermanent: true),
        Case(name: "400", answer: .init(status: 400, body: echo), isPermanent: true),
        Case(
            name: "302", answer: .init(status: 302, body: echo, headers: ["Location": "http://localhost:9/x"]),
            isPermanent: true),
        Case(
            name: "429 with seconds", answer: .init(status: 429, body: echo, headers: ["Retry-After": "7"]),
            isPermanent: false, pause: 6_000...7_000),
        Case(
            name: "429 without", answer: .init(status: 429, body: echo), isPermanent: false, pause: 50_000...60_000),
        Case(
            name: "429 for ever", answer: .init(status: 429, headers: ["Retry-After": "99999999"]), isPermanent: false,
            pause: 890_000...900_000),
        Case(
            name: "503 with seconds", answer: .init(status: 503, headers: ["Retry-After": "30"]), isPermanent: false,
            pause: 29_000...30_000),
        Case(name: "503", answer: .init(status: 503, body: echo), isPermanent: false),
        Case(name: "500", answer: .init(status: 500, body: echo), isPermanent: false),
        Case(name: "502", answer: .init(status: 502, body: echo), isPermanent: false),
        Case(name: "HTML", answer: .init(body: echo), isPermanent: false),
        Case(name: "nothing", answer: .init(body: ""), isPermanent: false),
        Case(name: "cut off", answer: .init(body: #"{"id": 402104, "summ"#), isPermanent: false),
        Case(name: "a list", answer: .init(body: "[]"), isPermanent: false),
        Case(name: "a number", answer: .init(body: "7"), isPermanent: false),
        Case(name: "empty object", answer: .init(body: "{}"), isPermanent: false),
        Case(name: "another ticket", answer: .init(body: #"{"id":1,"item":{"id":1,"title":"x"}}"#), isPermanent: false),
        Case(name: "deep", answer: .init(body: String(repeating: "[", count: 5000)), isPermanent: false),
        Case(
            name: "too large", answer: .init(body: "\"" + String(repeating: "x", count: 200_000) + "\""),
            isPermanent: true),
    ]

    @Test(arguments: PSAVendor.allCases, cases)
    func theTicket(_ vendor: PSAVendor, _ entry: Case) async throws {
        try await check(vendor, entry) { vendor.isTicket($0.path) }
    }

    @Test(arguments: PSAVendor.allCases, cases.filter { $0.name != "another ticket" })
    func itsNotes(_ vendor: PSAVendor, _ entry: Case) async throws {
        // An empty list is a good answer of ConnectWise.
        if vendor == .connectWise, entry.name == "a list" { return }
        try await check(vendor, entry) { $0.path.contains("otes") || $0.path.contains("Actions") }
    }

    private func check(
        _ vendor: PSAVendor, _ entry: Case, where isMeant: @escaping @Sendable (FakeVendor.Seen) -> Bool
    ) async throws {
        try await FakeVendor.run(try vendor.script { seen, _ in isMeant(seen) ? entry.answer : nil }) { fake in
            let source = try vendor.source(fake, limits: ReadingLimits(maxBodyBytes: 100_000))
            let failure = try #require(
                await #expect(throws: JobFailure.self) { try await source.ticket(vendor.known) })
            #expect(failure.isPermanent == entry.isPermanent, "\(failure.reason)")
            #expect(entry.pause.contains(failure.pause))
            expectNoSecret(failure)
            let places = ["connectors.\(vendor.rawValue)"]
            if entry.name == "401" || entry.name == "403" { #expect(places.contains { failure.reason.contains($0) }) }
            guard failure.pause > 0 else { return }
            // Nobody asks before the pause is over.
            let calls = fake.seen.count
            let second = try #require(
                await #expect(throws: JobFailure.self) { try await source.ticket(vendor.known) })
            #expect(!second.isPermanent && second.pause > 0 && fake.seen.count == calls)
        }
    }

    private func expectNoSecret(_ failure: JobFailure) {
        for text in ["\(failure)", String(reflecting: failure), failure.reason] {
            for secret in PSAVendor.secrets + [PSAVendor.token] { #expect(!text.contains(secret)) }
            #expect(!text.contains("html") && text.utf8.count < 800)
        }
    }

    @Test(arguments: PSAVendor.allCases)
    func aSlowOneIsGivenUp(_ vendor: PSAVendor) async throws {
        let script = try vendor.script { seen, _ in
            vendor.isTicket(seen.path) ? .init(hangs: true) : nil
        }
        try await FakeVendor.run(script) { fake in
            let source = try vendor.source(fake, limits: ReadingLimits(deadline: .milliseconds(1500)))
            let failure = try #require(
                await #expect(throws: JobFailure.self) { try await source.ticket(vendor.known) })
            #expect(!failure.isPermanent && failure.reason.contains("took longer than"))
            expectNoSecret(failure)
        }
    }

    @Test(arguments: PSAVendor.allCases)
    func oneThatIsNotThereCanBeTriedAgain(_ vendor: PSAVendor) async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            // A port that nobody listens on, with the transport that will be used.
            fake.transport.shutDown()
            let failure = try #require(
                await #expect(throws: JobFailure.self) { try await vendor.source(fake).ticket(vendor.known) })
            #expect(!failure.isPermanent)
            expectNoSecret(failure)
        }
    }

    @Test(arguments: PSAVendor.allCases)
    func anIdOfAnotherKindIsNotAskedFor(_ vendor: PSAVendor) async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake)
            for id in ["7", "\(vendor.rawValue):", "\(vendor.rawValue):-1", "\(vendor.rawValue):1/../2", "email:x"] {
                let failure = await #expect(throws: JobFailure.self) { try await source.ticket(TicketID(id)) }
                #expect(failure?.isPermanent == true)
            }
            #expect(fake.seen.isEmpty)
        }
    }

    @Test(arguments: PSAVendor.allCases)
    func notesAreBounded(_ vendor: PSAVendor) async throws {
        let list = (1...30).map { number in
            #"{"id":\#(number),"ticket_id":12418,"text":"n","note":"n","description":"n","noteType":3}"#
        }.joined(separator: ",")
        let script = try vendor.script { seen, _ in
            if seen.path.contains("Actions") { return .json(#"{"actions":[\#(list)]}"#) }
            if seen.path.contains("/Notes") { return .json(#"{"items":[\#(list)]}"#) }
            return seen.path.contains("/notes") ? .json("[\(list)]") : nil
        }
        try await FakeVendor.run(script) { fake in
            let source = try vendor.source(fake, limits: ReadingLimits(maxNotes: 20))
            let notes = try #require(try await source.ticket(vendor.known)).notes.filter { $0.id != "devices" }
            #expect(notes.count == 20 && notes.allSatisfy { $0.visibility == .internal })
        }
    }

    @Test(arguments: ["http://psa.example.com", "https://u:p@psa.example.com", "https://psa.example.com/?x=1"])
    func addressesWithoutProtectionAreRefused(_ address: String) throws {
        let transport = try CurlTransport()
        defer { transport.shutDown() }
        #expect(throws: Problem.self) {
            _ = try HaloTickets(.init(url: address, clientID: "c", clientSecret: "s"), transport: transport)
        }
        #expect(throws: Problem.self) {
            _ = try AutotaskTickets(
                .init(user: "u", secret: "s", integrationCode: "i", discovery: address), transport: transport)
        }
    }
}

extension PSAVendor {
    func isTicket(_ path: String) -> Bool {
        let path = path.prefix { $0 != "?" }
        switch self {
        case .connectWise: return path.hasSuffix("/tickets/402104")
        case .autotask: return path.hasSuffix("/Tickets/352744")
        case .halo: return path.hasSuffix("/Tickets/12418")
        }
    }
}
