/// The queue of drafts to be made. At least once: a lease that ends without a result is given out again. Exactly one
/// draft per (ticket, content hash): `complete` of a lease that is no longer held throws and writes nothing.
public protocol JobQueue: Sendable {
    /// Leases up to `limit` jobs, fair between lanes and by deadline within one; empty when nothing is ready or all is
    /// paused. Expired leases are given out again first.
    func lease(limit: Int, owner: String, seconds: Int64, now: Timestamp) async throws -> [LeasedJob]

    /// Extends the lease. Throws `LeaseLost` when another worker has the job, or it was superseded.
    func heartbeat(_ job: Int64, _ lease: Lease, seconds: Int64, now: Timestamp) async throws -> Lease

    /// Ends the job with its draft: job, draft, cleaned ticket, event and audit row in one transaction. Throws
    /// `LeaseLost` and writes nothing when the lease is no longer held.
    func complete(_ job: Int64, _ lease: Lease, with result: JobResult, now: Timestamp) async throws -> Int64

    /// Ends an attempt without a draft: the job is delayed with backoff or, after `maxAttempts` or a permanent failure,
    /// dead.
    func fail(_ job: Int64, _ lease: Lease, _ failure: JobFailure, now: Timestamp) async throws

    /// Hands a job back unfinished, as at shutdown: ready at once, and the attempt does not count.
    func release(_ job: Int64, _ lease: Lease, now: Timestamp) async throws

    /// Hands back everything `owner` holds: what a restarted process does with its predecessor's leases. The attempts
    /// count, up to a larger limit: a ticket that makes its worker crash must not do so for ever.
    func releaseAll(owner: String, now: Timestamp) async throws -> Int

    /// Makes a dead job ready again: job, audit row and idempotency key in one transaction. Gives the job as it is then.
    /// Throws a `JobRefusal` for a job that is not dead, or `ReviewRefusal.keyReused`; then nothing is written.
    func retry(
        _ job: Int64, by actor: Actor, idempotency: IdempotencyKey?, now: Timestamp
    ) async throws -> ActResult<Job>

    /// Stops (or resumes) giving out jobs; `lane` nil for all. Act, audit row and idempotency key in one transaction.
    /// Gives the queue as it is then. Throws `ReviewRefusal.keyReused` and writes nothing.
    func setPaused(
        _ isPaused: Bool, lane: String?, by actor: Actor, idempotency: IdempotencyKey?, now: Timestamp
    ) async throws -> ActResult<QueueFigures>

    func job(_ id: Int64) throws -> Job?
    func jobs(_ filter: JobFilter) throws -> [Job]
    func queueFigures(now: Timestamp) throws -> QueueFigures
}

extension JobQueue {
    /// For callers that do not repeat themselves.
    public func retry(_ job: Int64, by actor: Actor, now: Timestamp) async throws {
        _ = try await retry(job, by: actor, idempotency: nil, now: now)
    }

    /// For callers that do not repeat themselves.
    public func setPaused(_ isPaused: Bool, lane: String?, by actor: Actor, now: Timestamp) async throws {
        _ = try await setPaused(isPaused, lane: lane, by: actor, idempotency: nil, now: now)
    }
}

/// The lease is no longer held: its time ran out and another has it, or the job was superseded or ended.
public struct LeaseLost: Error, Hashable, Sendable {
    public init() {}
}

/// What a job ends with.
public struct JobResult: Sendable {
    public var record: EnrichmentRecord
    /// The ticket with secrets removed, to be kept; nil keeps none.
    public var ticket: StoredTicket?
    /// What a review shows beside the record; nil where nothing is known.
    public var facts: DraftFacts?
    public var actor: Actor
    /// Digest of the content that the draft was made of, where that is not the delivery's: it was read anew. The draft
    /// is filed under it.
    public var contentHash: [UInt8]?

    public init(
        record: EnrichmentRecord, ticket: StoredTicket?, facts: DraftFacts? = nil, actor: Actor,
        contentHash: [UInt8]? = nil
    ) {
        self.record = record
        self.ticket = ticket
        self.facts = facts
        self.actor = actor
        self.contentHash = contentHash
    }
}

/// Which jobs to list, newest first.
public struct JobFilter: Hashable, Sendable {
    public var states: Set<Job.State>
    public var lane: String?
    /// Only ids below this one (cursor).
    public var before: Int64?
    public var limit: Int

    public init(states: Set<Job.State> = [], lane: String? = nil, before: Int64? = nil, limit: Int = 50) {
        self.states = states
        self.lane = lane
        self.before = before
        self.limit = limit
    }
}

/// The queue in numbers.
public struct QueueFigures: Hashable, Sendable, Codable {
    /// How many jobs are in each state; `done` and `superseded` are not counted (they only grow).
    public var counts: [Job.State: Int]
    /// Age of the oldest job that waits, in milliseconds; 0 when none does.
    public var oldestWaitingMilliseconds: Int64
    public var isPaused: Bool
    public var pausedLanes: [String]

    public init(
        counts: [Job.State: Int], oldestWaitingMilliseconds: Int64, isPaused: Bool, pausedLanes: [String]
    ) {
        self.counts = counts
        self.oldestWaitingMilliseconds = oldestWaitingMilliseconds
        self.isPaused = isPaused
        self.pausedLanes = pausedLanes
    }
}
