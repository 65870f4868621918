public import Domain

/// A draft with what it took to make it.
public struct ModelDraft: Hashable, Sendable {
    public var draft: Draft
    /// In the order of sending.
    public var egress: [EgressReceipt]
    public var usage: EnrichmentRecord.Usage
    public var warnings: [String]

    public init(
        draft: Draft, egress: [EgressReceipt] = [], usage: EnrichmentRecord.Usage = .init(), warnings: [String] = []
    ) {
        self.draft = draft
        self.egress = egress
        self.usage = usage
        self.warnings = warnings
    }
}
