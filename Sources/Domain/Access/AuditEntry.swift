/// One act, as the audit ledger keeps it: who did what to which thing, and when. Never holds ticket text or a secret.
public struct AuditEntry: Hashable, Sendable {
    public var at: Timestamp
    public var actor: Actor
    /// `sign_in`, `sign_in_failed`, `draft_viewed`, `draft_approved`, `job_retried`, `token_created`, …
    public var act: Act
    /// What it was done to: `draft:17`, `ticket:4711`, `user:u_3`; empty where there is nothing but the act.
    public var object: String
    public var clientID: ClientID?
    /// Further facts: old and new role, digest of an edited text, reason.
    public var detail: [String: String]

    public init(
        at: Timestamp, actor: Actor, act: Act, object: String = "", clientID: ClientID? = nil,
        detail: [String: String] = [:]
    ) {
        self.at = at
        self.actor = actor
        self.act = act
        self.object = object
        self.clientID = clientID
        self.detail = detail
    }

    /// The name of an act; open, since later parts bring their own.
    public struct Act: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
        public init(stringLiteral value: String) { self.init(rawValue: value) }
    }
}
