import Synchronization

/// Ends the writing of a model from elsewhere: whoever has it may pull it, once and for good.
public final class ModelStop: Sendable {
    private struct State {
        var name: String?
        var next = 0
        var waiting: [Int: CheckedContinuation<String?, Never>] = [:]
    }

    private let state = Mutex(State())

    public init() {}

    /// Who pulled it first; nil while nobody has.
    public var stoppedBy: String? { state.withLock { $0.name } }

    /// - Parameter name: of a person, as the draft's warning shall give it.
    /// - Returns: false when it had been pulled before.
    @discardableResult public func pull(by name: String) -> Bool {
        let (isFirst, waiting) = state.withLock { state -> (Bool, [CheckedContinuation<String?, Never>]) in
            guard state.name == nil else { return (false, []) }
            state.name = name
            defer { state.waiting = [:] }
            return (true, Array(state.waiting.values))
        }
        for continuation in waiting { continuation.resume(returning: name) }
        return isFirst
    }

    /// Runs `work` and cancels it when the stop is pulled.
    ///
    /// - Throws: `ModelStopped`, or what `work` throws.
    func unlessStopped<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        if let name = stoppedBy { throw ModelStopped(name: name) }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                guard let name = await self.wait() else { return nil }
                throw ModelStopped(name: name)
            }
            defer { group.cancelAll() }
            while let value = try await group.next() {
                if let value { return value }
            }
            throw CancellationError()
        }
    }

    /// Who pulled it; nil when the task is cancelled before.
    private func wait() async -> String? {
        let place = state.withLock { state in
            state.next += 1
            return state.next
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: String?? = state.withLock { state in
                    if let name = state.name { return name }
                    if Task.isCancelled { return .some(nil) }
                    state.waiting[place] = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let continuation = state.withLock { $0.waiting.removeValue(forKey: place) }
            continuation?.resume(returning: nil)
        }
    }
}

/// Somebody ended the writing of the model.
struct ModelStopped: Error, CustomStringConvertible {
    let name: String

    var description: String { "stopped by \(name)" }
}
