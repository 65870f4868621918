import Domain
import Testing

/// What every implementation of `JobQueue` and `DeliveryStore` has to do. A new implementation runs all of `checks`
/// with its own factory.
struct JobQueueConformance: Sendable, CustomTestStringConvertible {
    typealias Queue = any JobQueue & DeliveryStore

    let name: String
    /// Called with a factory that returns a new, empty queue of the given rules each time.
    let run: @Sendable (_ make: (JobMachine) throws -> Queue) async throws -> Void

    var testDescription: String { name }

    static let checks = inbox + leases + attempts + lanes + listing

    /// Two attempts, waits of up to ten seconds.
    static let impatient = JobMachine(backoff: RetryBackoff(base: 10_000, cap: 10_000, maxAttempts: 2))
    static let start = WorkSample.start

    static func later(_ seconds: Int64) -> Timestamp { start.adding(seconds: seconds) }
    static func event(_ key: String, _ ticket: String, _ content: String = "a", version: Int64 = 1) -> InboundEvent {
        WorkSample.event(key, ticket: ticket, version: version, content: content)
    }
}

extension JobQueueConformance {
    static let inbox: [JobQueueConformance] = [
        .init(name: "a repeated delivery answers the first one's id and makes no job") { make in
            let queue = try make(JobMachine())
            let first = try await queue.accept(event("k", "1"))
            #expect(first.outcome == .queued)
            let again = try await queue.accept(event("k", "1"))
            #expect(again == DeliveryReceipt(id: first.id, outcome: .repeated))
            // The key alone makes it a repetition, whatever it says.
            #expect(try await queue.accept(event("k", "2", "other")).id == first.id)
            // Another source's keys are its own.
            let other = try await queue.accept(WorkSample.event("k", ticket: "1", source: "email"))
            #expect(other.outcome == .queued && other.id != first.id)
            #expect(try queue.count(.waiting) == 2)
        },
        .init(name: "fifty equal deliveries at once make one job") { make in
            let queue = try make(JobMachine())
            let receipts = try await withThrowingTaskGroup(of: DeliveryReceipt.self) { group in
                for _ in 0..<50 { group.addTask { try await queue.accept(event("k", "1")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(receipts.map(\.id)).count == 1)
            #expect(receipts.filter { $0.outcome == .queued }.count == 1)
            #expect(try queue.jobs(JobFilter()).count == 1)
        },
        .init(name: "an ignored delivery makes no job, and its repetition is known") { make in
            let queue = try make(JobMachine())
            let ignored = WorkSample.event("k", ticket: nil, action: .ignored)
            let first = try await queue.accept(ignored)
            #expect(first.outcome == .ignored)
            #expect(try await queue.accept(ignored) == DeliveryReceipt(id: first.id, outcome: .repeated))
            #expect(try queue.jobs(JobFilter()).isEmpty)
        },
        .init(name: "equal content makes one job") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1"))
            #expect(try await queue.accept(event("k2", "1", version: 7)).outcome == .unchanged)
            #expect(try queue.jobs(JobFilter()).count == 1)
            // What is older than the second event is outdated, though the second changed nothing.
            #expect(try await queue.accept(event("k3", "1", "b", version: 3)).outcome == .outdated)
        },
        .init(name: "older content that comes late changes nothing") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1", "new", version: 5))
            #expect(try await queue.accept(event("k2", "1", "old", version: 4)).outcome == .outdated)
            let job = try #require(try await queue.one())
            #expect(job.ticket == Array("new".utf8))
            #expect(try await queue.one() == nil)
        },
        .init(name: "what is ordered by arrival counts after the clock was set back") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1", "old", version: 9))
            var next = event("k2", "1", "new", version: 4)
            next.isOrderedByArrival = true
            #expect(try await queue.accept(next).outcome == .queued)
            let job = try #require(try await queue.one())
            #expect(job.ticket == Array("new".utf8))
            // The larger version stands: what the sender dates before it is late.
            #expect(try await queue.accept(event("k3", "1", "late", version: 8)).outcome == .outdated)
        },
        .init(name: "newer content takes the place of a job that waits or is worked on") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1", "a", version: 1))
            _ = try await queue.accept(event("k2", "1", "b", version: 2))
            let b = try #require(try await queue.one())
            #expect(b.ticket == Array("b".utf8))
            // Of the same version the one that came last counts.
            #expect(try await queue.accept(event("k3", "1", "c", version: 2)).outcome == .queued)
            await #expect(throws: LeaseLost.self) {
                try await queue.complete(b.job.id, b.lease, with: WorkSample.result("1"), now: start)
            }
            await #expect(throws: LeaseLost.self) {
                try await queue.heartbeat(b.job.id, b.lease, seconds: 60, now: start)
            }
            #expect(try await queue.drain() == ["1"])
            #expect(try queue.jobs(JobFilter(states: [.superseded])).count == 2)
            #expect(try queue.jobs(JobFilter(states: [.done])).count == 1)
        },
        .init(name: "content that comes back is worked on again unless it has its draft") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1", "a", version: 1))
            _ = try await queue.accept(event("k2", "1", "b", version: 2))
            #expect(try await queue.accept(event("k3", "1", "a", version: 3)).outcome == .queued)
            let job = try #require(try await queue.one())
            #expect(job.ticket == Array("a".utf8))
            _ = try await queue.complete(job.job.id, job.lease, with: WorkSample.result("1"), now: start)
            #expect(try await queue.accept(event("k4", "1", "b", version: 4)).outcome == .queued)
            #expect(try await queue.accept(event("k5", "1", "a", version: 5)).outcome == .unchanged)
            #expect(try await queue.one() == nil)
        },
        .init(name: "a deletion ends the ticket's jobs, and only newer content brings it back") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1", "a", version: 1))
            let deletion = WorkSample.event("k2", ticket: "1", version: 2, action: .deleted)
            #expect(try await queue.accept(deletion).outcome == .deleted)
            #expect(try await queue.one() == nil)
            #expect(try queue.count(.waiting) == 0)
            #expect(try await queue.accept(event("k3", "1", "b", version: 2)).outcome == .outdated)
            #expect(try await queue.accept(event("k4", "1", "a", version: 3)).outcome == .queued)
            #expect(try await queue.drain() == ["1"])
            let unknown = WorkSample.event("k5", ticket: "2", version: 9, action: .deleted)
            #expect(try await queue.accept(unknown).outcome == .deleted)
            #expect(try await queue.accept(event("k6", "2", "a", version: 8)).outcome == .outdated)
        },
    ]

    static let leases: [JobQueueConformance] = [
        .init(name: "an empty queue gives nothing") { make in
            let queue = try make(JobMachine())
            #expect(try await queue.lease(limit: 10, owner: "w", seconds: 60, now: start).isEmpty)
            #expect(try await queue.lease(limit: 0, owner: "w", seconds: 60, now: start).isEmpty)
            #expect(try await queue.releaseAll(owner: "w", now: start) == 0)
            #expect(try queue.job(1) == nil)
        },
        .init(name: "a job is given to one worker at a time") { make in
            let queue = try make(JobMachine())
            for number in 0..<40 { _ = try await queue.accept(event("k\(number)", "\(number)")) }
            let leased = try await withThrowingTaskGroup(of: [LeasedJob].self) { group in
                for worker in 0..<8 {
                    group.addTask { try await queue.lease(limit: 6, owner: "w\(worker)", seconds: 60, now: start) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(leased.count == 40)
            #expect(Set(leased.map(\.job.id)).count == 40)
            #expect(Set(leased.map(\.lease.token)).count == 40)
            #expect(try queue.count(.leased) == 40)
        },
        .init(name: "a job that names its ticket only has no content") { make in
            let queue = try make(JobMachine())
            var bare = event("k", "1")
            bare.ticket = nil
            _ = try await queue.accept(bare)
            let job = try #require(try await queue.one())
            #expect(job.ticket == nil)
            #expect(job.job.attempts == 1)
            #expect(job.lease == Lease(owner: "w", token: job.lease.token, until: later(60)))
        },
        .init(name: "an expired lease is given out again, and its first holder is fenced off") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k", "1"))
            let first = try #require(try await queue.one("one", seconds: 60, now: start))
            #expect(try await queue.one("two", now: later(59)) == nil)
            let second = try #require(try await queue.one("two", now: later(60)))
            #expect(second.job.id == first.job.id)
            #expect(second.lease.token > first.lease.token)
            #expect(second.job.attempts == 2)
            await #expect(throws: LeaseLost.self) {
                try await queue.complete(first.job.id, first.lease, with: WorkSample.result("1"), now: later(61))
            }
            let failure = JobFailure(reason: "late", isPermanent: true)
            await #expect(throws: LeaseLost.self) {
                try await queue.fail(first.job.id, first.lease, failure, now: later(61))
            }
            await #expect(throws: LeaseLost.self) {
                try await queue.release(first.job.id, first.lease, now: later(61))
            }
            let forged = Lease(owner: "one", token: second.lease.token, until: second.lease.until)
            await #expect(throws: LeaseLost.self) {
                try await queue.heartbeat(first.job.id, forged, seconds: 60, now: later(61))
            }
            _ = try await queue.complete(second.job.id, second.lease, with: WorkSample.result("1"), now: later(62))
            await #expect(throws: LeaseLost.self) {
                try await queue.complete(second.job.id, second.lease, with: WorkSample.result("1"), now: later(63))
            }
        },
        .init(name: "a lease that ran out is good as long as nobody took the job") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k", "1"))
            let job = try #require(try await queue.one(seconds: 10))
            let extended = try await queue.heartbeat(job.job.id, job.lease, seconds: 10, now: later(30))
            #expect(extended.until == later(40))
            #expect(extended.token == job.lease.token)
            #expect(try await queue.one("two", now: later(39)) == nil)
            _ = try await queue.complete(job.job.id, extended, with: WorkSample.result("1"), now: later(100))
            #expect(try queue.job(job.job.id)?.state == .done)
        },
        .init(name: "a clock set back holds no job for longer than the longest lease") { make in
            let queue = try make(JobMachine(longestLease: 600))
            _ = try await queue.accept(event("k", "1"))
            _ = try await queue.one("one", seconds: 60, now: later(1_000_000))
            #expect(try await queue.one("two", now: start) != nil)
        },
        .init(name: "a job handed back is ready at once, and the attempt does not count") { make in
            let queue = try make(impatient)
            _ = try await queue.accept(event("k1", "1"))
            for _ in 0..<5 {
                let job = try #require(try await queue.one())
                #expect(job.job.attempts == 1)
                try await queue.release(job.job.id, job.lease, now: start)
            }
        },
        .init(name: "what an ended worker held is ready at once") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k1", "1"))
            _ = try await queue.accept(event("k2", "2"))
            _ = try await queue.lease(limit: 2, owner: "before", seconds: 3_600, now: start)
            #expect(try await queue.releaseAll(owner: "other", now: start) == 0)
            #expect(try await queue.releaseAll(owner: "before", now: start) == 2)
            #expect(try await queue.drain().sorted() == ["1", "2"])
        },
        .init(name: "a job that ends its worker again and again is given up") { make in
            let queue = try make(JobMachine(backoff: RetryBackoff(maxAttempts: 3)))
            _ = try await queue.accept(event("k", "1"))
            for _ in 0..<12 {
                _ = try #require(try await queue.one("w"))
                #expect(try await queue.releaseAll(owner: "w", now: start) == 1)
            }
            #expect(try await queue.one("w") == nil)
            #expect(try queue.count(.dead) == 1)
        },
    ]
}
