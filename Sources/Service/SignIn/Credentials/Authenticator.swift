import Digest
import Domain
import HTTPTypes
import Logging

/// Turns what a request presents into a principal, or refuses it.
struct Authenticator: Sendable {
    /// A last use is noted at most once in this many seconds.
    static let touchSeconds: Int64 = 60
    /// Longest bearer token looked at, in bytes.
    static let maximumTokenBytes = 256

    let accounts: any AccountStore & AuditLedger
    let idleSeconds: Int64
    let clock: any Clock
    let logger: Logger
    let counters: SignInCounters

    /// The token of an `Authorization` field; 401 for everything but one good token.
    func bearer(_ fields: [String]) async throws -> Principal {
        guard fields.count == 1, let secret = Self.token(fields[0]) else { throw refusal() }
        let now = clock.now()
        guard let token = try reading({ try accounts.token(secret: secret) }), token.revokedAt == nil,
            token.expiresAt.map({ $0 > now }) ?? true
        else { throw refusal() }
        let actor = Actor(.token, token.id)
        try await noteUse(of: token, at: now)
        return Principal(
            actor: actor, name: token.label, role: token.role,
            audience: token.clients.map(Audience.clients) ?? .everyClient, isBrowserSession: false)
    }

    /// The live session of a cookie's value; nil for any other value.
    func session(_ value: String) async throws -> BrowserSession? {
        let now = clock.now()
        guard let secret = SessionSecret(value),
            let session = try reading({
                try accounts.session(secret: secret.text, idleSeconds: idleSeconds, now: now)
            }), session.endsAt > now, !session.account.isDisabled
        else {
            counters.add(.sessionRefused)
            return nil
        }
        if now.seconds(since: session.lastSeenAt) >= Self.touchSeconds {
            await touching { try await accounts.touchSession(secret: secret.text, now: now) }
        }
        return BrowserSession(session: session, secret: secret)
    }

    /// The store records the first use in an hour; what cannot be recorded is not done.
    private func noteUse(of token: AccessToken, at now: Timestamp) async throws {
        guard let last = token.lastUsedAt, last <= now else { return try await recording(token, now) }
        if last.milliseconds / 3_600_000 != now.milliseconds / 3_600_000 { return try await recording(token, now) }
        guard now.seconds(since: last) >= Self.touchSeconds else { return }
        await touching { try await accounts.touchToken(token.id, now: now) }
    }

    private func recording(_ token: AccessToken, _ now: Timestamp) async throws {
        do {
            try await accounts.touchToken(token.id, now: now)
        } catch {
            logger.error("the use of a token cannot be recorded", metadata: ["error": "\(SignInParts.describe(error))"])
            throw ProblemResponse.unavailable()
        }
    }

    private func reading<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            logger.error("accounts cannot be read", metadata: ["error": "\(SignInParts.describe(error))"])
            throw ProblemResponse.unavailable()
        }
    }

    /// A last use that cannot be noted is no reason to refuse a reader.
    private func touching(_ write: () async throws -> Void) async {
        do {
            try await write()
        } catch {
            logger.warning("a last use could not be noted", metadata: ["error": "\(SignInParts.describe(error))"])
        }
    }

    private func refusal() -> ProblemResponse {
        counters.add(.bearerRefused)
        var problem = ProblemResponse.unauthorized
        problem.detail = "The bearer token is unknown, expired or revoked."
        // RFC 6750, section 3.1.
        problem.headers = ["WWW-Authenticate": "Bearer realm=\"sidenote\", error=\"invalid_token\""]
        return problem
    }

    /// The token behind `Bearer ` (RFC 6750, section 2.1; the scheme in any case).
    private static func token(_ field: String) -> String? {
        guard field.utf8.count <= maximumTokenBytes else { return nil }
        let parts = field.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "bearer", parts[1].hasPrefix("sn_"), parts[1].utf8.count > 16
        else { return nil }
        return String(parts[1])
    }
}
