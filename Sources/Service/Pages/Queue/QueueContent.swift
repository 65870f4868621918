import Domain
import Storage

/// What a page of the queue shows.
struct QueueContent: Sendable {
    var address: QueueAddress
    var page: ReviewQueuePage
    var counts: [ReviewWord: Int]
    var boards: [String]
    /// By name.
    var clients: [(id: ClientID, name: String)]
    /// nil where the view is about drafts alone.
    var unfinished: UnfinishedWork?
    /// Whether no draft was ever made of what the visitor may see.
    var isFirstRun: Bool
    /// Whether nothing but the sample is there; told to those who see every client.
    var isSampleOnly: Bool
    var names: QueueNames
    var viewers: [Int64: [String]]

    /// Rows of a page. A page's form may hold 64 fields.
    static let pageSize = 50
    /// Tickets without a draft that are named.
    static let unfinishedSize = 20

    init(_ store: SQLiteStore, _ address: QueueAddress, _ visit: Visit, presence: QueuePages.Viewers) throws {
        var address = address
        let filter = address.filter(visit)
        var page = try store.reviewQueue(filter, for: visit.audience, at: address.place, limit: Self.pageSize)
        if page.rows.isEmpty, case .before = address.place {
            // What stood there was decided meanwhile.
            address.place = .start
            page = try store.reviewQueue(filter, for: visit.audience, at: .start, limit: Self.pageSize)
        }
        var uncounted = filter
        uncounted.decidedSince = nil
        counts = try store.reviewCounts(uncounted, for: visit.audience)
        boards = try store.reviewBoards(for: visit.audience)
        let known = try store.reviewClients(for: visit.audience)
        let isPlain = address.word == nil && address.board == nil && address.text == nil && !address.isMine
        if isPlain, address.place == .start {
            unfinished = try store.unfinishedWork(
                of: address.clientID, for: visit.audience, limit: Self.unfinishedSize)
        }
        isSampleOnly = visit.audience == .everyClient ? try store.isSampleOnly() : false
        isFirstRun = false
        if page.rows.isEmpty, !address.isFiltered, address.place == .start, unfinished?.total == 0 {
            let decided = try store.drafts(DraftFilter(), for: visit.audience, before: nil, limit: 1)
            isFirstRun = decided.isEmpty
        }
        let lanes = (unfinished?.tickets ?? []).map { ClientID($0.lane) }
        let chosen = [address.clientID].compactMap(\.self)
        let names = try QueueNames(
            store, clients: page.rows.compactMap(\.draft.clientID) + known + lanes + chosen,
            actors: page.rows.compactMap(\.draft.actor), visit: visit)
        clients = Set(known + chosen).map { (id: $0, name: names.client($0) ?? $0.rawValue) }.sorted {
            ($0.name.lowercased(), $0.id.rawValue) < ($1.name.lowercased(), $1.id.rawValue)
        }
        viewers = presence(page.rows.map(\.draft.id), visit)
        self.names = names
        self.address = address
        self.page = page
    }
}
