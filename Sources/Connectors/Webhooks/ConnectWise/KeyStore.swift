import Domain

/// What is known about signing keys and when the next call may be made; decides, and calls nobody.
///
/// A stranger can make us want keys without end, so there is a limit for everything they can ask for: calls of one
/// network and in all (`KeyCallBudget`), how soon the same address is asked again, and how much is remembered. A key under which a body has verified is never
/// pushed out by one under which none has, and a forged body never makes an address or key count as bad.
struct KeyStore {
    struct Key {
        /// SHA-256 of the signing key.
        var hash: [UInt8]
        var fetchedAt: Timestamp
        /// When it was last asked for anew.
        var askedAt: Timestamp
        var lastUsed: Timestamp
        /// Whether a body has verified under it.
        var isProven: Bool
    }

    enum Plan: Equatable {
        case use([UInt8])
        case fetch
        /// Asked not long ago, without success.
        case refuse
        /// Too many calls; the sender should come again.
        case wait
    }

    private var keys: [String: Key] = [:]
    /// An address that was asked in vain.
    private struct Barred {
        var until: Timestamp
        var seconds: Int64
    }

    private var barred: [String: Barred] = [:]
    private var budget = KeyCallBudget()

    static let mostKeys = 8
    static let mostBarred = 64
    /// How long an address is left alone the first time; twice as long each further time.
    static let barredSeconds: Int64 = 300
    static let longestBarred: Int64 = 3600
    /// How old a key must be before a body that does not verify under it may have it fetched anew.
    static let renewalSeconds: Int64 = 600

    mutating func plan(for url: String, from peer: String, now: Timestamp) -> Plan {
        if let key = keys[url] { return .use(key.hash) }
        return planFetch(url, peer, now)
    }

    /// After a body did not verify under the kept key: has the sender perhaps got a new one?
    /// That of a proven key is at nobody's expense, since it is rare and there are few of them.
    mutating func planRenewal(of url: String, from peer: String, now: Timestamp) -> Plan {
        guard let key = keys[url], now.seconds(since: key.fetchedAt) >= Self.renewalSeconds else { return .refuse }
        if key.isProven {
            // A vendor in trouble gives no answer that would count as fetched.
            guard !isBarred(url, now), abs(now.seconds(since: key.askedAt)) >= 60 else { return .refuse }
            keys[url]?.askedAt = now
            return .fetch
        }
        return planFetch(url, peer, now) == .fetch ? .fetch : .refuse
    }

    private mutating func planFetch(_ url: String, _ peer: String, _ now: Timestamp) -> Plan {
        if isBarred(url, now) { return .refuse }
        return budget.take(peer, now: now) ? .fetch : .wait
    }

    private func isBarred(_ url: String, _ now: Timestamp) -> Bool {
        barred[url].map { now < $0.until } ?? false
    }

    /// The answer of the address; it replaces the key that was known under it.
    mutating func keep(_ hash: [UInt8], for url: String, now: Timestamp) {
        barred[url] = nil
        let isProven = keys[url].map { $0.isProven && $0.hash == hash } ?? false
        keys[url] = Key(hash: hash, fetchedAt: now, askedAt: now, lastUsed: now, isProven: isProven)
        guard keys.count > Self.mostKeys else { return }
        let oldest = keys.filter { $0.key != url }.min { a, b in
            a.value.isProven == b.value.isProven ? a.value.lastUsed < b.value.lastUsed : !a.value.isProven
        }
        if let oldest { keys[oldest.key] = nil }
    }

    /// A body has verified under the key.
    mutating func prove(_ url: String, from peer: String, now: Timestamp) {
        budget.prove(peer, now: now)
        keys[url]?.isProven = true
        keys[url]?.lastUsed = now
    }

    /// The address gave no key.
    mutating func bar(_ url: String, now: Timestamp) {
        // Remembered for a while longer than it counts, so that the next time is longer.
        barred = barred.filter { now < $0.value.until.adding(seconds: Self.longestBarred) }
        let seconds = barred[url].map { min($0.seconds * 2, Self.longestBarred) } ?? Self.barredSeconds
        if barred[url] == nil, barred.count >= Self.mostBarred,
            let first = barred.min(by: { $0.value.until < $1.value.until })?.key
        {
            barred[first] = nil
        }
        barred[url] = Barred(until: now.adding(seconds: seconds), seconds: seconds)
        keys[url]?.fetchedAt = now
    }
}
