public import Domain

/// What may be sent about a ticket, decided from the client's policy and the endpoint. Pure: ask before each call.
public struct EgressPolicy: Hashable, Sendable {
    /// For clients without a policy of their own, and for tickets whose client is not known.
    public var standard: Policy
    /// Overrides by client from the configuration; they win over all else.
    public var overrides: [ClientID: Policy]
    /// Chosen by client on the settings page; they win over the policy in the client's record.
    public var chosen: [ClientID: Policy]
    /// Whether internal notes may go to an endpoint outside the house.
    public var internalNotesMayLeave: Bool
    /// Ticket flags with which nothing may go to an endpoint outside the house.
    public var flagsThatStay: Set<String>

    public init(
        standard: Policy = .extractive, overrides: [ClientID: Policy] = [:], chosen: [ClientID: Policy] = [:],
        internalNotesMayLeave: Bool = false, flagsThatStay: Set<String> = []
    ) {
        self.standard = standard
        self.overrides = overrides
        self.chosen = chosen
        self.internalNotesMayLeave = internalNotesMayLeave
        self.flagsThatStay = flagsThatStay
    }

    /// The policy that holds for a client; `nil`: the client is not known.
    public func policy(for client: Client?) -> Policy {
        PolicyInForce(client: client, standard: standard, configured: overrides, chosen: chosen).policy
    }

    public func decide(client: Client?, endpoint: EndpointPlace, flags: Set<String> = []) -> EgressDecision {
        let policy = policy(for: client)
        switch (policy, endpoint) {
        case (.off, _): return .deny(.noDraft)
        case (.extractive, _): return .deny(.noModel)
        case (.local, .cloud): return .deny(.localOnly)
        case (_, .local): return .allow(pseudonymise: false, internalNotesAllowed: true)
        case (.cloudPseudonymized, .cloud), (.cloud, .cloud):
            if let flag = flagsThatStay.intersection(flags).min() { return .deny(.flag(flag)) }
            return .allow(
                pseudonymise: policy == .cloudPseudonymized, internalNotesAllowed: internalNotesMayLeave)
        }
    }
}

public enum EgressDecision: Hashable, Sendable {
    case deny(EgressDenial)
    /// `pseudonymise`: persons, hosts and addresses must be replaced by placeholders first. `internalNotesAllowed`:
    /// whether text of internal notes and documents may be part of the prompt.
    case allow(pseudonymise: Bool, internalNotesAllowed: Bool)
}

/// Why nothing may be sent.
public enum EgressDenial: Hashable, Sendable, CustomStringConvertible {
    /// Policy `off`.
    case noDraft
    /// Policy `extractive`.
    case noModel
    /// Policy `local`, and the endpoint is outside.
    case localOnly
    /// The ticket carries a flag that keeps it inside.
    case flag(String)

    public var description: String {
        switch self {
        case .noDraft: "the client's policy is “off”: no draft is made"
        case .noModel: "the client's policy is “extractive”: nothing goes to a model"
        case .localOnly: "the client's policy is “local”, and the endpoint is not on a loopback or private address"
        case .flag(let flag): "the ticket is marked “\(flag)”, which keeps it inside"
        }
    }
}
