import CurlTransport
import Domain
import Testing

@testable import Service

@Suite struct AttemptLimitTests {
    static let start = Timestamp(seconds: 1_795_000_000)

    private func key(_ text: String) throws -> AttemptKey { try AttemptKey(text, key: [1]) }

    @Test func waitsDoubleUpToTheLimit() throws {
        var table = AttemptTable(.init(free: 3, longestWaitSeconds: 20, forgetSeconds: 3600, capacity: 10))
        let key = try key("a")
        var now = Self.start
        var waits: [Int64] = []
        for _ in 0..<9 {
            if let wait = table.wait(key, now: now) { now = now.adding(seconds: wait) }
            #expect(table.wait(key, now: now) == nil)
            table.begin(key, now: now)
            waits.append(table.wait(key, now: now) ?? 0)
        }
        #expect(waits == [0, 0, 1, 2, 4, 8, 16, 20, 20])
        #expect(table.wait(key, now: now.adding(seconds: 3600)) == nil)
    }

    @Test func askingWhileWaitingDoesNotProlong() throws {
        var table = AttemptTable(.init(free: 1, longestWaitSeconds: 900, forgetSeconds: 3600, capacity: 10))
        let key = try key("a")
        table.begin(key, now: Self.start)
        for _ in 0..<1000 { #expect(table.wait(key, now: Self.start) == 1) }
        #expect(table.wait(key, now: Self.start.adding(seconds: 1)) == nil)
    }

    @Test func aClockPutBackDoesNotLockOut() throws {
        var table = AttemptTable(.init(free: 1, longestWaitSeconds: 900, forgetSeconds: 3600, capacity: 10))
        let key = try key("a")
        table.begin(key, now: Self.start.adding(seconds: 1_000_000))
        let wait = try #require(table.wait(key, now: Self.start))
        #expect(wait <= 900)
    }

    @Test func memoryIsBoundedAndAFloodDoesNotClearWhatIsUnderAttack() throws {
        var table = AttemptTable(.init(free: 2, longestWaitSeconds: 900, forgetSeconds: 3600, capacity: 50))
        let attacked = try key("attacked")
        for _ in 0..<5 { table.begin(attacked, now: Self.start) }
        for number in 0..<500 { table.begin(try key("flood \(number)"), now: Self.start.adding(seconds: 1)) }
        #expect(table.entries.count == 50)
        #expect(table.wait(attacked, now: Self.start.adding(seconds: 1)) != nil)
    }

    @Test func manyAtOnceDoNotPassBeforeTheFirstHasFailed() throws {
        let limits = try AttemptLimits()
        var passed = 0
        for _ in 0..<50 {
            if case .go = try limits.begin(account: "a", address: "192.0.2.1", now: Self.start) { passed += 1 }
        }
        #expect(passed == AttemptLimits.accountRule.free)
    }

    @Test func addressesAreCountedOverAllAccounts() throws {
        let limits = try AttemptLimits()
        var passed = 0
        for number in 0..<50 {
            if case .go = try limits.begin(account: "a\(number)", address: "192.0.2.1", now: Self.start) { passed += 1 }
        }
        #expect(passed == AttemptLimits.addressRule.free)
        guard case .go = try limits.begin(account: "b", address: "192.0.2.2", now: Self.start) else {
            Issue.record("another address must not wait")
            return
        }
    }

    /// Somebody who guesses without end from everywhere cannot keep the owner out of where the owner has been before.
    @Test func ownersAreNotLockedOut() throws {
        let limits = try AttemptLimits()
        guard case .go(let attempt) = try limits.begin(account: "a", address: "192.0.2.1", now: Self.start) else {
            Issue.record("the first attempt must pass")
            return
        }
        limits.succeeded(attempt, now: Self.start)
        for number in 0..<200 {
            _ = try limits.begin(account: "a", address: "198.51.100.\(number)", now: Self.start)
        }
        guard case .wait = try limits.begin(account: "a", address: "203.0.113.1", now: Self.start) else {
            Issue.record("a stranger must wait")
            return
        }
        guard case .go = try limits.begin(account: "a", address: "192.0.2.1", now: Self.start) else {
            Issue.record("the owner must not wait")
            return
        }
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3:4:5:6", "20010db800010002/64"),
        ("2001:db8:1:2::1", "20010db800010002/64"), ("unknown", "unknown"),
    ])
    func networks(address: String, network: String) {
        #expect(AttemptKey.network(of: address) == network)
    }

    @Test func tooManyAttemptsAreAnsweredAlike() async throws {
        try await SignInSite.run { site in
            _ = try await site.account("known@msp.example")
            var pages: Set<String> = []
            for (login, address) in [("known@msp.example", "192.0.2.1"), ("nobdy@msp.example", "192.0.2.2")] {
                var browser = site.browser()
                browser.address = address
                var statuses: [Int] = []
                for _ in 0..<6 {
                    let answer = try await browser.post("/sign-in", [("login", login), ("password", "wrong")])
                    statuses.append(answer.status)
                    if answer.status == 429 {
                        #expect(answer.headers.first(named: "Retry-After") == "1")
                        pages.insert(answer.text.replacing(login, with: "LOGIN"))
                    }
                }
                #expect(statuses == [403, 403, 403, 403, 403, 429])
            }
            #expect(pages.count == 1)
            // Even the right password has to wait, and then works.
            var browser = site.browser()
            browser.address = "192.0.2.3"
            let fields = [("login", "known@msp.example"), ("password", SignInSite.password)]
            #expect(try await browser.post("/sign-in", fields).status == 429)
            site.clock.advance(seconds: 1)
            #expect(try await browser.post("/sign-in", fields).status == 303)
        }
    }

    @Test func morePasswordsAtOnceThanCanBeCheckedAreTurnedAway() async throws {
        let worker = try PasswordWorker()
        let answers = await withTaskGroup(of: Bool?.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    do {
                        return try await worker.verify("wrong", nil)
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0 == nil } > 0)
        #expect(answers.count { $0 == false } >= PasswordWorker.capacity)
        #expect(!answers.contains(true))
    }
}
