import Domain

/// Reads events in order for one listener, each once.
///
/// What its audience may not see is passed over, and the position moves on over it, so that a quiet client's listener
/// does not read the others' events again and again.
struct EventReader: Sendable {
    private let store: any ReviewStore
    private let audience: Audience
    private(set) var position: Int64
    /// How many are read at once; with a reader that is slower than the store, the rest stays in the store.
    private static let batch = 200

    /// - Parameter last: the id the listener saw last; nil listens from now on.
    /// - Returns: nil as reader's `gap` when everything after `last` is there.
    init(store: any ReviewStore, audience: Audience, after last: Int64?) throws {
        self.store = store
        self.audience = audience
        let range = try store.eventRange()
        hasGap = last.map { !range.canResume(after: $0) } ?? false
        position = hasGap ? range.newest : last ?? range.newest
    }

    /// Whether events between the listener's last one and `position` are gone.
    let hasGap: Bool

    /// The next events; empty when there are none for now.
    mutating func next() throws -> [ServiceEvent] {
        let newest = try store.eventRange().newest
        guard newest > position else { return [] }
        let events = try store.events(after: position, for: audience, limit: Self.batch)
        if events.count == Self.batch, let last = events.last {
            position = last.id
        } else {
            // Everything up to `newest` was there to be read; what came meanwhile may be among it.
            position = max(newest, events.last?.id ?? 0)
        }
        return events
    }
}
