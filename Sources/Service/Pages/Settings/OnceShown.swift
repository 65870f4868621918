import Digest
import Domain
import Synchronization

/// Secrets between the act that makes them and the page that shows them, once, to whoever made them. In memory alone,
/// for two minutes; the address of that page holds a random number and no secret.
final class OnceShown: Sendable {
    private struct Entry {
        var secret: String
        var account: String
        var until: Timestamp
    }

    private static let seconds: Int64 = 120
    private static let most = 64
    private let entries = Mutex<[String: Entry]>([:])

    /// Returns the number under which it is taken.
    func keep(_ secret: String, for account: String, now: Timestamp) throws(DigestUnavailable) -> String {
        let id = try RandomBytes.token(16)
        entries.withLock { entries in
            entries = entries.filter { $0.value.until > now }
            while entries.count >= Self.most, let oldest = entries.min(by: { $0.value.until < $1.value.until }) {
                entries[oldest.key] = nil
            }
            entries[id] = Entry(secret: secret, account: account, until: now.adding(seconds: Self.seconds))
        }
        return id
    }

    /// nil when it was shown before, is too old, or is somebody else's.
    func take(_ id: String?, for account: String, now: Timestamp) -> String? {
        guard let id else { return nil }
        return entries.withLock { entries in
            guard let entry = entries[id], entry.account == account else { return nil }
            entries[id] = nil
            return entry.until > now ? entry.secret : nil
        }
    }
}
