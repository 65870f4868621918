import Domain
import Testing

@testable import Storage

/// Does random things to a queue and knows, more simply than the queue, what each must answer.
struct QueueModel {
    struct Ticket {
        var content: String
        var version: Int64
        var isDeleted: Bool
    }

    struct Held {
        var job: LeasedJob
        var content: String
    }

    let store: SQLiteStore
    var random: SeededGenerator
    var now = WorkSample.start
    var tickets: [String: Ticket] = [:]
    /// Ticket and content of each draft.
    var drafts: Set<[String]> = []
    /// Leases that must be good, and some that must not be.
    var held: [Held] = []
    var lost: [Held] = []
    var keys: [InboundEvent] = []

    init(store: SQLiteStore, seed: UInt64) {
        self.store = store
        random = SeededGenerator(state: seed)
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: try await change()
        case 35..<40: try await delete()
        case 40..<45: try await repeatDelivery()
        case 45..<65: try await lease(limit: Int.random(in: 1...3, using: &random))
        case 65..<80: try await end()
        case 80..<84: try await useLostLease()
        case 84..<88: try await heartbeat()
        case 88..<94: now = now.adding(seconds: Int64.random(in: -100...100, using: &random))
        case 94..<97: try await restart()
        default: try await retryDead()
        }
    }

    // MARK: Deliveries

    private mutating func change() async throws {
        let ticket = "t\(Int.random(in: 0..<8, using: &random))"
        let content = "c\(Int.random(in: 0..<4, using: &random))"
        let known = tickets[ticket]
        let version = max(1, (known?.version ?? 1) + Int64.random(in: -1...2, using: &random))
        let receipt = try await accept(ticket, version, content, .changed)
        if let known, !known.isDeleted, known.content == content {
            #expect(receipt.outcome == .unchanged)
            tickets[ticket]?.version = max(known.version, version)
        } else if let known, version < known.version || (known.isDeleted && version == known.version) {
            #expect(receipt.outcome == .outdated)
        } else {
            tickets[ticket] = Ticket(content: content, version: version, isDeleted: false)
            #expect(receipt.outcome == (drafts.contains([ticket, content]) ? .unchanged : .queued))
            lose { $0.job.job.ticketID.rawValue == ticket && $0.content != content }
        }
    }

    private mutating func delete() async throws {
        let ticket = "t\(Int.random(in: 0..<8, using: &random))"
        let known = tickets[ticket]
        let version = max(1, (known?.version ?? 1) + Int64.random(in: -1...1, using: &random))
        let receipt = try await accept(ticket, version, "", .deleted)
        if let known, !known.isDeleted, version < known.version {
            #expect(receipt.outcome == .outdated)
        } else {
            #expect(receipt.outcome == .deleted)
            tickets[ticket] = Ticket(
                content: known?.content ?? "", version: max(known?.version ?? 0, version), isDeleted: true)
            lose { $0.job.job.ticketID.rawValue == ticket }
        }
    }

    private mutating func repeatDelivery() async throws {
        guard var event = keys.randomElement(using: &random) else { return }
        event.version = .max
        #expect(try await store.accept(event).outcome == .repeated)
    }

    private mutating func accept(
        _ ticket: String, _ version: Int64, _ content: String, _ action: InboundEvent.Action
    ) async throws -> DeliveryReceipt {
        let event = WorkSample.event(
            "k\(keys.count)", ticket: ticket, version: version, content: content,
            lane: "lane\(Int.random(in: 0..<3, using: &random))", deadline: Int64.random(in: 0..<50, using: &random),
            action: action)
        keys.append(event)
        return try await store.accept(event)
    }

    // MARK: Work

    private mutating func lease(limit: Int) async throws {
        let jobs = try await store.lease(limit: limit, owner: "w", seconds: 60, now: now)
        let longest = now.adding(seconds: store.machine.longestLease)
        lose { [now] in $0.job.lease.until <= now || $0.job.lease.until > longest }
        for job in jobs {
            #expect(!held.contains { $0.job.job.id == job.job.id }, "given out twice")
            let ticket = try #require(tickets[job.job.ticketID.rawValue])
            let body = try #require(job.ticket.map { String(decoding: $0, as: UTF8.self) })
            #expect(!ticket.isDeleted && ticket.content == body)
            held.append(Held(job: job, content: body))
        }
    }

    private mutating func end() async throws {
        guard let index = held.indices.randomElement(using: &random) else { return }
        let one = held.remove(at: index)
        lost.append(one)
        let (job, lease) = (one.job.job, one.job.lease)
        switch Int.random(in: 0..<6, using: &random) {
        case 0..<3:
            _ = try await store.complete(job.id, lease, with: WorkSample.result(job.ticketID), now: now)
            #expect(drafts.insert([job.ticketID.rawValue, one.content]).inserted)
        case 3: try await store.release(job.id, lease, now: now)
        default:
            let isPermanent = Bool.random(using: &random)
            try await store.fail(job.id, lease, JobFailure(reason: "x", isPermanent: isPermanent), now: now)
        }
    }

    private mutating func useLostLease() async throws {
        guard let one = lost.randomElement(using: &random) else { return }
        await #expect(throws: LeaseLost.self) {
            try await store.complete(
                one.job.job.id, one.job.lease, with: WorkSample.result(one.job.job.ticketID), now: now)
        }
    }

    private mutating func heartbeat() async throws {
        guard let index = held.indices.randomElement(using: &random) else { return }
        held[index].job.lease = try await store.heartbeat(
            held[index].job.job.id, held[index].job.lease, seconds: 60, now: now)
    }

    private mutating func restart() async throws {
        #expect(try await store.releaseAll(owner: "w", now: now) == held.count)
        lose { _ in true }
    }

    private mutating func retryDead() async throws {
        for job in try store.jobs(JobFilter(states: [.dead])) {
            try await store.retry(job.id, by: WorkSample.lead, now: now)
        }
    }

    private mutating func lose(_ isLost: (Held) -> Bool) {
        lost += held.filter(isLost)
        held.removeAll(where: isLost)
    }

    /// Works until nothing is left.
    mutating func finish() async throws {
        try await restart()
        now = now.adding(seconds: 10_000)
        try await retryDead()
        while true {
            try await lease(limit: 5)
            if held.isEmpty { return }
            for one in held {
                _ = try await store.complete(
                    one.job.job.id, one.job.lease, with: WorkSample.result(one.job.job.ticketID), now: now)
                drafts.insert([one.job.job.ticketID.rawValue, one.content])
            }
            held = []
        }
    }
}
