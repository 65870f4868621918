import Domain
import Synchronization

/// Which tokens have been recorded as used within the hour, so that the audit ledger names each hour of use once.
final class TokenHours: Sendable {
    /// Only tokens that exist come here, so there are never more entries than tokens.
    private let recorded = Mutex<[String: Int64]>([:])

    /// Whether the token was not yet used in this hour of the clock, as far as this process and the store know.
    func isFirstUse(of token: AccessToken, at now: Timestamp) -> Bool {
        let hour = Self.hour(now)
        return recorded.withLock { recorded in
            if recorded[token.id] == hour { return false }
            recorded[token.id] = hour
            return token.lastUsedAt.map { Self.hour($0) != hour } ?? true
        }
    }

    /// The use could not be recorded after all.
    func forget(_ token: AccessToken) {
        recorded.withLock { recorded in _ = recorded.removeValue(forKey: token.id) }
    }

    private static func hour(_ time: Timestamp) -> Int64 { time.milliseconds / 3_600_000 }
}
