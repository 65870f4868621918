/// The life of a job: each step takes a job and the time and gives the job after it, or says why not. No input or
/// output; a store loads a job, takes a step and writes the result.
///
/// ```
/// waiting ──lease──────────▶ leased ──complete──▶ done
///    ▲                         │  ├──fail──▶ delayed ──wake──▶ waiting
///    ├──release, expire, reclaim┘  └──fail, expire, reclaim──▶ dead ──retry──▶ waiting
///    └──revive── done, dead, superseded ◀──supersede── waiting, delayed, leased, dead
/// ```
///
/// The clock may jump. Forward, leases end and waits are over early: a lease that nobody else took meanwhile is still
/// good. Back, no lease and no wait lasts longer than the longest there can be, counted from the new time.
public struct JobMachine: Hashable, Sendable {
    public var backoff: RetryBackoff
    /// No lease is longer, in seconds.
    public var longestLease: Int64

    public init(backoff: RetryBackoff = RetryBackoff(), longestLease: Int64 = 3_600) {
        self.backoff = backoff
        self.longestLease = max(1, longestLease)
    }

    // MARK: Working on it

    /// Gives the job to `owner`. `token` must be larger than that of every lease before.
    public func lease(
        _ job: Job, owner: String, token: Int64, seconds: Int64, now: Timestamp
    ) throws(JobRefusal) -> Job {
        guard job.state == .waiting else { throw .state(job.state) }
        var next = job
        next.state = .leased
        next.attempts += 1
        next.lease = Lease(owner: owner, token: token, until: end(seconds, now))
        return next
    }

    /// Extends the lease to `seconds` from now, also one whose time ran out if nobody took the job meanwhile.
    public func heartbeat(_ job: Job, _ lease: Lease, seconds: Int64, now: Timestamp) throws(JobRefusal) -> Job {
        var next = try held(job, lease)
        next.lease = Lease(owner: lease.owner, token: lease.token, until: end(seconds, now))
        return next
    }

    /// Ends the job with its result, also when the lease's time ran out if nobody took the job meanwhile.
    public func complete(_ job: Job, _ lease: Lease, now: Timestamp) throws(JobRefusal) -> Job {
        ended(try held(job, lease), .done, reason: nil, now)
    }

    /// Ends an attempt without a result: delayed, or dead when trying again cannot help or attempts are used up.
    public func fail(
        _ job: Job, _ lease: Lease, _ failure: JobFailure, now: Timestamp, jitter: inout some RandomNumberGenerator
    ) throws(JobRefusal) -> Job {
        var next = try held(job, lease)
        if failure.isPermanent || job.attempts >= backoff.maxAttempts {
            return ended(next, .dead, reason: failure.reason, now)
        }
        next.state = .delayed
        next.lease = nil
        next.reason = failure.reason
        let delay = backoff.delay(afterAttempt: job.attempts, jitter: &jitter)
        // On top of the pause that was asked for, so that those who were told the same do not come back together.
        let pause = min(failure.pause, backoff.cap)
        next.runAt = Timestamp(milliseconds: now.milliseconds + min(pause + delay, backoff.cap))
        return next
    }

    /// Hands the job back unfinished: ready at once, and the attempt does not count.
    public func release(_ job: Job, _ lease: Lease, now: Timestamp) throws(JobRefusal) -> Job {
        var next = ready(try held(job, lease), now)
        next.attempts = max(0, job.attempts - 1)
        return next
    }

    // MARK: Time

    /// Whether the lease's time is over.
    public func isExpired(_ job: Job, now: Timestamp) -> Bool {
        guard job.state == .leased, let lease = job.lease else { return false }
        return lease.until <= now || lease.until > now.adding(seconds: longestLease)
    }

    /// Takes the job from a worker whose lease is over. The attempt counts: a ticket that makes workers crash must not
    /// do so for ever.
    public func expire(_ job: Job, now: Timestamp) throws(JobRefusal) -> Job {
        guard job.state == .leased else { throw .state(job.state) }
        guard isExpired(job, now: now) else { throw .tooEarly }
        return abandoned(job, limit: backoff.maxAttempts, now)
    }

    /// Takes the job from a worker that is known to have ended, whatever is left of its lease. The attempt counts, but a
    /// machine that is restarted again and again is not the ticket's doing: it takes four times as many to give up.
    public func reclaim(_ job: Job, now: Timestamp) throws(JobRefusal) -> Job {
        guard job.state == .leased else { throw .state(job.state) }
        return abandoned(job, limit: 4 * backoff.maxAttempts, now)
    }

    private func abandoned(_ job: Job, limit: Int, _ now: Timestamp) -> Job {
        guard job.attempts >= limit else { return ready(job, now) }
        let times = job.attempts == 1 ? "once" : "\(job.attempts) times"
        let reason =
            job.reason.map { "the worker stopped while working on it; the failure before: \($0)" }
            ?? "the worker stopped \(times) while working on it"
        return ended(job, .dead, reason: reason, now)
    }

    /// Whether a delayed job's wait is over.
    public func isDue(_ job: Job, now: Timestamp) -> Bool {
        job.state == .delayed
            && (job.runAt <= now || job.runAt.milliseconds > now.milliseconds + backoff.cap)
    }

    /// Makes a delayed job ready whose wait is over.
    public func wake(_ job: Job, now: Timestamp) throws(JobRefusal) -> Job {
        guard job.state == .delayed else { throw .state(job.state) }
        guard isDue(job, now: now) else { throw .tooEarly }
        return ready(job, now)
    }

    // MARK: From outside

    /// Makes a dead job ready again, with all its attempts.
    public func retry(_ job: Job, now: Timestamp) throws(JobRefusal) -> Job {
        guard job.state == .dead else { throw .state(job.state) }
        return renewed(job, now)
    }

    /// Newer content of the ticket takes the job's place, or the ticket was deleted.
    public func supersede(_ job: Job, now: Timestamp) throws(JobRefusal) -> Job {
        switch job.state {
        case .waiting, .delayed, .leased, .dead: return ended(job, .superseded, reason: job.reason, now)
        case .done, .superseded: throw .state(job.state)
        }
    }

    /// The ticket says again what it said before: an ended job begins anew with the content of `delivery`.
    public func revive(
        _ job: Job, delivery: Int64, lane: String, deadline: Int64, now: Timestamp
    ) throws(JobRefusal) -> Job {
        switch job.state {
        case .done, .dead, .superseded: break
        case .waiting, .delayed, .leased: throw .state(job.state)
        }
        var next = renewed(job, now)
        next.delivery = delivery
        next.lane = lane
        next.deadline = deadline
        next.enqueuedAt = now
        return next
    }

    // MARK: Parts

    private func held(_ job: Job, _ lease: Lease) throws(JobRefusal) -> Job {
        guard job.state == .leased, let current = job.lease, current.token == lease.token,
            current.owner == lease.owner
        else { throw .leaseLost }
        return job
    }

    private func end(_ seconds: Int64, _ now: Timestamp) -> Timestamp {
        now.adding(seconds: min(max(1, seconds), longestLease))
    }

    private func ready(_ job: Job, _ now: Timestamp) -> Job {
        var next = job
        next.state = .waiting
        next.lease = nil
        next.runAt = now
        return next
    }

    private func renewed(_ job: Job, _ now: Timestamp) -> Job {
        var next = ready(job, now)
        next.attempts = 0
        next.reason = nil
        next.finishedAt = nil
        return next
    }

    private func ended(_ job: Job, _ state: Job.State, reason: String?, _ now: Timestamp) -> Job {
        var next = job
        next.state = state
        next.lease = nil
        next.reason = reason.map { String($0.prefix(500)) }
        next.finishedAt = now
        return next
    }
}
