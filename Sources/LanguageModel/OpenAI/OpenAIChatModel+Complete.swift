import CurlTransport
import Domain
import Synchronization

extension OpenAIChatModel {
    /// Encodes, sends with retries, steps down where the endpoint names a field it does not know, and decodes.
    ///
    /// The deadline runs from the moment the request gets its place among `maxConcurrency`, so a long queue does not
    /// use it up.
    ///
    /// - Throws: `ModelFailure`, whatever a hook throws, or `CancellationError`.
    public func complete(_ request: ChatRequest, hooks: CallHooks) async throws -> ChatAnswer {
        try await limiter.run {
            var session = CallSession(model: self, request: request, hooks: hooks)
            let listens = hooks.heard != nil
            var shape = listens ? shape : shape.streaming(.none)
            while true {
                let raw = try await session.answer(to: try encode(request, as: shape))
                if let next = shape.adapted(to: raw, for: request) {
                    shape = next
                    continue
                }
                let answer = try decode(raw)
                remember(shape, withStreaming: listens)
                return answer
            }
        }
    }
}

/// The sendings of one `complete`: they share one deadline, one count of retries and one count of attempts.
private struct CallSession {
    let model: OpenAIChatModel
    let request: ChatRequest
    let hooks: CallHooks
    let started: Duration
    var retries: RetryState
    var attempt = 0
    var freshConnection = false
    /// Whether somebody was told a piece of the answer. It cannot be taken back, so nothing is sent again after it.
    var wasHeard = false

    init(model: OpenAIChatModel, request: ChatRequest, hooks: CallHooks) {
        self.model = model
        self.request = request
        self.hooks = hooks
        started = model.pacing.now()
        retries = RetryState(model.policy)
    }

    private var elapsed: Duration { model.pacing.now() - started }

    mutating func answer(to call: EncodedCall) async throws -> RawAnswer {
        if let stored = try await hooks.stored(call), isUseful(stored, to: call) { return stored }
        while true {
            try Task.checkCancellation()
            try admit()
            var call = call
            attempt += 1
            call.attempt = attempt
            let failure: RetryPolicy.Failure
            let result: Result<RawAnswer, TransportError>
            do {
                let raw = try await send(call)
                let delay = raw.retryAfter.flatMap { RetryAfter.delay($0, now: model.pacing.wallClock()) }
                result = .success(raw)
                failure = .status(raw.status, retryAfter: delay)
            } catch let error as TransportError {
                result = .failure(error)
                failure = RetryPolicy.Failure(error)
            }
            if case .success(let raw) = result, !RetryState.isTemporary(raw.status) { return raw }
            if wasHeard { return try result.mapError { ModelFailure($0) }.get() }
            switch retries.decide(after: failure, elapsed: elapsed, chance: model.pacing.chance()) {
            case .retry(let pause, let fresh):
                freshConnection = fresh
                if pause > .zero { try await model.pacing.sleep(pause) }
            case .giveUp:
                // The last answer tells the reason better than “retries used up”.
                return try result.mapError { ModelFailure($0) }.get()
            }
        }
    }

    /// One sending, reported to the breaker whatever becomes of it.
    private mutating func send(_ call: EncodedCall) async throws -> RawAnswer {
        let raw: RawAnswer
        do {
            try await hooks.willSend(call)
            let left = model.policy.deadline - elapsed
            guard left > .zero else { throw outOfTime() }
            raw = try await exchange(call, within: left)
        } catch let error as TransportError where RetryPolicy.Failure(error) == .connection {
            let now = model.pacing.now()
            model.breaker { $0.fail(at: now) }
            throw error
        } catch {
            model.breaker { $0.abandon() }
            throw error
        }
        let now = model.pacing.now()
        model.breaker { raw.status >= 500 ? $0.fail(at: now) : $0.succeed() }
        try await hooks.didReceive(call, raw)
        return raw
    }

    private mutating func exchange(_ call: EncodedCall, within time: Duration) async throws -> RawAnswer {
        guard call.shape.streaming != .none, let heard = hooks.heard else {
            return try await model.send(call, within: time, freshConnection: freshConnection)
        }
        let isFirst = Mutex(true)
        defer { wasHeard = wasHeard || !isFirst.withLock { $0 } }
        return try await model.stream(call, within: time, freshConnection: freshConnection) { piece in
            let begins = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            if begins { await heard(.begins) }
            await heard(piece)
        }
    }

    private func admit() throws {
        let now = model.pacing.now()
        guard case .refused(let wait) = model.breaker({ $0.admit(at: now) }) else { return }
        throw ModelFailure(
            .resting,
            Problem(
                "the endpoint failed several times in a row and is left alone for \(wait.components.seconds + 1) s",
                place: model.endpoint, remedy: "Check that it runs; requests resume by themselves"))
    }

    private func outOfTime() -> ModelFailure {
        ModelFailure(
            .deadline,
            Problem(
                "no answer within \(model.policy.deadline.components.seconds) s", place: model.endpoint,
                remedy: "Raise deadline_s, or look at the load of the endpoint"))
    }

    /// A stored answer that cannot be read would be replayed for ever: it is passed over.
    private func isUseful(_ stored: RawAnswer, to call: EncodedCall) -> Bool {
        (try? model.decode(stored)) != nil || call.shape.adapted(to: stored, for: request) != nil
    }
}
