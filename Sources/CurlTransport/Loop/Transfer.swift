import Synchronization

/// The meeting point of one consumer task and the loop thread: the state machine under a lock, and who waits for it.
final class Transfer: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let url: RequestURL

    private struct Shared {
        var state: TransferState
        var waiters: [CheckedContinuation<Void, Never>] = []
    }
    private let shared: Mutex<Shared>

    init(id: UInt64, request: HTTPRequest, url: RequestURL, delivery: TransferState.Delivery) {
        self.id = id
        self.request = request
        self.url = url
        shared = Mutex(Shared(state: TransferState(delivery: delivery, maxBytes: request.maxResponseBytes)))
    }

    /// Changes the state and wakes whoever waits; continuations are resumed outside the lock.
    func report<Result: Sendable>(_ change: (inout TransferState) -> Result) -> Result {
        let (result, waiters) = shared.withLock { shared in
            let result = change(&shared.state)
            let waiters = shared.waiters
            shared.waiters = []
            return (result, waiters)
        }
        for waiter in waiters { waiter.resume() }
        return result
    }

    /// Changes the state without waking anybody, for decisions that give a consumer nothing.
    func decide<Result: Sendable>(_ change: (inout TransferState) -> Result) -> Result {
        shared.withLock { change(&$0.state) }
    }

    var isFinished: Bool { decide { $0.outcome != nil } }

    /// Asks `step` until it does not answer `wait`, sleeping in between.
    func step<Value: Sendable>(
        _ step: @Sendable (inout TransferState) -> TransferState.Step<Value>
    ) async throws -> (value: Value, resume: Bool)? {
        while true {
            switch decide(step) {
            case .value(let value, let resume): return (value, resume)
            case .end: return nil
            case .failed(let error): throw error
            case .cancelled: throw CancellationError()
            case .wait: await sleep(while: step)
            }
        }
    }

    private func sleep<Value: Sendable>(
        while step: @Sendable (inout TransferState) -> TransferState.Step<Value>
    ) async {
        await withCheckedContinuation { continuation in
            let ready = shared.withLock { shared in
                // Asked of a copy: taking the value is left to the caller.
                var copy = shared.state
                if case .wait = step(&copy) {
                    shared.waiters.append(continuation)
                    return false
                }
                return true
            }
            if ready { continuation.resume() }
        }
    }
}
