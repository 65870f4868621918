import Domain
import Testing

extension JobQueueConformance {
    static let attempts: [JobQueueConformance] = [
        .init(name: "a failed job waits, then is tried again, then is dead with its reason") { make in
            let queue = try make(impatient)
            _ = try await queue.accept(event("k", "1"))
            let first = try #require(try await queue.one())
            try await queue.fail(
                first.job.id, first.lease, JobFailure(reason: "no answer", isPermanent: false), now: start)
            let delayed = try #require(try queue.job(first.job.id))
            #expect(delayed.state == .delayed && delayed.reason == "no answer" && delayed.lease == nil)
            #expect(delayed.runAt >= start && delayed.runAt <= later(10))
            let second = try #require(try await queue.one(now: later(10)))
            #expect(second.job.attempts == 2)
            try await queue.fail(
                second.job.id, second.lease, JobFailure(reason: "again", isPermanent: false), now: later(11))
            let dead = try #require(try queue.job(first.job.id))
            #expect(dead.state == .dead && dead.reason == "again" && dead.finishedAt == later(11))
            #expect(try await queue.one(now: later(10_000)) == nil)
        },
        .init(name: "a permanent failure is final at once, and a person may retry it") { make in
            let queue = try make(JobMachine())
            _ = try await queue.accept(event("k", "1", "body"))
            let job = try #require(try await queue.one())
            try await queue.fail(job.job.id, job.lease, JobFailure(reason: "gone", isPermanent: true), now: start)
            #expect(try queue.count(.dead) == 1)
            try await queue.retry(job.job.id, by: WorkSample.lead, now: start)
            let again = try #require(try await queue.one())
            #expect(again.ticket == Array("body".utf8))
            #expect(again.job.attempts == 1 && again.job.reason == nil)
            await #expect(throws: JobRefusal.state(.leased)) {
                try await queue.retry(job.job.id, by: WorkSample.lead, now: start)
            }
            await #expect(throws: JobRefusal.unknown) {
                try await queue.retry(job.job.id + 1_000, by: WorkSample.lead, now: start)
            }
        },
        .init(name: "a ticket that stops its workers is given up") { make in
            let queue = try make(impatient)
            _ = try await queue.accept(event("k", "1"))
            let id = try #require(try await queue.one(now: start)).job.id
            #expect(try await queue.one(now: later(100)) != nil)
            #expect(try await queue.one(now: later(200)) == nil)
            let dead = try #require(try queue.job(id))
            #expect(dead.state == .dead)
            #expect(dead.reason == "the worker stopped 2 times while working on it")
        },
        .init(name: "newer content takes the place of a job that waits for its retry, or is dead") { make in
            for isPermanent in [false, true] {
                let queue = try make(impatient)
                _ = try await queue.accept(event("k1", "1", "a"))
                let job = try #require(try await queue.one())
                try await queue.fail(
                    job.job.id, job.lease, JobFailure(reason: "x", isPermanent: isPermanent), now: start)
                _ = try await queue.accept(event("k2", "1", "b", version: 2))
                #expect(try queue.job(job.job.id)?.state == .superseded)
                #expect(try await queue.drain(now: later(60)) == ["1"])
            }
        },
    ]

    static let lanes: [JobQueueConformance] = [
        .init(name: "within a lane the earliest deadline goes first") { make in
            let queue = try make(JobMachine())
            for (ticket, deadline) in [("a", 30), ("b", 10), ("c", 20), ("d", 10)] as [(String, Int64)] {
                _ = try await queue.accept(WorkSample.event(ticket, ticket: ticket, deadline: deadline))
            }
            #expect(try await queue.drain() == ["b", "d", "c", "a"])
        },
        .init(name: "between lanes the earliest deadline goes first, as far as fairness allows") { make in
            let queue = try make(JobMachine())
            for number in 0..<6 {
                _ = try await queue.accept(
                    WorkSample.event("u\(number)", ticket: "u\(number)", lane: "urgent", deadline: 1))
                _ = try await queue.accept(
                    WorkSample.event("c\(number)", ticket: "c\(number)", lane: "calm", deadline: 9_999))
            }
            let order = try await queue.drain()
            #expect(order.prefix(4).allSatisfy { $0.hasPrefix("u") })
            #expect(order.firstIndex(of: "c0").map { $0 <= 4 } == true)
            #expect(order.count == 12)
        },
        .init(name: "a flood in one lane delays another by a few jobs only") { make in
            let queue = try make(JobMachine())
            for number in 0..<500 {
                _ = try await queue.accept(
                    WorkSample.event("f\(number)", ticket: "f\(number)", lane: "flood", deadline: 1))
            }
            for _ in 0..<50 { _ = try await queue.one() }
            for number in 0..<5 {
                _ = try await queue.accept(
                    WorkSample.event("s\(number)", ticket: "s\(number)", lane: "small", deadline: 99_999))
            }
            var positions: [Int] = []
            for position in 0..<60 {
                let job = try #require(try await queue.one())
                if job.job.lane == "small" { positions.append(position) }
            }
            #expect(positions.count == 5)
            // Its job number n waits for at most `lead` jobs of the other lane for each of its own.
            for (number, position) in positions.enumerated() {
                #expect(position <= Int(FairShare.lead) + 2 * number, "\(positions)")
            }
        },
        .init(name: "a lane that was idle has saved up nothing") { make in
            let queue = try make(JobMachine())
            // `idle` is known, and has had one job long ago.
            _ = try await queue.accept(WorkSample.event("i", ticket: "i", lane: "idle"))
            #expect(try await queue.drain() == ["i"])
            for number in 0..<100 {
                _ = try await queue.accept(WorkSample.event("b\(number)", ticket: "b\(number)", lane: "busy"))
            }
            for _ in 0..<50 { _ = try await queue.one() }
            for number in 0..<100 {
                _ = try await queue.accept(
                    WorkSample.event("i\(number)", ticket: "i\(number)", lane: "idle", deadline: 1))
            }
            var idle = 0
            for _ in 0..<20 where try await queue.one()?.job.lane == "idle" { idle += 1 }
            #expect((10...14).contains(idle), "\(idle)")
        },
        .init(name: "nothing is given out while paused, and a pause earns nothing") { make in
            let queue = try make(JobMachine())
            for number in 0..<40 {
                for lane in ["a", "b"] {
                    _ = try await queue.accept(
                        WorkSample.event("\(lane)\(number)", ticket: "\(lane)\(number)", lane: lane))
                }
            }
            try await queue.setPaused(true, lane: nil, by: WorkSample.lead, now: start)
            #expect(try await queue.one() == nil)
            #expect(try queue.queueFigures(now: start).isPaused)
            try await queue.setPaused(false, lane: nil, by: WorkSample.lead, now: start)
            try await queue.setPaused(true, lane: "a", by: WorkSample.lead, now: start)
            #expect(try queue.queueFigures(now: start).pausedLanes == ["a"])
            for _ in 0..<20 { #expect(try await queue.one()?.job.lane == "b") }
            try await queue.setPaused(false, lane: "a", by: WorkSample.lead, now: start)
            var a = 0
            for _ in 0..<20 where try await queue.one()?.job.lane == "a" { a += 1 }
            #expect((8...14).contains(a), "\(a)")
            // A lane may be paused before it has had a job.
            try await queue.setPaused(true, lane: "c", by: WorkSample.lead, now: start)
            _ = try await queue.accept(WorkSample.event("c", ticket: "c", lane: "c", deadline: 0))
            #expect(try await !queue.drain().contains("c"))
            #expect(try queue.count(.waiting) == 1)
        },
    ]

    static let listing: [JobQueueConformance] = [
        .init(name: "jobs are listed newest first, page by page, by state and lane") { make in
            let queue = try make(JobMachine())
            for number in 0..<25 {
                let lane = number % 2 == 0 ? "even" : "odd"
                _ = try await queue.accept(WorkSample.event("k\(number)", ticket: "\(number)", lane: lane))
            }
            for _ in 0..<5 { _ = try await queue.one() }
            var seen: [Int64] = []
            var filter = JobFilter(limit: 10)
            while let last = try queue.jobs(filter).last {
                seen += try queue.jobs(filter).map(\.id)
                filter.before = last.id
            }
            #expect(seen.count == 25)
            #expect(seen == seen.sorted(by: >))
            #expect(try queue.jobs(JobFilter(states: [.leased], limit: 50)).count == 5)
            #expect(try queue.jobs(JobFilter(states: [.leased, .waiting], limit: 50)).map(\.id) == seen)
            #expect(try queue.jobs(JobFilter(states: [.waiting, .leased], lane: "odd", limit: 50)).count == 12)
            #expect(try queue.jobs(JobFilter(states: [.dead])).isEmpty)
            #expect(try queue.jobs(JobFilter(limit: 0)).isEmpty)
        },
        .init(name: "figures tell what waits, and for how long") { make in
            let queue = try make(impatient)
            #expect(try queue.queueFigures(now: start).oldestWaitingMilliseconds == 0)
            for number in 0..<4 { _ = try await queue.accept(event("k\(number)", "\(number)")) }
            let failing = try await queue.lease(limit: 2, owner: "w", seconds: 60, now: start)
            for (job, isPermanent) in zip(failing, [false, true]) {
                try await queue.fail(
                    job.job.id, job.lease, JobFailure(reason: "x", isPermanent: isPermanent), now: start)
            }
            let jobs = try queue.jobs(JobFilter())
            let oldest = try #require(jobs.filter { $0.state == .waiting }.map(\.enqueuedAt).min())
            let figures = try queue.queueFigures(now: oldest.adding(seconds: 5))
            #expect(figures.counts[.waiting] == 2 && figures.counts[.delayed] == 1)
            #expect(figures.counts[.dead] == 1 && figures.counts[.leased] == 0)
            #expect(figures.oldestWaitingMilliseconds == 5_000)
        },
    ]
}
