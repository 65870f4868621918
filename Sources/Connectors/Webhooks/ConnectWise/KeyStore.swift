import Domain

/// What is known about signing keys and when the next call may be made; decides, and calls nobody.
///
/// A stranger can make us want keys without end, so there is a limit for everything they can ask for: calls in all, how
/// soon the same address is asked again, and how much is remembered. A key under which a body has verified is never
/// pushed out by one under which none has, and a forged body never makes an address or key count as bad.
struct KeyStore {
    struct Key {
        /// SHA-256 of the signing key.
        var hash: [UInt8]
        var fetchedAt: Timestamp
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
    /// Addresses that were asked in vain, with the time until which they are left alone.
    private var barred: [String: Timestamp] = [:]
    /// Times of the last calls.
    private var calls: [Timestamp] = []

    static let mostKeys = 8
    static let mostBarred = 64
    static let mostCallsPerMinute = 6
    static let barredSeconds: Int64 = 300
    /// How old a key must be before a body that does not verify under it may have it fetched anew.
    static let renewalSeconds: Int64 = 600

    mutating func plan(for url: String, now: Timestamp) -> Plan {
        if let key = keys[url] { return .use(key.hash) }
        return planFetch(url, now)
    }

    /// After a body did not verify under the kept key: has the sender perhaps got a new one?
    mutating func planRenewal(of url: String, now: Timestamp) -> Plan {
        guard let key = keys[url], now.seconds(since: key.fetchedAt) >= Self.renewalSeconds else { return .refuse }
        return planFetch(url, now) == .fetch ? .fetch : .refuse
    }

    private mutating func planFetch(_ url: String, _ now: Timestamp) -> Plan {
        if let until = barred[url], now < until { return .refuse }
        calls.removeAll { abs(now.seconds(since: $0)) >= 60 }
        guard calls.count < Self.mostCallsPerMinute else { return .wait }
        calls.append(now)
        return .fetch
    }

    /// The answer of the address; it replaces the key that was known under it.
    mutating func keep(_ hash: [UInt8], for url: String, now: Timestamp) {
        barred[url] = nil
        let isProven = keys[url].map { $0.isProven && $0.hash == hash } ?? false
        keys[url] = Key(hash: hash, fetchedAt: now, lastUsed: now, isProven: isProven)
        guard keys.count > Self.mostKeys else { return }
        let oldest = keys.filter { $0.key != url }.min { a, b in
            a.value.isProven == b.value.isProven ? a.value.lastUsed < b.value.lastUsed : !a.value.isProven
        }
        if let oldest { keys[oldest.key] = nil }
    }

    /// A body has verified under the key.
    mutating func prove(_ url: String, now: Timestamp) {
        keys[url]?.isProven = true
        keys[url]?.lastUsed = now
    }

    /// The address gave no key.
    mutating func bar(_ url: String, now: Timestamp) {
        barred = barred.filter { now < $0.value }
        if barred.count >= Self.mostBarred, let first = barred.min(by: { $0.value < $1.value })?.key {
            barred[first] = nil
        }
        barred[url] = now.adding(seconds: Self.barredSeconds)
        keys[url]?.fetchedAt = now
    }
}
