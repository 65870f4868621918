import LanguageModel
import Synchronization
import Testing

@Suite struct ConcurrencyLimiterTests {
    private func waitUntil(_ condition: () -> Bool) async {
        while !condition() { await Task.yield() }
    }

    @Test func firstComeFirstServed() async throws {
        let limiter = ConcurrencyLimiter(limit: 1)
        let gate = AsyncStream<Void>.makeStream()
        let order = Mutex<[Int]>([])
        let holder = Task {
            try await limiter.run { for await _ in gate.stream { break } }
        }
        let started = Mutex(0)
        var tasks: [Task<Void, any Error>] = []
        await waitUntil { holder.isCancelled || limiter.waitingCount == 0 }
        // The holder must be inside before the others line up.
        while true {
            let probe = Task { try await limiter.run {} }
            await Task.yield()
            if limiter.waitingCount > 0 {
                probe.cancel()
                break
            }
            _ = try await probe.value
        }
        await waitUntil { limiter.waitingCount == 0 }
        for number in 0..<20 {
            tasks.append(
                Task { @Sendable in
                    started.withLock { $0 += 1 }
                    try await limiter.run { order.withLock { $0.append(number) } }
                })
            await waitUntil { limiter.waitingCount == number + 1 }
        }
        gate.continuation.yield()
        for task in tasks { try await task.value }
        try await holder.value
        #expect(order.withLock { $0 } == Array(0..<20))
        #expect(limiter.waitingCount == 0)
    }

    /// Hundreds come, many are cancelled at odd moments: the limit holds and no place is lost.
    @Test(arguments: [1, 3])
    func losesNoPlace(limit: Int) async throws {
        let limiter = ConcurrencyLimiter(limit: limit)
        let now = Mutex((running: 0, most: 0))
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<400 {
            let task = Task { @Sendable in
                try await limiter.run {
                    now.withLock { $0 = ($0.running + 1, max($0.most, $0.running + 1)) }
                    for _ in 0..<(number % 7) { await Task.yield() }
                    now.withLock { $0.running -= 1 }
                }
            }
            tasks.append(task)
            if number % 3 == 0 { task.cancel() }
            if number % 10 == 0 {
                await Task.yield()
                tasks[number / 2].cancel()
            }
        }
        var finished = 0
        for task in tasks where (try? await task.value) != nil { finished += 1 }
        #expect(finished > 0)
        #expect(now.withLock { $0.most } <= limit && now.withLock { $0.running } == 0)
        #expect(limiter.waitingCount == 0)
        // All places are free again.
        let inside = Mutex(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<limit {
                group.addTask { @Sendable in
                    try await limiter.run {
                        inside.withLock { $0 += 1 }
                        while inside.withLock({ $0 }) < limit { await Task.yield() }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aFailingBodyGivesItsPlaceBack() async throws {
        struct Oops: Error {}
        let limiter = ConcurrencyLimiter(limit: 1)
        for _ in 0..<3 {
            await #expect(throws: Oops.self) { try await limiter.run { throw Oops() } }
        }
        #expect(try await limiter.run { 1 } == 1)
    }
}
