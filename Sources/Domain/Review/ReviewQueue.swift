/// Where a draft stands, in one word; what comes first in this list wins.
public enum ReviewWord: String, Hashable, Sendable, CaseIterable {
    case approved, rejected
    /// The ticket changed after the draft was made.
    case stale
    /// Approval waits for a person to look at sentences without support.
    case blocked
    /// The requester has to be asked something first.
    case needsInfo = "needs_info"
    /// Made of quotations, without a model.
    case extractive
    case ready

    /// Those of work that nobody has decided, in the order in which people look for them.
    public static let open: [ReviewWord] = [.ready, .needsInfo, .blocked, .extractive, .stale]

    public var isDecided: Bool { self == .approved || self == .rejected }

    public init(_ draft: DraftSummary) {
        self.init(state: draft.state, isBlocked: draft.isBlocked, needsInfo: draft.needsInfo, mode: draft.mode)
    }

    public init(state: StoredDraft.State, isBlocked: Bool, needsInfo: Bool, mode: Draft.Mode) {
        switch state {
        case .approved: self = .approved
        case .rejected: self = .rejected
        case .stale: self = .stale
        case .open, .claimed:
            self = isBlocked ? .blocked : needsInfo ? .needsInfo : mode == .extractive ? .extractive : .ready
        }
    }
}

/// What text search looks through.
public enum ReviewSearch {
    /// Longest text kept for it, in characters.
    public static let limit = 1000

    /// Subject, original subject, id and number of a ticket, in small letters.
    public static func text(subject: String, original: String?, ticket: TicketID, number: String?) -> String {
        let parts = [ticket.rawValue, number, subject, original].compactMap(\.self)
        return folded(String(parts.joined(separator: "\n").prefix(limit)))
    }

    public static func folded(_ text: String) -> String { text.lowercased() }
}

/// Which drafts the queue shows; nil leaves open.
public struct ReviewQueueFilter: Hashable, Sendable {
    public var clientID: ClientID?
    /// A decided word shows what was decided; any other, and nil, what is to be decided.
    public var word: ReviewWord?
    public var board: String?
    /// Who has it in hand or decided it, as `Actor.description` writes it.
    public var holder: String?
    /// Part of subject, id or number, in any case.
    public var text: String?
    /// Decided drafts count from then on.
    public var decidedSince: Timestamp?

    public init(
        clientID: ClientID? = nil, word: ReviewWord? = nil, board: String? = nil, holder: String? = nil,
        text: String? = nil, decidedSince: Timestamp? = nil
    ) {
        self.clientID = clientID
        self.word = word
        self.board = board
        self.holder = holder
        self.text = text
        self.decidedSince = decidedSince
    }

    public var isDecided: Bool { word?.isDecided ?? false }

    /// Whether the queue with this filter shows the row.
    public func admits(_ row: ReviewQueueRow) -> Bool {
        let draft = row.draft
        guard draft.isCurrent, row.word.isDecided == isDecided else { return false }
        if let clientID, draft.clientID != clientID { return false }
        if let word, row.word != word { return false }
        if let board, draft.board != board { return false }
        if let holder, draft.actor != holder { return false }
        if isDecided, let decidedSince, (draft.decidedAt ?? decidedSince) < decidedSince { return false }
        guard let text else { return true }
        let searched = ReviewSearch.text(
            subject: draft.subject, original: row.originalSubject, ticket: draft.ticketID, number: row.number)
        return searched.contains(ReviewSearch.folded(text))
    }
}

/// A line of the queue.
public struct ReviewQueueRow: Hashable, Sendable {
    public var draft: DraftSummary
    /// The number people use for the ticket, where it is not its id.
    public var number: String?
    /// The subject as it was sent, where it is not the draft's.
    public var originalSubject: String?
    /// When the ticket was opened; nil where that is not known.
    public var openedAt: Timestamp?

    public init(draft: DraftSummary, number: String?, originalSubject: String?, openedAt: Timestamp?) {
        self.draft = draft
        self.number = number
        self.originalSubject = originalSubject
        self.openedAt = openedAt
    }

    public var word: ReviewWord { ReviewWord(draft) }
}

/// A place in the order of the queue: behind or before a row, whether or not that row is still in it.
public struct ReviewQueueKey: Hashable, Sendable, Comparable {
    /// Milliseconds: when it is due, or when it was decided, turned round so that the newest comes first.
    public var time: Int64
    /// 0 for blocked drafts, 1 for others; 0 throughout what was decided.
    public var rank: Int64
    /// Of the draft; turned round like the time.
    public var id: Int64

    public init(time: Int64, rank: Int64, id: Int64) {
        self.time = time
        self.rank = rank
        self.id = id
    }

    public static func < (lhs: ReviewQueueKey, rhs: ReviewQueueKey) -> Bool {
        (lhs.time, lhs.rank, lhs.id) < (rhs.time, rhs.rank, rhs.id)
    }

    /// `1700000000000.1.17`
    public var text: String { "\(time).\(rank).\(id)" }

    public init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { Int64($0) }
        guard parts.count == 3, parts.allSatisfy({ $0.magnitude <= 1 << 53 }) else { return nil }
        self.init(time: parts[0], rank: parts[1], id: parts[2])
    }
}

/// Where a page of the queue begins or ends.
public enum ReviewQueuePlace: Hashable, Sendable {
    case start
    case after(ReviewQueueKey)
    case before(ReviewQueueKey)
}

/// Some rows of the queue, in its order.
public struct ReviewQueuePage: Hashable, Sendable {
    public var rows: [ReviewQueueRow]
    /// Where the page before this one ends; nil at the beginning.
    public var first: ReviewQueueKey?
    /// Where the page after this one begins; nil at the end.
    public var last: ReviewQueueKey?

    public init(rows: [ReviewQueueRow], first: ReviewQueueKey?, last: ReviewQueueKey?) {
        self.rows = rows
        self.first = first
        self.last = last
    }
}

/// A ticket whose draft is still being made, or could not be made.
public struct UnfinishedTicket: Hashable, Sendable {
    public var job: Int64
    public var ticketID: TicketID
    /// The client whose lane it waits in; whether there is such a client is not said.
    public var lane: String
    public var state: Job.State
    public var enqueuedAt: Timestamp
    /// When it is tried again.
    public var runAt: Timestamp
    /// Why the last attempt failed; no ticket text.
    public var reason: String?
    /// Of an earlier draft of the ticket that the audience may see.
    public var subject: String?

    public init(
        job: Int64, ticketID: TicketID, lane: String, state: Job.State, enqueuedAt: Timestamp, runAt: Timestamp,
        reason: String?, subject: String?
    ) {
        self.job = job
        self.ticketID = ticketID
        self.lane = lane
        self.state = state
        self.enqueuedAt = enqueuedAt
        self.runAt = runAt
        self.reason = reason
        self.subject = subject
    }
}

/// The tickets whose drafts are not made yet.
public struct UnfinishedWork: Hashable, Sendable {
    /// What failed first, then what is under way, then what waits.
    public var tickets: [UnfinishedTicket]
    /// How many there are by state; never above `countLimit`.
    public var counts: [Job.State: Int]

    public static let countLimit = 1000

    public init(tickets: [UnfinishedTicket], counts: [Job.State: Int]) {
        self.tickets = tickets
        self.counts = counts
    }

    public var total: Int { counts.values.reduce(0, +) }
}
