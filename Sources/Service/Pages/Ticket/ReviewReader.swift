import Domain
import Enrichment
import Settings
import Storage

/// Reads what the review of a draft needs, always for the caller's own clients.
struct ReviewReader: Sendable {
    let store: SQLiteStore
    let desk: ReviewDesk

    /// Most decisions on one draft that are taken into account.
    static let decisionLimit = 1000

    /// The draft with its working copy, once the look at it is in the audit ledger; nil when there is none for the
    /// caller.
    func view(_ id: Int64, _ visit: Visit) async throws -> ReviewView? {
        guard let summary = try store.summary(id, for: visit.audience),
            let draft = try await store.view(id, by: visit.principal, now: visit.now)
        else { return nil }
        let decisions = try decisions(on: id, visit)
        let copy = WorkingCopy(draft.record.draft, decisions: decisions)
        let client = try draft.clientID.flatMap { try store.client($0, for: visit.audience) }
        let ids = draft.record.context.devices.map(\.id)
        return ReviewView(
            visit: visit, draft: draft, summary: summary, decisions: decisions, copy: copy,
            check: try await check(draft, copy), names: try names(draft, decisions, copy),
            clientName: client?.name ?? draft.clientID?.rawValue,
            devices: try draft.clientID.map { try store.devices(ids, of: $0) } ?? [])
    }

    /// A draft that nobody has touched has its verdict already, but for those made by other rules.
    private func check(_ draft: StoredDraft, _ copy: WorkingCopy) async throws -> ReviewView.Check {
        guard draft.record.draft.mode != .off else { return ReviewView.Check(drafted: draft.record) }
        return ReviewView.Check(try await desk.checkAside(draft, ReviewCheck.Text(copy)))
    }

    /// The oldest first, since the draft was last made anew.
    func decisions(on draft: Int64, _ visit: Visit) throws -> [Decision] {
        let newestFirst = try store.decisions(
            DecisionFilter(draft: draft), for: visit.audience, before: nil, limit: Self.decisionLimit)
        return newestFirst.prefix { $0.kind != .regenerate }.reversed()
    }

    private func names(_ draft: StoredDraft, _ decisions: [Decision], _ copy: WorkingCopy) throws -> PersonNames {
        let actors = decisions.map(\.actor) + [draft.actor].compactMap(\.self) + copy.vouchers.values.map(\.actor)
        return try PersonNames(store, of: actors)
    }
}
