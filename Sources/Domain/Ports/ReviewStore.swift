/// Drafts under review: reading, deciding, and what the live events tell of it.
///
/// Every read takes an `Audience` and applies it in the query itself; what lies outside is as if it did not exist.
/// Lists are newest first and go on below the last id seen.
public protocol ReviewStore: Sendable {
    func draft(_ id: Int64, for audience: Audience) throws -> StoredDraft?
    func summary(_ id: Int64, for audience: Audience) throws -> DraftSummary?
    /// The draft of the ticket's newest content, else the one made last.
    func newestDraft(of ticket: TicketID, for audience: Audience) throws -> DraftSummary?
    func drafts(_ filter: DraftFilter, for audience: Audience, before id: Int64?, limit: Int) throws -> [DraftSummary]
    /// The newest decision that brought a text: the approval, else the last edit.
    func text(of draft: Int64, for audience: Audience) throws -> Decision?

    /// The draft for someone who looks at it: the view is in the audit ledger before this returns. Throws when it
    /// cannot be written there; then nothing may be shown.
    func view(_ id: Int64, by principal: Principal, now: Timestamp) async throws -> StoredDraft?

    /// Takes a decision: decision, draft, event, audit row and idempotency key in one transaction. Throws a
    /// `ReviewRefusal` and writes nothing when it is not allowed.
    func decide(_ request: DecisionRequest, by principal: Principal, now: Timestamp) async throws -> DecisionResult
    func decisions(
        _ filter: DecisionFilter, for audience: Audience, before id: Int64?, limit: Int
    ) throws -> [Decision]

    /// Events after that id, in order, at most `limit`.
    func events(after id: Int64, for audience: Audience, limit: Int) throws -> [ServiceEvent]
    /// Which events there are, over all clients.
    func eventRange() throws -> EventRange
    /// Forgets events older than that. Returns how many.
    @discardableResult func pruneEvents(before time: Timestamp) async throws -> Int
}

/// What the sequence of events spans.
public struct EventRange: Hashable, Sendable {
    /// Every event after this id is still kept.
    public var completeAfter: Int64
    /// The newest id ever given.
    public var newest: Int64

    public init(completeAfter: Int64, newest: Int64) {
        self.completeAfter = completeAfter
        self.newest = newest
    }

    /// Whether someone who has seen `id` misses nothing by reading on from there.
    public func canResume(after id: Int64) -> Bool {
        id >= completeAfter && id <= newest
    }
}
