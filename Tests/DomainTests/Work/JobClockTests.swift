import Domain
import Testing

/// What the machine makes of a clock that goes on, jumps ahead, or is set back. Times in seconds from the start.
@Suite struct JobClockTests {
    static let start = JobSample.now

    /// The lease of the sample ends at 60; the longest lease is 600.
    @Test(
        arguments: [
            (0, false), (59, false), (60, true), (61, true), (1_000_000_000, true),
            // Set back: within what a lease can last it may be a live one, beyond that it is not.
            (-539, false), (-540, false), (-541, true), (-1_000_000_000, true),
        ] as [(Int64, Bool)])
    func leasesExpire(_ at: Int64, _ isExpired: Bool) {
        let machine = JobMachine(longestLease: 600)
        let job = JobSample.job(.leased)
        let now = Self.start.adding(seconds: at)
        #expect(machine.isExpired(job, now: now) == isExpired)
        if isExpired {
            #expect(throws: Never.self) { try machine.expire(job, now: now) }
        } else {
            #expect(throws: JobRefusal.tooEarly) { try machine.expire(job, now: now) }
        }
    }

    /// The wait ends at 60; the longest wait is 900.
    @Test(
        arguments: [
            (0, false), (59, false), (60, true), (1_000_000_000, true), (-840, false), (-841, true),
            (-1_000_000_000, true),
        ] as [(Int64, Bool)])
    func waitsEnd(_ at: Int64, _ isDue: Bool) {
        let machine = JobMachine()
        let job = JobSample.job(.delayed, runAt: Self.start.adding(seconds: 60))
        let now = Self.start.adding(seconds: at)
        #expect(machine.isDue(job, now: now) == isDue)
        if isDue {
            #expect(throws: Never.self) { try machine.wake(job, now: now) }
        } else {
            #expect(throws: JobRefusal.tooEarly) { try machine.wake(job, now: now) }
        }
    }

    @Test(arguments: [0, 60, 61, 1_000_000_000, -1_000_000_000] as [Int64])
    func aLeaseThatNobodyElseTookStaysGood(_ at: Int64) throws {
        let machine = JobMachine()
        let job = JobSample.job(.leased)
        let now = Self.start.adding(seconds: at)
        let extended = try machine.heartbeat(job, JobSample.lease, seconds: 30, now: now)
        // From now, not from the old end: so a heartbeat also mends a lease from before the clock was set back.
        #expect(extended.lease?.until == now.adding(seconds: 30))
        #expect(!machine.isExpired(extended, now: now))
        #expect(try machine.complete(job, JobSample.lease, now: now).state == .done)
    }

    @Test func whoComesBackAfterAJumpFindsTheJobTaken() throws {
        let machine = JobMachine()
        let first = JobSample.job(.leased)
        let later = Self.start.adding(seconds: 3_600)
        let second = try machine.lease(
            try machine.expire(first, now: later), owner: "v", token: 8, seconds: 60, now: later)
        // The clock is set right again; the first worker's time seems not to be over.
        #expect(throws: JobRefusal.leaseLost) {
            try machine.complete(second, JobSample.lease, now: Self.start)
        }
        #expect(try machine.complete(second, try #require(second.lease), now: Self.start).state == .done)
    }
}

@Suite struct RetryBackoffTests {
    @Test(
        arguments: [
            (0, 5_000), (1, 5_000), (2, 10_000), (3, 20_000), (7, 320_000), (8, 640_000), (9, 900_000), (10, 900_000),
            (63, 900_000), (64, 900_000), (Int.max, 900_000),
        ] as [(Int, Int64)])
    func theCeilingDoublesUpToTheCap(_ attempt: Int, _ ceiling: Int64) {
        let backoff = RetryBackoff()
        #expect(backoff.ceiling(afterAttempt: attempt) == ceiling)
        var low = ConstantGenerator.low
        var high = ConstantGenerator.high
        #expect(backoff.delay(afterAttempt: attempt, jitter: &low) == 0)
        #expect(backoff.delay(afterAttempt: attempt, jitter: &high) == ceiling)
    }

    @Test func oddNumbersAreMadeSensible() {
        #expect(RetryBackoff(base: -1, cap: -1, maxAttempts: 0) == RetryBackoff(base: 0, cap: 0, maxAttempts: 1))
        #expect(RetryBackoff(base: .max, cap: .max).ceiling(afterAttempt: 9) == .max)
    }
}
