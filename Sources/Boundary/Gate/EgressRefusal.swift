public import Domain

/// Why the gate did not let a call through. Nothing was sent.
public enum EgressRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The client's policy or a flag of the ticket forbids it.
    case policy(EgressDenial)
    /// The policy asks for placeholders and the call has none.
    case notPseudonymised
    /// The call holds text of internal notes, which may not leave.
    case internalNotes
    /// The body names things of other clients.
    case foreignTokens([ForeignToken])
    /// The body still holds secrets; how many of each kind.
    case secrets([String: Int])
    /// The endpoint is no http or https address that can be read for certain.
    case endpoint
    /// The receipt could not be written.
    case notRecorded(Problem)
    /// The caller was cancelled before the receipt was written.
    case cancelled

    /// Never holds the tokens or secrets themselves.
    public var description: String {
        switch self {
        case .policy(let denial): "nothing was sent: \(denial)"
        case .notPseudonymised:
            "nothing was sent: the client's policy is “cloud_pseudonymized” and the prompt holds no placeholders"
        case .internalNotes: "nothing was sent: the prompt holds internal notes, which may not leave"
        case .foreignTokens(let tokens):
            "nothing was sent: the prompt names things of another client ("
                + Set(tokens.map { "\($0.kind.rawValue) of \($0.owners.map(\.rawValue).joined(separator: ", "))" })
                .sorted().joined(separator: "; ") + ")"
        case .secrets(let counts):
            "nothing was sent: the prompt still holds secrets ("
                + counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + ")"
        case .endpoint: "nothing was sent: the endpoint is not an http or https address"
        case .notRecorded(let problem): "nothing was sent: the egress receipt could not be written. \(problem)"
        case .cancelled: "nothing was sent: the work was cancelled"
        }
    }
}
