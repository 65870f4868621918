import Synchronization

/// Lets at most so many through at once, first come, first served.
///
/// A task that is cancelled while it waits leaves the queue with `CancellationError` and takes no place.
public final class ConcurrencyLimiter: Sendable {
    private struct State {
        var free: Int
        var nextTicket: UInt64 = 0
        /// The continuations by ticket; a ticket of `queue` that is missing here has left.
        var waiting: [UInt64: CheckedContinuation<Void, any Error>] = [:]
        var queue: [UInt64] = []
        var first = 0
    }

    private let state: Mutex<State>

    /// - Parameter limit: at least 1; less counts as 1.
    public init(limit: Int) {
        state = Mutex(State(free: max(1, limit)))
    }

    /// How many wait for a place.
    public var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Runs `body` in one of the places, waiting for one if need be.
    ///
    /// - Throws: `CancellationError`, or what `body` throws.
    public func run<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    private func enter() async throws {
        try Task.checkCancellation()
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    // Cancelled before it was queued: the handler has run already and found nothing.
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.free > 0 {
                        state.free -= 1
                        return .success(())
                    }
                    state.waiting[ticket] = continuation
                    state.queue.append(ticket)
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let continuation = state.withLock { $0.waiting.removeValue(forKey: ticket) }
            continuation?.resume(throwing: CancellationError())
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            while state.first < state.queue.count {
                let ticket = state.queue[state.first]
                state.first += 1
                if state.first >= 64, state.first * 2 >= state.queue.count {
                    state.queue.removeFirst(state.first)
                    state.first = 0
                }
                if let continuation = state.waiting.removeValue(forKey: ticket) { return continuation }
            }
            state.queue = []
            state.first = 0
            state.free += 1
            return nil
        }
        // The place is handed on: it is never free in between.
        next?.resume()
    }
}
