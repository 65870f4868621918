/// Values that were read lately, bounded in number and in time.
struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        var value: Value
        var until: ContinuousClock.Instant
    }

    private var entries: [Key: Entry] = [:]
    let capacity: Int
    let lifetime: Duration

    init(capacity: Int, lifetime: Duration) {
        self.capacity = max(1, capacity)
        self.lifetime = lifetime
    }

    var count: Int { entries.count }

    func value(_ key: Key, now: ContinuousClock.Instant = .now) -> Value? {
        entries[key].flatMap { now < $0.until ? $0.value : nil }
    }

    /// Where there is no room, the value that ends first goes.
    mutating func keep(_ value: Value, for key: Key, now: ContinuousClock.Instant = .now) {
        if entries[key] == nil, entries.count >= capacity {
            entries = entries.filter { now < $0.value.until }
            if entries.count >= capacity, let first = entries.min(by: { $0.value.until < $1.value.until })?.key {
                entries[first] = nil
            }
        }
        entries[key] = Entry(value: value, until: now + lifetime)
    }
}
