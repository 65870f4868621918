import Domain
import Testing

@testable import Storage

/// Two clients, tickets that come, are drafted, decided, sent to a model and move between them at random: no read for
/// the people of one client ever gives a row that is, or by now is, the other's.
@Suite struct AudienceWallTests {
    private static let clients: [ClientID] = ["a", "b"]
    private static let now = WorkSample.start
    private static let lead = Principal(
        actor: WorkSample.lead, name: "Lead", role: .admin, audience: .everyClient, isBrowserSession: false)

    /// A store after random acts, with whose each ticket is by the last word on it.
    private struct World {
        let directory: TemporaryDirectory
        let store: SQLiteStore
        var owners: [TicketID: ClientID] = [:]
        var lanes: [TicketID: String] = [:]
        var drafts: [Int64] = []
        var receipts: [Int64] = []
        var random: SeededGenerator

        init(seed: UInt64) throws {
            directory = try TemporaryDirectory()
            store = try directory.store()
            random = SeededGenerator(state: seed)
            var batch = ImportBatch()
            for client in AudienceWallTests.clients.map(\.rawValue) {
                batch.clients.append(Sample.client(client))
                batch.devices.append(Sample.device("dev-\(client)", client))
                batch.documents.append(Sample.document("doc-\(client)", client))
            }
            _ = try store.write(batch)
        }

        mutating func act(_ step: Int) async throws {
            let ticket = TicketID("t\(Int.random(in: 0...7, using: &random))")
            let lane = (AudienceWallTests.clients.map(\.rawValue) + [""]).randomElement(using: &random) ?? ""
            switch Int.random(in: 0...9, using: &random) {
            case 0...3:
                _ = try await store.accept(
                    WorkSample.event(
                        "k\(step)", ticket: ticket.rawValue, version: Int64(step), content: "\(step)", lane: lane))
                // Content that nobody is named for stays with whom it was, unless it comes another way than before.
                if !lane.isEmpty {
                    owners[ticket] = ClientID(lane)
                } else if lanes[ticket] != "" {
                    owners[ticket] = nil
                }
                lanes[ticket] = lane
            case 4...6: try await work(lane.isEmpty ? nil : ClientID(lane))
            case 7:
                guard let client = owners[ticket] else { return }
                let receipt = try await store.record(
                    EgressEntry(
                        at: AudienceWallTests.now, ticketID: ticket, clientID: client, endpoint: "https://x.example",
                        body: Array("of \(client)".utf8)))
                receipts.append(receipt.receipt)
            default: try await decide()
            }
        }

        private mutating func work(_ client: ClientID?) async throws {
            guard let job = try await store.one() else { return }
            let ticket = job.job.ticketID
            if Int.random(in: 0...5, using: &random) == 0 {
                try await store.fail(
                    job.job.id, job.lease, JobFailure(reason: "no answer", isPermanent: true),
                    now: AudienceWallTests.now)
                return
            }
            var result = WorkSample.result(
                ticket, client: client, stored: client.map { Sample.ticket(ticket.rawValue, $0.rawValue) })
            result.record.draft.replyText = "A reply."
            let draft = try await store.complete(job.job.id, job.lease, with: result, now: AudienceWallTests.now)
            drafts.append(draft)
            // A worker that comes late files a draft of content that is not the newest any more.
            let newest = try store.newestDraft(of: ticket, for: .everyClient)
            if newest?.id == draft, newest?.state != .stale { owners[ticket] = client }
        }

        private mutating func decide() async throws {
            guard let draft = drafts.randomElement(using: &random) else { return }
            let kinds: [Decision.Kind] = [.claim, .edit, .approve, .reject, .vouch, .regenerate]
            let kind = kinds.randomElement(using: &random) ?? .claim
            guard let summary = try store.summary(draft, for: .everyClient) else { return }
            var payload = Decision.Payload(text: kind == .edit ? "own" : nil, reason: "because")
            payload.sentence = "A reply."
            let request = DecisionRequest(draft: draft, kind: kind, payload: payload, revisions: [summary.revision])
            do {
                if kind == .regenerate {
                    let record = WorkSample.record(summary.ticketID, client: summary.clientID)
                    _ = try await store.regenerate(
                        request, with: record, by: AudienceWallTests.lead, now: AudienceWallTests.now)
                } else {
                    _ = try await store.decide(request, by: AudienceWallTests.lead, now: AudienceWallTests.now)
                }
            } catch is ReviewRefusal {
                // Stale or decided already.
            }
        }

        func isOf(_ client: ClientID, _ ticket: TicketID, _ row: ClientID?) -> Bool {
            row == client && owners[ticket] == client
        }
    }

    @Test(arguments: 1...6) func noReadShowsWhatIsAnothers(_ seed: UInt64) async throws {
        var world = try World(seed: seed)
        defer { world.directory.remove() }
        var seen = 0
        for step in 1...90 {
            try await world.act(step)
            guard step.isMultiple(of: 10) else { continue }
            for client in Self.clients {
                // Restricted to one client, and to several of which one exists.
                for audience in [Audience.clients([client]), .clients([client, "absent"])] {
                    try await look(world, client, audience, &seen)
                }
            }
        }
        #expect(seen > 100, "too few rows to tell anything: \(seen)")
        try world.store.close()
    }

    private func look(_ world: World, _ client: ClientID, _ audience: Audience, _ seen: inout Int) async throws {
        let store = world.store
        let principal = Principal(
            actor: WorkSample.lead, name: "x", role: .admin, audience: audience, isBrowserSession: false)
        func check(_ ticket: TicketID, _ row: ClientID?, _ what: String) {
            seen += 1
            #expect(world.isOf(client, ticket, row), "\(what): \(ticket) for \(audience)")
        }
        let drafts = try store.drafts(DraftFilter(), for: audience, before: nil, limit: 1000)
        for draft in drafts { check(draft.ticketID, draft.clientID, "drafts") }
        let visible = Set(drafts.map(\.id))
        for id in world.drafts {
            let isVisible = visible.contains(id)
            #expect(try (store.summary(id, for: audience) != nil) == isVisible)
            #expect(try (store.draft(id, for: audience) != nil) == isVisible)
            #expect(try await (store.view(id, by: principal, now: Self.now) != nil) == isVisible)
            if !isVisible {
                #expect(try store.text(of: id, for: audience) == nil)
                #expect(try store.decisions(DecisionFilter(draft: id), for: audience, before: nil, limit: 9).isEmpty)
            }
        }
        let rows = try store.reviewRows(of: world.drafts, for: audience)
        for row in rows { check(row.draft.ticketID, row.draft.clientID, "rows") }
        for decision in try store.decisions(DecisionFilter(), for: audience, before: nil, limit: 1000) {
            check(decision.ticketID, decision.clientID, "decisions")
        }
        for event in try store.events(after: 0, for: audience, limit: 1000) {
            check(event.ticketID, event.clientID, "events")
        }
        for job in try store.jobs(JobFilter(states: [], limit: 1000), for: audience) {
            check(job.ticketID, ClientID(job.lane), "jobs")
        }
        for number in 0...7 {
            let ticket = TicketID("t\(number)")
            if let newest = try store.newestDraft(of: ticket, for: audience) {
                check(ticket, newest.clientID, "newest draft")
            }
            for job in try store.jobs(of: ticket, for: audience, limit: 9) {
                check(ticket, ClientID(job.lane), "jobs of")
            }
            for draft in try store.drafts(DraftFilter(ticketID: ticket), for: audience, before: nil, limit: 99) {
                check(ticket, draft.clientID, "drafts of")
            }
        }
        try queue(world, client, audience, drafts, check)
        try await ledgers(world, audience, principal, check)
        let tally = try store.usage(
            since: Timestamp(seconds: 0), until: Self.now.adding(seconds: 9), client: nil, for: audience)
        #expect(tally.allSatisfy { $0.clientID == client })
        #expect(tally.reduce(0) { $0 + Int($1.drafts) } == drafts.count)
        let insights = try store.insights(
            InsightQuery(since: Timestamp(seconds: 1), until: Self.now.adding(seconds: 9), audience: audience))
        #expect(insights.total.drafts == drafts.count)
        #expect(try store.clients(for: audience, after: nil, limit: 9).map(\.id) == [client])
        #expect(try store.clientNames(Set(Self.clients), for: audience).keys.map(\.self) == [client])
        for other in Self.clients {
            let document = try store.document(DocumentID("doc-\(other)"), for: audience)
            #expect((document != nil) == (other == client))
        }
    }

    private func queue(
        _ world: World, _ client: ClientID, _ audience: Audience, _ drafts: [DraftSummary],
        _ check: (TicketID, ClientID?, String) -> Void
    ) throws {
        let store = world.store
        var open = 0
        for word in [nil] + ReviewWord.allCases.map(Optional.some) {
            for row in try store.reviewQueue(.init(word: word), for: audience, at: .start, limit: 1000).rows {
                check(row.draft.ticketID, row.draft.clientID, "queue")
                if word == nil { open += 1 }
            }
        }
        #expect(try store.reviewCounts(.init(), for: audience).values.reduce(0, +) == open)
        #expect(try store.reviewClients(for: audience).allSatisfy { $0 == client })
        for draft in drafts {
            let found = try store.neighbours(of: draft, for: audience)
            for ticket in [found.previous, found.next].compactMap(\.self) { check(ticket, client, "neighbours") }
        }
        let unfinished = try store.unfinishedWork(of: nil, for: audience, limit: 1000)
        for ticket in unfinished.tickets { check(ticket.ticketID, ClientID(ticket.lane), "unfinished") }
        let dead = try store.jobs(JobFilter(states: [.dead], limit: 1000), for: audience)
        #expect(try store.deadGroups(lane: nil, for: audience).reduce(0) { $0 + $1.count } == dead.count)
    }

    private func ledgers(
        _ world: World, _ audience: Audience, _ principal: Principal, _ check: (TicketID, ClientID?, String) -> Void
    ) async throws {
        let store = world.store
        let entries = try store.egressEntries(EgressFilter(audience: audience), limit: 1000)
        for entry in entries { check(entry.ticketID, entry.clientID, "egress") }
        let visible = Set(entries.map(\.receipt.receipt))
        for receipt in world.receipts {
            #expect(try (store.egressEntry(receipt, for: audience) != nil) == visible.contains(receipt))
            let body = try await store.viewEgressBody(receipt, by: principal, now: Self.now)
            #expect((body != nil) == visible.contains(receipt))
        }
        let month = try #require(CalendarMonth(Self.now.day.prefix(7)))
        for other in Self.clients {
            let statement = try store.egressStatement(other, month, for: audience) { entry in
                check(entry.ticketID, entry.clientID, "statement")
            }
            #expect(statement.calls == entries.count { $0.clientID == other })
        }
        for entry in try store.auditEntries(AuditFilter(audience: audience), limit: 1000) {
            #expect(audience.admits(entry.clientID))
        }
    }
}
