/// What stands in the way of approving a text as it now stands.
public struct ReviewVerdict: Hashable, Sendable {
    public var claims: ClaimSummary
    /// Reply sentences that rest on internal evidence alone.
    public var internalOnly: [String]

    public init(claims: ClaimSummary, internalOnly: [String] = []) {
        self.claims = claims
        self.internalOnly = internalOnly
    }
}
