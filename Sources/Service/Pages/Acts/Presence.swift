import Domain
import Synchronization

/// Who has which draft open, as far as this process has seen: a page view counts for two minutes, and the page's script
/// renews it. Kept in memory; nothing depends on it.
///
/// Names are given out by draft alone, so only those learn them who may see the draft.
final class Presence: Sendable {
    private struct Guest {
        var name: String
        var until: Timestamp
    }

    /// How long a view counts, in seconds.
    static let seconds: Int64 = 120
    /// Drafts that are kept at most; the ones seen longest ago are forgotten.
    private static let limit = 10_000
    private static let guests = 50

    private let open = Mutex<[Int64: [String: Guest]]>([:])

    /// - Parameter actor: as `Actor.description` writes it.
    func note(_ draft: Int64, actor: String, name: String, now: Timestamp) {
        open.withLock { open in
            if open.count >= Self.limit, open[draft] == nil {
                open = open.filter { $0.value.values.contains { $0.until > now } }
                guard open.count < Self.limit else { return }
            }
            var guests = (open[draft] ?? [:]).filter { $0.value.until > now }
            guard guests.count < Self.guests || guests[actor] != nil else { return }
            guests[actor] = Guest(name: name, until: now.adding(seconds: Self.seconds))
            open[draft] = guests
        }
    }

    func leave(_ draft: Int64, actor: String) {
        open.withLock { open in
            open[draft]?[actor] = nil
            if open[draft]?.isEmpty == true { open[draft] = nil }
        }
    }

    /// The same of several drafts; those that nobody else has open are left out.
    func names(on drafts: [Int64], but actor: String, now: Timestamp) -> [Int64: [String]] {
        var names: [Int64: [String]] = [:]
        for draft in drafts {
            let found = self.names(on: draft, but: actor, now: now)
            if !found.isEmpty { names[draft] = found }
        }
        return names
    }

    /// Names of those who have it open, in order, but for one's own.
    func names(on draft: Int64, but actor: String, now: Timestamp) -> [String] {
        open.withLock { open in
            (open[draft] ?? [:]).filter { $0.key != actor && $0.value.until > now }.map(\.value.name).sorted()
        }
    }
}
