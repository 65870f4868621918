public import Domain
internal import GRDB

extension SQLiteStore: JobQueue {
    public func lease(limit: Int, owner: String, seconds: Int64, now: Timestamp) async throws -> [LeasedJob] {
        let machine = machine
        guard limit > 0, try read({ db in try Leasing(db: db, machine: machine, now: now).isWorthwhile() }) else {
            return []
        }
        return try await commit { db in
            try Leasing(db: db, machine: machine, now: now).lease(limit: limit, owner: owner, seconds: seconds)
        }
    }

    public func heartbeat(_ job: Int64, _ lease: Lease, seconds: Int64, now: Timestamp) async throws -> Lease {
        let machine = machine
        let next = try await step(job) { job in try machine.heartbeat(job, lease, seconds: seconds, now: now) }
        guard let extended = next.lease else { throw LeaseLost() }
        return extended
    }

    public func complete(_ job: Int64, _ lease: Lease, with result: JobResult, now: Timestamp) async throws -> Int64 {
        let text = try CanonicalJSON().text(result.record)
        let machine = machine
        return try await holding {
            try await commit { db in
                try Completion(db: db, machine: machine, now: now, result: result, text: text).run(job, lease)
            }
        }
    }

    public func fail(_ job: Int64, _ lease: Lease, _ failure: JobFailure, now: Timestamp) async throws {
        let machine = machine
        _ = try await step(job) { job in
            var jitter = SystemRandomNumberGenerator()
            return try machine.fail(job, lease, failure, now: now, jitter: &jitter)
        }
    }

    public func release(_ job: Int64, _ lease: Lease, now: Timestamp) async throws {
        let machine = machine
        _ = try await step(job) { job in try machine.release(job, lease, now: now) }
    }

    public func releaseAll(owner: String, now: Timestamp) async throws -> Int {
        let machine = machine
        return try await commit { db in
            let rows = JobRows(db)
            let jobs = try rows.select("WHERE state = 'leased' AND lease_owner = ?1") { try $0.bind(1, owner) }
            for job in jobs { try rows.update(try machine.reclaim(job, now: now), from: job) }
            return jobs.count
        }
    }

    public func retry(
        _ job: Int64, by actor: Actor, idempotency: IdempotencyKey?, now: Timestamp
    ) async throws -> ActResult<Job> {
        let machine = machine
        return try await commit { db in
            try IdempotencyKeys(actor: actor.description, now: now, db: db).once(idempotency) {
                let rows = JobRows(db)
                guard let current = try rows.load(job) else { throw JobRefusal.unknown }
                let next = try machine.retry(current, now: now)
                try rows.update(next, from: current)
                try AuditChain.append(
                    AuditEntry(
                        at: now, actor: actor, act: "job_retried", object: "job:\(job)",
                        clientID: try KnownClient(db).named(current.lane),
                        detail: ["ticket": current.ticketID.rawValue]), db)
                return next
            }
        }
    }

    public func setPaused(
        _ isPaused: Bool, lane: String?, by actor: Actor, idempotency: IdempotencyKey?, now: Timestamp
    ) async throws -> ActResult<QueueFigures> {
        try await commit { db in
            try IdempotencyKeys(actor: actor.description, now: now, db: db).once(idempotency) {
                if let lane {
                    try LaneRows(db).setPaused(isPaused, lane)
                } else {
                    let update = try Prepared(cached: "UPDATE queue_state SET is_paused = ? WHERE id = 1", db)
                    try update.bind(1, isPaused ? 1 : 0)
                    try update.run()
                }
                try AuditChain.append(
                    AuditEntry(
                        at: now, actor: actor, act: isPaused ? "queue_paused" : "queue_resumed",
                        object: lane.map { "lane:\($0)" } ?? "queue",
                        clientID: try lane.flatMap { try KnownClient(db).named($0) }), db)
                return try self.queueFigures(now: now, db)
            }
        }
    }

    /// Takes one step of one job whose lease is held.
    private func step(_ id: Int64, _ take: @escaping @Sendable (Job) throws -> Job) async throws -> Job {
        try await holding {
            try await commit { db in
                let rows = JobRows(db)
                guard let job = try rows.load(id) else { throw JobRefusal.unknown }
                let next = try take(job)
                try rows.update(next, from: job)
                return next
            }
        }
    }

    /// To whom holds a lease, every refusal means that it is lost.
    private func holding<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch is JobRefusal {
            throw LeaseLost()
        }
    }
}
