import Connectors
import CurlTransport
import Domain
import Foundation
import ScriptedServer
import Storage
import Testing

@testable import Enrichment

/// Where the content of a job comes from: the system that the ticket lives in, or its delivery.
@Suite struct TicketReadingTests {
    @Test func anAutotaskEventThatOnlyNamesItsTicketEndsInADraft() async throws {
        try await AutotaskServer.run { server in
            let world = try SampleWorld()
            let client = try #require(try world.store.clients().first).id
            let transport = try CurlTransport()
            defer { transport.shutDown() }
            let source = try AutotaskTickets(
                .init(
                    user: "sidenote-api@bluewater.example.com", secret: "secret-of-a-test", integrationCode: "CODE",
                    discovery: server.address, clients: ClientMap(["29683533": client])), transport: transport)
            // As a webhook brings it.
            let secret = "secret-of-the-webhook"
            let body =
                #"{"Action":"Create","Guid":"g","EntityType":"TicketNote","Id":30771906,"#
                + #""Fields":{"TicketID":"352744"},"EventTime":"2026-09-11T13:22:03Z","SequenceNumber":7}"#
            let events = try AutotaskWebhook(secrets: [secret]).events(
                in: WebhookRequest(headers: WebhookHeaders([]), body: Array(body.utf8)), now: SystemClock().now())
            for event in events {
                #expect(event.ticket == nil)
                _ = try await world.store.accept(event)
            }
            let log = EventLog()
            await (try world.workParts(log, sources: [AutotaskTickets.name: source])).run(untilEmpty: true)
            #expect(log.outcomes == [.drafted: 1])
            let record = try #require(log.records["autotask:352744"])
            #expect(record.clientID == client && record.ticket.subject.hasPrefix("Outlook keeps prompting"))
            let kept = try #require(try world.store.tickets(["autotask:352744"], in: .client(client)).first)
            #expect(kept.ticket.notes.contains { $0.visibility == .internal && $0.authorKind == .technician })
            #expect(kept.ticket.requester.email == "tomas.lindgren@cascademfg.example.com")
        }
    }

    @Test func aConfiguredSourceIsAskedThoughTheDeliveryCarriesATicket() async throws {
        let world = try SampleWorld()
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("t"), source: "halopsa"))
        let newer = Deliveries.ticket("t", body: "It was the router, which somebody had switched off.")
        let log = EventLog()
        await (try world.workParts(log, sources: ["halopsa": Fixed(ticket: newer)])).run(untilEmpty: true)
        #expect(try #require(log.records["t"]).ticket.text.contains("router"))
    }

    /// A delivery says “printer”, but when its job is worked on the system says “router” already.
    @Test func aDraftIsFiledUnderWhatItWasMadeOf() async throws {
        let world = try SampleWorld()
        let store = world.store
        let printer = Deliveries.ticket("t")
        let router = Deliveries.ticket("t", body: "It was the router, which somebody had switched off.")
        let log = EventLog()
        func tell(_ ticket: Ticket, version: Int64, whileItIs current: Ticket) async throws {
            _ = try await store.accept(try Deliveries.event(ticket, source: "halopsa", version: version))
            await (try world.workParts(log, sources: ["halopsa": Fixed(ticket: current)])).run(untilEmpty: true)
        }
        func newest() throws -> StoredDraft? {
            try store.newestDraft(of: "t", for: .everyClient).flatMap { try store.draft($0.id, for: .everyClient) }
        }
        func drafts() throws -> [DraftSummary] {
            try store.drafts(DraftFilter(), for: .everyClient, before: nil, limit: 10)
        }
        try await tell(printer, version: 1, whileItIs: router)
        let first = try #require(try newest())
        #expect(first.record.ticket.text.contains("router"))
        #expect(first.contentHash == (try ContentHash.of(router)))

        // The delivery of what was drafted already makes no second draft of it.
        try await tell(router, version: 2, whileItIs: router)
        #expect(try newest()?.id == first.id)
        #expect(try newest()?.state == .open)
        #expect(try drafts().count == 1)

        // The first content comes back: not the draft of the other.
        try await tell(printer, version: 3, whileItIs: printer)
        let second = try #require(try newest())
        #expect(second.id != first.id && second.record.ticket.text.contains("printer"))
        #expect(try store.draft(first.id, for: .everyClient)?.state == .stale)

        // And again each: still one draft of each content.
        try await tell(router, version: 4, whileItIs: router)
        #expect(try newest()?.id == first.id)
        try await tell(printer, version: 5, whileItIs: printer)
        #expect(try newest()?.id == second.id)
        #expect(try drafts().count == 2)
    }

    @Test func aSourceThatIsDownIsWaitedForAndThenTheDeliveryIsUsed() async throws {
        let world = try SampleWorld()
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("t"), source: "halopsa"))
        let log = EventLog()
        for attempt in 0...JobEnrichment.patience {
            let clock = FixedClock(SystemClock().now().adding(seconds: Int64(attempt) * 3600))
            var plan = WorkParts.Plan(directory: world.directory)
            plan.concurrency = 1
            plan.policy = .extractive
            plan.sources = ["halopsa": Busy()]
            let parts = try WorkParts(plan, store: world.store, queue: world.store, clock: clock, observer: log)
            await parts.run(untilEmpty: true)
            #expect(log.outcomes[.delayed] == min(attempt + 1, JobEnrichment.patience))
        }
        #expect(log.outcomes[.drafted] == 1)
        #expect(try #require(log.records["t"]).ticket.text.contains("printer"))
    }

    @Test func aSourceThatRefusesTheSignInCostsNoDraftThatWasDelivered() async throws {
        let world = try SampleWorld()
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("carried"), source: "halopsa"))
        var named = try Deliveries.event(Deliveries.ticket("named"), source: "halopsa")
        named.ticket = nil
        _ = try await world.store.accept(named)
        let log = EventLog()
        await (try world.workParts(log, sources: ["halopsa": Refusing()])).run(untilEmpty: true)
        #expect(log.outcomes == [.drafted: 1, .dead: 1])
        let dead = try #require(try world.store.jobs(JobFilter(states: [.dead])).first)
        #expect(dead.ticketID == "named" && dead.reason == "check connectors.halopsa")
    }

    @Test func aTicketThatIsGoneMakesNoDraft() async throws {
        let world = try SampleWorld()
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("t"), source: "halopsa"))
        let log = EventLog()
        await (try world.workParts(log, sources: ["halopsa": Nothing()])).run(untilEmpty: true)
        #expect(log.outcomes == [.dead: 1])
    }
}

private struct Refusing: TicketSource {
    func ticket(_ id: TicketID) async throws -> Ticket? {
        throw JobFailure(reason: "check connectors.halopsa", isPermanent: true)
    }
}

/// Autotask's API on a free port of this machine, with the samples.
private struct AutotaskServer: Sendable {
    let address: String

    static func run(_ use: (AutotaskServer) async throws -> Void) async throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appendingPathComponent("Fixtures/psa/autotask.json"))
        let samples = try (JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]).mapValues {
            try JSONSerialization.data(withJSONObject: $0)
        }
        try await ScriptedServer.run { seen, server in
            if seen.path.contains("/zoneInformation") {
                return .json(#"{"url":"\#(server.address)/ATServicesRest/"}"#)
            }
            let path = seen.path.prefix { $0 != "?" }.dropFirst("/ATServicesRest/V1.0/".count)
            return .json(samples[String(path)].map { String(decoding: $0, as: UTF8.self) } ?? #"{"item":null}"#)
        } use: { server in
            try await use(AutotaskServer(address: server.address))
        }
    }
}
