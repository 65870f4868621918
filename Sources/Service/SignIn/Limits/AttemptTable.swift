import Domain

/// Counts attempts per key and says how long the next one has to wait: some are free, then the wait doubles up to a
/// limit. A pure state machine; the caller says what time it is.
///
/// An attempt is counted when it begins, so that many at once cannot pass before the first has failed, and taken back
/// when it succeeds. Waiting attempts do not count, so nobody is kept out for good. The table never holds more than
/// `capacity` keys.
struct AttemptTable: Sendable {
    struct Rule: Hashable, Sendable {
        /// How many attempts there are without a wait.
        var free: Int
        var longestWaitSeconds: Int64
        /// A key without an attempt for this long is forgotten.
        var forgetSeconds: Int64
        var capacity: Int
    }

    struct Entry: Hashable, Sendable {
        var attempts: Int
        var lastAt: Timestamp
        var waitsUntil: Timestamp
    }

    let rule: Rule
    private(set) var entries: [AttemptKey: Entry] = [:]

    init(_ rule: Rule) {
        self.rule = rule
    }

    /// Seconds until the key may try again, rounded up; nil: at once.
    func wait(_ key: AttemptKey, now: Timestamp) -> Int64? {
        guard let entry = entries[key], !isForgotten(entry, now) else { return nil }
        // After the clock was put back a wait must not outlast its own length.
        let end = min(entry.waitsUntil.milliseconds, now.milliseconds + rule.longestWaitSeconds * 1000)
        let rest = end - now.milliseconds
        return rest > 0 ? (rest + 999) / 1000 : nil
    }

    mutating func begin(_ key: AttemptKey, now: Timestamp) {
        var entry = Entry(attempts: 0, lastAt: now, waitsUntil: now)
        if let known = entries[key], !isForgotten(known, now) { entry = known }
        entry.attempts += 1
        entry.lastAt = now
        entry.waitsUntil = now
        if entry.attempts >= rule.free {
            let doublings = min(entry.attempts - rule.free, 30)
            entry.waitsUntil = now.adding(seconds: min(rule.longestWaitSeconds, 1 << Int64(doublings)))
        }
        if entries[key] == nil, entries.count >= rule.capacity { makeRoom(now) }
        entries[key] = entry
    }

    /// The attempt was no failure: it no longer counts.
    mutating func takeBack(_ key: AttemptKey, now: Timestamp) {
        guard var entry = entries[key] else { return }
        entry.attempts -= 1
        entry.waitsUntil = min(entry.waitsUntil, now)
        entries[key] = entry.attempts > 0 ? entry : nil
    }

    mutating func forget(_ key: AttemptKey) {
        entries[key] = nil
    }

    private func isForgotten(_ entry: Entry, _ now: Timestamp) -> Bool {
        now.seconds(since: entry.lastAt) >= rule.forgetSeconds
    }

    /// Drops what is forgotten; where nothing is, the key with the fewest attempts, the oldest of them: flooding the
    /// table with new keys does not clear the ones under attack.
    private mutating func makeRoom(_ now: Timestamp) {
        let before = entries.count
        entries = entries.filter { !isForgotten($0.value, now) }
        guard entries.count == before else { return }
        let least = entries.min { a, b in
            (a.value.attempts, a.value.lastAt) < (b.value.attempts, b.value.lastAt)
        }
        if let least { entries[least.key] = nil }
    }
}
