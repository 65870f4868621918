import Synchronization
import Testing

@testable import Connectors

@Suite struct TurnstileTests {
    @Test func noMoreThanItsWidthAreInside() async throws {
        let turnstile = Turnstile(2)
        let room = Room()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                group.addTask {
                    do {
                        try await turnstile.pass {
                            room.enter()
                            for _ in 0..<10 { await Task.yield() }
                            room.leave()
                            if number % 5 == 0 { throw CancellationError() }
                        }
                    } catch is CancellationError {}
                }
            }
            try await group.waitForAll()
        }
        #expect((1...2).contains(room.most) && room.inside == 0)
    }

    @Test func whoGivesUpWhileWaitingTakesNobodysPlace() async throws {
        let turnstile = Turnstile(1)
        try await turnstile.pass {
            let waiting = Task { try await turnstile.pass { true } }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
        #expect(try await turnstile.pass { true })
    }

    @Test func recentValuesEndAndAreBounded() {
        var values = RecentValues<Int, String>(capacity: 3, lifetime: .seconds(10))
        let start = ContinuousClock.now
        for number in 1...4 { values.keep("\(number)", for: number, now: start + .seconds(number)) }
        #expect(values.count == 3 && values.value(1, now: start + .seconds(5)) == nil)
        #expect(values.value(4, now: start + .seconds(13)) == "4" && values.value(4, now: start + .seconds(14)) == nil)
        values.keep("5", for: 5, now: start + .seconds(60))
        #expect(values.count == 1)
    }
}

private final class Room: Sendable {
    private let state = Mutex((inside: 0, most: 0))

    var inside: Int { state.withLock { $0.inside } }
    var most: Int { state.withLock { $0.most } }

    func enter() {
        state.withLock { state in
            state.inside += 1
            state.most = max(state.most, state.inside)
        }
    }

    func leave() { state.withLock { $0.inside -= 1 } }
}
