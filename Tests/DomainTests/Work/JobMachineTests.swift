import Domain
import Testing

@Suite struct JobMachineTests {
    typealias Step = @Sendable (JobMachine, Job) throws(JobRefusal) -> Job

    static let now = JobSample.now
    static let held = JobSample.lease
    static let steps: [(name: String, step: Step, after: [Job.State: Job.State], refusal: JobRefusal?)] = [
        (
            "lease",
            { (machine, job) throws(JobRefusal) in
                try machine.lease(job, owner: "w", token: 8, seconds: 60, now: now)
            }, [.waiting: .leased], nil
        ),
        (
            "heartbeat",
            { (machine, job) throws(JobRefusal) in
                try machine.heartbeat(job, held, seconds: 60, now: now)
            }, [.leased: .leased], .leaseLost
        ),
        (
            "complete", { (machine, job) throws(JobRefusal) in try machine.complete(job, held, now: now) },
            [.leased: .done], .leaseLost
        ),
        (
            "fail",
            { (machine, job) throws(JobRefusal) in
                var jitter = ConstantGenerator.low
                let failure = JobFailure(reason: "x", isPermanent: false)
                return try machine.fail(job, held, failure, now: now, jitter: &jitter)
            }, [.leased: .delayed], .leaseLost
        ),
        (
            "release", { (machine, job) throws(JobRefusal) in try machine.release(job, held, now: now) },
            [.leased: .waiting], .leaseLost
        ),
        (
            "expire",
            { (machine, job) throws(JobRefusal) in
                try machine.expire(job, now: now.adding(seconds: 60))
            }, [.leased: .waiting], nil
        ),
        (
            "reclaim", { (machine, job) throws(JobRefusal) in try machine.reclaim(job, now: now) },
            [.leased: .waiting], nil
        ),
        (
            "wake", { (machine, job) throws(JobRefusal) in try machine.wake(job, now: now) },
            [.delayed: .waiting], nil
        ),
        (
            "retry", { (machine, job) throws(JobRefusal) in try machine.retry(job, now: now) },
            [.dead: .waiting], nil
        ),
        (
            "supersede", { (machine, job) throws(JobRefusal) in try machine.supersede(job, now: now) },
            [.waiting: .superseded, .delayed: .superseded, .leased: .superseded, .dead: .superseded], nil
        ),
        (
            "revive",
            { (machine, job) throws(JobRefusal) in
                try machine.revive(job, delivery: 4, lane: "other", deadline: 5, now: now)
            }, [.done: .waiting, .dead: .waiting, .superseded: .waiting], nil
        ),
    ]

    @Test(arguments: steps.indices, Job.State.allCases)
    func everyStepFromEveryState(_ index: Int, _ state: Job.State) {
        let (name, step, after, refusal) = Self.steps[index]
        let job = JobSample.job(state)
        guard let expected = after[state] else {
            #expect(throws: refusal ?? .state(state), "\(name)") { try step(JobMachine(), job) }
            return
        }
        #expect(throws: Never.self) {
            let next = try step(JobMachine(), job)
            #expect(next.state == expected, "\(name)")
            // What holds of every job in a state, however it came there.
            #expect((next.lease != nil) == (next.state == .leased), "\(name)")
            #expect((next.finishedAt != nil) == [.done, .dead, .superseded].contains(next.state), "\(name)")
            #expect(next.id == job.id && next.ticketID == job.ticketID && next.contentHash == job.contentHash)
        }
    }

    @Test(arguments: [
        Lease(owner: "w", token: 6, until: held.until), Lease(owner: "w", token: 8, until: held.until),
        Lease(owner: "v", token: 7, until: held.until),
    ])
    func anotherLeaseIsRefused(_ lease: Lease) {
        let job = JobSample.job(.leased)
        let machine = JobMachine()
        var jitter = ConstantGenerator.low
        #expect(throws: JobRefusal.leaseLost) {
            try machine.heartbeat(job, lease, seconds: 60, now: Self.now)
        }
        #expect(throws: JobRefusal.leaseLost) { try machine.complete(job, lease, now: Self.now) }
        #expect(throws: JobRefusal.leaseLost) { try machine.release(job, lease, now: Self.now) }
        #expect(throws: JobRefusal.leaseLost) {
            try machine.fail(
                job, lease, JobFailure(reason: "", isPermanent: true), now: Self.now, jitter: &jitter)
        }
    }

    @Test(
        arguments: [(0, 0...5_000), (60_000, 60_000...65_000), (9_000_000, 900_000...900_000)]
            as [(Int64, ClosedRange<Int64>)])
    func aPauseThatWasAskedForIsKept(_ pause: Int64, _ expected: ClosedRange<Int64>) throws {
        let machine = JobMachine(backoff: RetryBackoff(base: 5_000, cap: 900_000))
        var jitter = SystemRandomNumberGenerator()
        var job = JobSample.job(.waiting, attempts: 0)
        job = try machine.lease(job, owner: "w", token: 1, seconds: 60, now: Self.now)
        let failure = JobFailure(reason: "too often", isPermanent: false, pause: pause)
        job = try machine.fail(job, try #require(job.lease), failure, now: Self.now, jitter: &jitter)
        #expect(expected.contains(job.runAt.milliseconds - Self.now.milliseconds))
        #expect(!machine.isDue(job, now: Self.now) || job.runAt == Self.now)
    }

    @Test func attemptsAreCounted() throws {
        let machine = JobMachine(backoff: RetryBackoff(maxAttempts: 2))
        var jitter = ConstantGenerator.high
        var job = JobSample.job(.waiting, attempts: 0)
        job = try machine.lease(job, owner: "w", token: 1, seconds: 60, now: Self.now)
        job = try machine.release(job, try #require(job.lease), now: Self.now)
        #expect(job.attempts == 0)
        job = try machine.lease(job, owner: "w", token: 2, seconds: 60, now: Self.now)
        let failure = JobFailure(reason: "no answer", isPermanent: false)
        job = try machine.fail(job, try #require(job.lease), failure, now: Self.now, jitter: &jitter)
        #expect(job.state == .delayed && job.attempts == 1 && job.reason == "no answer")
        job = try machine.wake(job, now: job.runAt)
        job = try machine.lease(job, owner: "w", token: 3, seconds: 60, now: Self.now)
        job = try machine.fail(job, try #require(job.lease), failure, now: Self.now, jitter: &jitter)
        #expect(job.state == .dead && job.attempts == 2)
        job = try machine.retry(job, now: Self.now)
        #expect(job.attempts == 0 && job.reason == nil)
    }

    @Test(
        arguments: [
            (1, nil, "the worker stopped once while working on it"),
            (8, nil, "the worker stopped 8 times while working on it"),
            (8, "no answer", "the worker stopped while working on it; the failure before: no answer"),
        ] as [(Int, String?, String)])
    func aWorkerThatKeepsStoppingIsTold(_ attempts: Int, _ before: String?, _ reason: String) throws {
        let machine = JobMachine(backoff: RetryBackoff(maxAttempts: attempts))
        let job = JobSample.job(.leased, attempts: attempts, reason: before)
        let dead = try machine.expire(job, now: Self.now.adding(seconds: 60))
        #expect(dead.state == .dead && dead.reason == reason)
        let once = JobMachine(backoff: RetryBackoff(maxAttempts: attempts + 1))
        #expect(try once.expire(job, now: Self.now.adding(seconds: 60)).state == .waiting)
    }

    @Test func reasonsAreBounded() throws {
        let long = JobFailure(reason: String(repeating: "x", count: 9_000), isPermanent: true)
        #expect(long.reason.count == 500)
        let job = JobSample.job(.leased, attempts: 99, reason: long.reason)
        #expect(try JobMachine().expire(job, now: Self.now.adding(seconds: 60)).reason?.count == 500)
    }

    @Test(arguments: [(-5, 1), (0, 1), (60, 60), (3_600, 3_600), (Int64.max, 3_600)] as [(Int64, Int64)])
    func leasesAreBounded(_ asked: Int64, _ given: Int64) throws {
        let job = try JobMachine().lease(
            JobSample.job(.waiting), owner: "w", token: 8, seconds: asked, now: Self.now)
        #expect(job.lease?.until == Self.now.adding(seconds: given))
    }
}
