import Domain

extension JobWorker {
    /// A run came to its end, well or not, on time or after it had been given up.
    func ended(_ id: Int64, _ token: Int64, _ outcome: Result<JobResult, any Error>) async {
        guard let run = running[id], run.lease.token == token else {
            if abandoned.remove(token) != nil { threads.shrink() }
            return
        }
        running[id]?.isSettling = true
        switch outcome {
        case .success(let result):
            await settle(run, .drafted, record: result.record) { [queue, clock] lease in
                _ = try await queue.complete(id, lease, with: result, now: clock.now())
            }
        case .failure(let failure as JobFailure): await fail(run, failure)
        case .failure(is CancellationError): await release(run)
        case .failure(let problem as Problem):
            // The store's or the disk's doing, most likely, which no ticket should pay for; unless it is this one's.
            storeFailed(problem)
            if releases[id, default: 0] < 3 {
                releases[id, default: 0] += 1
                await release(run, reason: problem.what)
            } else {
                await fail(run, JobFailure(reason: problem.what, isPermanent: false))
            }
        case .failure(let error):
            await fail(run, JobFailure(reason: "unexpected error (\(type(of: error)))", isPermanent: false))
        }
        poke()
    }

    private func release(_ run: Running, reason: String? = nil) async {
        await settle(run, .released, reason: reason) { [queue, clock] lease in
            try await queue.release(run.leased.job.id, lease, now: clock.now())
        }
    }

    private func fail(_ run: Running, _ failure: JobFailure) async {
        await settle(run, .delayed, reason: failure.reason) { [queue, clock] lease in
            try await queue.fail(run.leased.job.id, lease, failure, now: clock.now())
        }
    }

    /// Writes how a job ended, again and again while the store cannot be written and the lease lasts: a draft that a
    /// model was paid for is not thrown away because a disk is full for a moment.
    private func settle(
        _ run: Running, _ outcome: JobReport.Outcome, record: EnrichmentRecord? = nil, reason: String? = nil,
        _ write: (Lease) async throws -> Void
    ) async {
        let id = run.leased.job.id
        let limit = ContinuousClock.now + .seconds(configuration.lease)
        while let current = running[id], current.lease.token == run.lease.token {
            do {
                try await write(current.lease)
                pause.end()
                if outcome != .released { releases[id] = nil }
                remove(run)
                let isDead = outcome == .delayed && isDead(id)
                return report(
                    run.leased.job, isDead ? .dead : outcome, begun: run.begun, record: record, reason: reason)
            } catch is LeaseLost {
                remove(run)
                return report(run.leased.job, .lost, begun: run.begun)
            } catch {
                storeFailed(error)
                // The lease ends by itself, and the job is given out again.
                guard !isStopping, ContinuousClock.now < limit else {
                    remove(run)
                    return report(run.leased.job, .released, begun: run.begun, reason: reason)
                }
                try? await Task.sleep(for: pause.remaining)
            }
        }
    }

    private func isDead(_ id: Int64) -> Bool {
        (try? queue.job(id))??.state == .dead
    }

    private func remove(_ run: Running) {
        guard running[run.leased.job.id]?.lease.token == run.lease.token else { return }
        running[run.leased.job.id] = nil
    }

    /// Keeps leases alive and ends what takes too long.
    func watch(beatsOnly: Bool = false) {
        let now = ContinuousClock.now
        for (id, run) in running where !run.isSettling {
            if !beatsOnly, now - run.begun >= configuration.deadline {
                endOverdue(id, run)
            } else if now >= run.heartbeatAt {
                running[id]?.heartbeatAt = now + configuration.heartbeat
                Task { await beat(id, run.lease) }
            }
        }
    }

    private func endOverdue(_ id: Int64, _ run: Running) {
        run.task?.cancel()
        abandon(id, run)
        let failure = JobFailure(
            reason: "took longer than \(configuration.deadline.components.seconds) s", isPermanent: false)
        Task { [queue, clock] in
            // If that cannot be written, the lease runs out with the same effect.
            try? await queue.fail(id, run.lease, failure, now: clock.now())
            report(run.leased.job, isDead(id) ? .dead : .delayed, begun: run.begun, reason: failure.reason)
            poke()
        }
    }

    /// Forgets a run that may still hold a thread. Computation that does not look whether it is cancelled cannot be
    /// ended; another thread takes its place until it comes back.
    func abandon(_ id: Int64, _ run: Running) {
        running[id] = nil
        abandoned.insert(run.lease.token)
        threads.grow()
        if let number = run.number { Task { await order.leave(number) } }
    }

    private func beat(_ id: Int64, _ lease: Lease) async {
        do {
            let renewed = try await queue.heartbeat(id, lease, seconds: configuration.lease, now: clock.now())
            if running[id]?.lease.token == lease.token { running[id]?.lease = renewed }
        } catch is LeaseLost {
            guard let run = running[id], run.lease.token == lease.token, !run.isSettling else { return }
            run.task?.cancel()
            abandon(id, run)
            report(run.leased.job, .lost, begun: run.begun)
        } catch {
            storeFailed(error)
            // Sooner than usual: there is time for a few more before the lease ends.
            running[id]?.heartbeatAt = .now + configuration.heartbeat / 4
        }
    }

    func storeFailed(_ error: any Error) {
        guard !pause.isOn else { return }
        observer.observe(.paused(seconds: pause.begin(), error))
    }

    func report(
        _ job: Job, _ outcome: JobReport.Outcome, begun: ContinuousClock.Instant, record: EnrichmentRecord? = nil,
        reason: String? = nil
    ) {
        if suspects > 0 { suspects -= 1 }
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        let age = Double(max(0, clock.now().milliseconds - job.enqueuedAt.milliseconds)) / 1000
        observer.observe(
            .job(
                JobReport(
                    job: job, outcome: outcome, seconds: seconds, ageSeconds: age, record: record, reason: reason)))
    }
}
