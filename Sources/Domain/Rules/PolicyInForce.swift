/// The policy that holds for a client, and who said so.
public struct PolicyInForce: Hashable, Sendable {
    /// Where a policy comes from; the first that says something wins.
    public enum Origin: String, Hashable, Sendable, CaseIterable {
        /// `policy.clients` of the configuration.
        case configuration
        /// The settings page.
        case page
        /// The client's record, as it was imported.
        case record
        /// `policy.default` of the configuration.
        case standard
    }

    public var policy: Policy
    public var origin: Origin

    public init(_ policy: Policy, from origin: Origin) {
        self.policy = policy
        self.origin = origin
    }

    /// - Parameters:
    ///   - client: nil: the client is not known, and only the default can hold.
    ///   - configured: By client, from the configuration.
    ///   - chosen: By client, from the settings page.
    public init(
        client: Client?, standard: Policy, configured: [ClientID: Policy] = [:], chosen: [ClientID: Policy] = [:]
    ) {
        if let client, let policy = configured[client.id] {
            self.init(policy, from: .configuration)
        } else if let client, let policy = chosen[client.id] {
            self.init(policy, from: .page)
        } else if let policy = client?.policy {
            self.init(policy, from: .record)
        } else {
            self.init(standard, from: .standard)
        }
    }
}

/// What the settings page says about a client's policy.
public struct PolicyOverride: Hashable, Sendable {
    public var clientID: ClientID
    /// nil: nothing any more; record and default hold.
    public var policy: Policy?
    /// Grows with each change, from 1.
    public var revision: Int64
    public var at: Timestamp
    /// As `Actor` writes itself.
    public var actor: String

    public init(clientID: ClientID, policy: Policy?, revision: Int64, at: Timestamp, actor: String) {
        self.clientID = clientID
        self.policy = policy
        self.revision = revision
        self.at = at
        self.actor = actor
    }
}

/// Why an override was not written.
public enum PolicyRefusal: Error, Hashable, Sendable {
    /// Somebody changed it since it was looked at.
    case changedMeanwhile
    case unknownClient
}
