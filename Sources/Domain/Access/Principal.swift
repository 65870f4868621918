/// Who acts, as audit rows name it: `user:u_3`, `token:t_7`, `system:worker`, `webhook:autotask`, `console:root`.
public struct Actor: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, Hashable, Sendable, Codable {
        case user, token, system, webhook
        /// Someone with access to the machine, through the command line.
        case console
    }

    public var kind: Kind
    /// Never a secret, and no longer than needed to find the record.
    public var id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    public var description: String { "\(kind.rawValue):\(id)" }
}

/// An authenticated caller with what it may do and whose records it may see.
public struct Principal: Hashable, Sendable {
    public var actor: Actor
    /// The name to show: a user's name, a token's label.
    public var name: String
    public var role: Role
    public var audience: Audience
    /// How it proved who it is; browser sessions need protection against cross-site requests, tokens do not.
    public var isBrowserSession: Bool

    public init(actor: Actor, name: String, role: Role, audience: Audience, isBrowserSession: Bool) {
        self.actor = actor
        self.name = name
        self.role = role
        self.audience = audience
        self.isBrowserSession = isBrowserSession
    }
}
