import Connectors
import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Enrichment
@testable import Retrieval

@Suite struct JobWorkerTests {
    /// The drafts of the sample MSP's tickets, through inbox, queue and worker, are those of a batch of the same tickets
    /// in the same order, the times they took aside.
    @Test func draftsAreThoseOfTheBatch() async throws {
        let tickets = try SampleWorld().tickets()
        let batch = try await SampleWorld().enrich(tickets, concurrency: 2).map(\.record)

        let world = try SampleWorld()
        for ticket in tickets { _ = try await world.store.accept(try Deliveries.event(ticket)) }
        let log = EventLog()
        // The batch does not add what it drafts to the index of tickets.
        let parts = try world.workParts(log) { $0.ticketIndexPause = .seconds(86_400) }
        await parts.run(untilEmpty: true)
        #expect(log.outcomes == [.drafted: tickets.count])

        let made = log.records
        for record in batch {
            let own = try #require(made[record.ticketID])
            let differences = try Self.differences(own, record)
            #expect(differences.isEmpty, "ticket \(record.ticketID) \(differences.joined(separator: "; ").prefix(600))")
        }
        #expect(try world.store.queueFigures(now: SystemClock().now()).counts.values.allSatisfy { $0 == 0 })
    }

    /// What the worker opens or builds, other searches of the process find open.
    @Test func theIndexIsSharedWithOtherSearches() async throws {
        let world = try SampleWorld()
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("1")))
        let index = IndexParts(store: world.store, directory: world.directory)
        let parts = try world.workParts(EventLog(), index: index)
        #expect(index.catalog.entries.withLock { $0.isEmpty })
        await parts.run(untilEmpty: true)
        #expect(index.catalog.entries.withLock { entries in entries.keys.contains { $0.kind == .documents } })
    }

    /// Paths at which the JSON of two records differs, the times aside.
    private static func differences(_ one: EnrichmentRecord, _ other: EnrichmentRecord) throws -> [String] {
        func walk(_ a: Any?, _ b: Any?, _ path: String) -> [String] {
            if let a = a as? [String: Any], let b = b as? [String: Any] {
                return Set(a.keys).union(b.keys).sorted().flatMap { walk(a[$0], b[$0], "\(path).\($0)") }
            }
            if let a = a as? [Any], let b = b as? [Any], a.count == b.count {
                return zip(a, b).enumerated().flatMap { walk($1.0, $1.1, "\(path)[\($0)]") }
            }
            return (a as? NSObject) == (b as? NSObject) ? [] : ["\(path): \(a ?? "-") / \(b ?? "-")"]
        }
        func json(_ record: EnrichmentRecord) throws -> Any {
            var record = record
            record.timings = .init()
            return try JSONSerialization.jsonObject(with: JSONEncoder().encode(record))
        }
        return walk(try json(one), try json(other), "")
    }

    @Test func aSecondReporterIsFoundAfterARestart() async throws {
        let world = try SampleWorld()
        let client = try #require(try world.store.clients().first).id
        func ticket(_ id: String, minutes: Int64) -> Ticket {
            Ticket(
                id: TicketID(id), clientID: client, subject: "Internet down in the whole office",
                body: "Nobody in the office can reach the internet, all browsers show errors since this morning.",
                createdAt: Timestamp(seconds: 1_750_000_000 + minutes * 60))
        }
        for (number, id) in ["one", "two"].enumerated() {
            _ = try await world.store.accept(try Deliveries.event(ticket(id, minutes: Int64(number) * 5)))
            let log = EventLog()
            await (try world.workParts(log)).run(untilEmpty: true)
            let record = try #require(log.records[TicketID(id)])
            #expect(record.triage.duplicateOf == (number == 0 ? [] : ["one"]))
        }
    }

    @Test func secretsAndTicketsWithoutAClientAreNotKept() async throws {
        let world = try SampleWorld()
        let client = try #require(try world.store.clients().first).id
        var own = Ticket(
            id: "own", clientID: client, subject: "Login", body: "My password is: Tr0ub4dor&3 and it fails.",
            createdAt: Timestamp(seconds: 1_750_000_000))
        var stray = own
        stray.id = "stray"
        stray.clientID = nil
        own.notes = [.init(id: "1", body: "pw: hunter2hunter2")]
        for ticket in [own, stray] { _ = try await world.store.accept(try Deliveries.event(ticket)) }
        let log = EventLog()
        await (try world.workParts(log)).run(untilEmpty: true)
        #expect(log.outcomes == [.drafted: 2])
        let kept = try world.store.tickets(["own", "stray"], in: .client(client))
        #expect(kept.map(\.ticket.id) == ["own"])
        #expect(kept[0].ticket.clientID == client)
        for text in [kept[0].text, kept[0].ticket.body, kept[0].ticket.notes[0].body] {
            #expect(!text.contains("Tr0ub4dor") && !text.contains("hunter2"))
        }
        #expect(try world.store.tickets(["stray"], in: .sharedOnly).isEmpty)
    }

    @Test func badContentAndUnreadableSourcesAreRefusedWithoutQuotingThem() async throws {
        let world = try SampleWorld()
        var broken = try Deliveries.event(Deliveries.ticket("broken"))
        broken.ticket = Array(#"{"id": "broken", "subject": "secret words"}"#.utf8)
        _ = try await world.store.accept(broken)
        for (id, source) in [("named", "autotask"), ("gone", "halopsa"), ("later", "connectwise-psa")] {
            var event = try Deliveries.event(Deliveries.ticket(id), source: source)
            event.ticket = nil
            _ = try await world.store.accept(event)
        }
        let log = EventLog()
        await (try world.workParts(log, sources: ["halopsa": Nothing(), "connectwise-psa": Busy()]))
            .run(untilEmpty: true)
        #expect(log.outcomes == [.dead: 3, .delayed: 1])
        let dead = try world.store.jobs(JobFilter(states: [.dead]))
        #expect(dead.count == 3)
        for job in dead { #expect(job.reason?.contains("secret") == false) }
    }

    @Test func aTicketIsReadFromItsSourceAndNamedByTheJob() async throws {
        let world = try SampleWorld()
        let client = try #require(try world.store.clients().first).id
        var event = try Deliveries.event(Deliveries.ticket("77"), source: "halopsa")
        event.ticket = nil
        _ = try await world.store.accept(event)
        let log = EventLog()
        // The source's answer names another ticket, which must not be overwritten.
        let source = Fixed(
            ticket: Ticket(
                id: "1", clientID: client, subject: "VPN", body: "VPN is slow",
                createdAt: Timestamp(seconds: 1_750_000_000)))
        await (try world.workParts(log, sources: ["halopsa": source])).run(untilEmpty: true)
        #expect(log.records.keys.sorted() == ["77"])
        #expect(try world.store.tickets(["77", "1"], in: .client(client)).map(\.ticket.id) == ["77"])
    }

    @Test func whatHangsIsEndedByTheDeadlineAndOthersGoOn() async throws {
        let world = try SampleWorld()
        var hanging = try Deliveries.event(Deliveries.ticket("hang"), source: "halopsa")
        hanging.ticket = nil
        hanging.deadline = 0
        _ = try await world.store.accept(hanging)
        let isOver = Flag()
        let log = EventLog()
        let parts = try world.workParts(log, sources: ["halopsa": Hanging(isOver: isOver)], concurrency: 1) {
            $0.deadline = .milliseconds(300)
        }
        let run = Task { await parts.run() }
        await log.wait { $0.outcomes[.delayed] == 1 }
        _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("next")))
        await log.wait { $0.outcomes[.drafted] == 1 }
        isOver.raise()
        parts.worker.stop()
        await run.value
        let job = try #require(try world.store.jobs(JobFilter(states: [.delayed])).first)
        #expect(job.reason == "took longer than 0 s")
    }

    @Test func atTheEndRunningJobsAreHandedBackAndDoneByTheNext() async throws {
        let world = try SampleWorld()
        let isOver = Flag()
        var event = try Deliveries.event(Deliveries.ticket("slow"), source: "halopsa")
        event.ticket = nil
        _ = try await world.store.accept(event)
        let log = EventLog()
        let source = Hanging(isOver: isOver)
        let parts = try world.workParts(log, sources: ["halopsa": source], concurrency: 1) { _ in }
        var configuration = JobWorker.Configuration(owner: "w", jobs: 2)
        configuration.grace = .milliseconds(100)
        let worker = JobWorker(
            queue: world.store, enrichers: parts.enrichers, sources: ["halopsa": source],
            threads: WorkThreads(count: 1), changes: world.store.changes, configuration: configuration, observer: log)
        let run = Task { await worker.run() }
        await source.begun.wait()
        worker.stop()
        await run.value
        #expect(log.outcomes == [.released: 1])
        let job = try #require(try world.store.jobs(JobFilter(states: [.waiting])).first)
        #expect(job.attempts == 0)
        isOver.raise()
        await parts.run(untilEmpty: true)
        #expect(log.outcomes == [.released: 1, .drafted: 1])
    }

    @Test func newerContentDropsTheWorkOnTheOlder() async throws {
        let world = try SampleWorld()
        let gate = Flag()
        let source = HangingOnce(isOver: gate)
        var event = try Deliveries.event(Deliveries.ticket("t"), source: "halopsa")
        event.ticket = nil
        _ = try await world.store.accept(event)
        let log = EventLog()
        let parts = try world.workParts(log, sources: ["halopsa": source])
        let run = Task { await parts.run() }
        await source.begun.wait()
        var newer = try Deliveries.event(Deliveries.ticket("t", body: "New words"), source: "halopsa", version: 2)
        newer.deadline = 0
        _ = try await world.store.accept(newer)
        await log.wait { $0.outcomes[.drafted] == 1 }
        gate.raise()
        await log.wait { $0.outcomes[.lost] == 1 }
        parts.worker.stop()
        await run.value
        #expect(log.outcomes == [.drafted: 1, .lost: 1])
    }

    @Test func twoWorkersShareTheQueueAndMakeEachDraftOnce() async throws {
        let world = try SampleWorld()
        for number in 0..<30 { _ = try await world.store.accept(try Deliveries.event(Deliveries.ticket("t\(number)"))) }
        let second = try SQLiteStore.open(directory: world.directory)
        let logs = [EventLog(), EventLog()]
        let parts = [try world.workParts(logs[0]), try world.workParts(logs[1], store: second)]
        await withTaskGroup(of: Void.self) { group in
            for part in parts { group.addTask { await part.run(untilEmpty: true) } }
        }
        let made = logs.reduce(0) { $0 + ($1.outcomes[.drafted] ?? 0) }
        #expect(made == 30)
        #expect(Set(logs[0].records.keys).isDisjoint(with: logs[1].records.keys))
    }

    @Test func aSeatIsFreeAgainWhenItsHolderIsGone() throws {
        let folder = NSTemporaryDirectory() + "sidenote-seat-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var first: WorkerSeat? = try WorkerSeat.take(directory: folder)
        let second = try WorkerSeat.take(directory: folder)
        #expect(first?.owner == "worker-1" && second.owner == "worker-2")
        first = nil
        #expect(try WorkerSeat.take(directory: folder).owner == "worker-1")
    }
}
