import CurlTransport
import LanguageModel
import Testing

@Suite struct RetryTests {
    @Test func pausesDoubleUpToTheCap() {
        var state = RetryState(
            RetryPolicy(maxRetries: 8, base: .seconds(1), cap: .seconds(20), deadline: .seconds(1000)))
        let pauses = (0..<9).map { _ in state.decide(after: .connection, elapsed: .zero, chance: 1) }
        let expected: [Int64] = [1, 2, 4, 8, 16, 20, 20, 20]
        for (pause, seconds) in zip(pauses, expected) {
            #expect(pause == .retry(after: .seconds(seconds), freshConnection: false))
        }
        #expect(pauses.last == .giveUp(.retriesUsedUp))
    }

    /// Whatever happens: no pause ends after the deadline, none is below what was asked for, and it ends.
    @Test func keepsItsPromises() {
        var generator = SplitMix(state: 1)
        for _ in 0..<2000 {
            let policy = RetryPolicy(
                maxRetries: Int.random(in: 0...6, using: &generator),
                base: .milliseconds(Int.random(in: 0...5000, using: &generator)), cap: .seconds(20),
                retryAfterCap: .seconds(Int.random(in: 0...60, using: &generator)),
                deadline: .seconds(Int.random(in: 0...200, using: &generator)))
            var state = RetryState(policy)
            var elapsed = Duration.zero
            var sendings = 0
            while true {
                sendings += 1
                elapsed += .milliseconds(Int.random(in: 0...30_000, using: &generator))
                let asked =
                    Bool.random(using: &generator)
                    ? Duration.seconds(Int.random(in: -5...90, using: &generator)) : nil
                let failures: [RetryPolicy.Failure] = [
                    .connection, .staleConnection, .status(429, retryAfter: asked), .status(503, retryAfter: asked),
                    .status(400, retryAfter: nil), .permanent,
                ]
                let failure = failures.randomElement(using: &generator) ?? .permanent
                let chance = Double.random(in: 0..<1, using: &generator)
                guard case .retry(let pause, _) = state.decide(after: failure, elapsed: elapsed, chance: chance) else {
                    break
                }
                #expect(pause >= .zero && elapsed + pause <= policy.deadline)
                if case .status(let status, let asked) = failure {
                    #expect(RetryState.isTemporary(status))
                    if let asked { #expect(pause >= asked) }
                }
                #expect(failure != .permanent)
                elapsed += pause
            }
            #expect(sendings <= policy.maxRetries + 2)
        }
    }

    @Test func longerThanTheCapIsNotWaitedFor() {
        var state = RetryState(RetryPolicy(retryAfterCap: .seconds(60)))
        let decision = state.decide(after: .status(503, retryAfter: .seconds(3600)), elapsed: .zero, chance: 0)
        #expect(decision == .giveUp(.askedToWait(.seconds(3600))))
        #expect(
            state.decide(after: .status(503, retryAfter: .seconds(60)), elapsed: .zero, chance: 0)
                == .retry(after: .seconds(60), freshConnection: false))
    }

    @Test func aStaleConnectionIsFreeOnceOnly() {
        var state = RetryState(RetryPolicy(maxRetries: 0))
        #expect(
            state.decide(after: .staleConnection, elapsed: .zero, chance: 1)
                == .retry(after: .zero, freshConnection: true))
        #expect(state.decide(after: .staleConnection, elapsed: .zero, chance: 1) == .giveUp(.retriesUsedUp))
    }

    /// 784,111,777 is 1994-11-06 08:49:37 UTC, the date of RFC 9110's examples.
    static let fields: [(String, Int64)] = [
        ("120", 120), ("0", 0), (" 7 ", 7), ("99999999999999999999", Int64(Int32.max)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
        ("Sunday, 06-Nov-94 08:49:38 GMT", 1), ("Sun Nov  6 08:49:47 1994", 10),
        ("Sun, 06 Nov 1994 08:49:30 GMT", 0), ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400 - 784_111_777),
        ("Fri, 31 Dec 1999 23:59:60 GMT", 946_684_800 - 784_111_777),
    ]

    @Test(arguments: fields)
    func readsRetryAfter(field: String, seconds: Int64) {
        #expect(RetryAfter.delay(field, now: 784_111_777) == .seconds(seconds))
    }

    @Test(arguments: [
        "", "soon", "-1", "1.5", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 00 Nov 1994 08:49:37 GMT", String(repeating: "1", count: 100),
    ])
    func passesOverWhatIsNoRetryAfter(field: String) {
        #expect(RetryAfter.delay(field, now: 784_111_777) == nil)
    }
}
