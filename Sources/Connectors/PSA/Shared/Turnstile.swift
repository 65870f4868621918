/// Lets so many through at once; the others wait in order.
actor Turnstile {
    private var free: Int
    private var waiting: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    private var last = 0

    init(_ width: Int) {
        free = max(1, width)
    }

    /// - Throws: what `work` throws, and `CancellationError` when the task is cancelled while it waits.
    nonisolated func pass<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T {
        try await enter()
        do {
            let result = try await work()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async throws {
        guard free == 0 else {
            free -= 1
            return
        }
        last += 1
        let number = last
        let isLetIn = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.append((number, $0)) }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
        guard isLetIn else { throw CancellationError() }
    }

    private func leave() {
        guard waiting.isEmpty else { return waiting.removeFirst().continuation.resume(returning: true) }
        free += 1
    }

    private func giveUp(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }
}
