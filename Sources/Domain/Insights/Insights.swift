/// Which drafts to look at: those made in a span of time, for an audience.
public struct InsightQuery: Hashable, Sendable {
    /// From then on.
    public var since: Timestamp
    /// Before then.
    public var until: Timestamp
    public var client: ClientID?
    public var board: String?
    public var audience: Audience

    public init(
        since: Timestamp, until: Timestamp, client: ClientID? = nil, board: String? = nil, audience: Audience
    ) {
        self.since = since
        self.until = until
        self.client = client
        self.board = board
        self.audience = audience
    }

    /// Length of a bar of the chart over time, in days: one up to two weeks, else seven.
    public var stepDays: Int64 {
        until.seconds(since: since) <= 15 * 86_400 ? 1 : 7
    }

    /// The beginning of the bar a time belongs to: midnight UTC, for weeks that of Monday.
    public func step(of time: Timestamp) -> Timestamp {
        let day = time.milliseconds.flooredQuotient(86_400_000)
        // 1970-01-01 was a Thursday.
        let first = stepDays == 1 ? day : (day + 3).flooredQuotient(7) * 7 - 3
        return Timestamp(seconds: first * 86_400)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

/// What a span of time came to.
public struct Insights: Hashable, Sendable {
    /// What drafts are told apart by.
    public enum Dimension: String, Hashable, Sendable, CaseIterable {
        case client, board, prompt, model
    }

    /// Drafts that share a value.
    public struct Group: Hashable, Sendable {
        /// nil: the drafts without any; see also `Insights.rest`.
        public var key: String?
        public var tally: DraftTally

        public init(key: String?, tally: DraftTally) {
            self.key = key
            self.tally = tally
        }
    }

    public struct Step: Hashable, Sendable {
        public var start: Timestamp
        public var tally: DraftTally

        public init(start: Timestamp, tally: DraftTally) {
            self.start = start
            self.tally = tally
        }
    }

    /// Most values of a dimension that are told apart; the drafts of any further one stand under `rest`. Board names
    /// come with tickets, so there may be any number of them.
    public static let groupLimit = 500
    /// A key no value can have.
    public static let rest = "\u{0}rest"

    public var query: InsightQuery
    public var total = DraftTally()
    /// In order of time, those without drafts too.
    public var steps: [Step] = []
    /// The one with the most drafts first.
    public var groups: [Dimension: [Group]] = [:]
    /// Boards of the span, whatever board the query asks for, in order; at most `groupLimit`.
    public var boards: [String] = []
    public var documents: [DocumentUse] = []
    public var gaps = DocumentationGaps()

    public init(query: InsightQuery) {
        self.query = query
    }
}

/// What a document was good for.
public struct DocumentUse: Hashable, Sendable {
    public var id: DocumentID
    public var title: String
    /// Drafts it was found for.
    public var found: Int
    /// Approved drafts that cite it.
    public var cited: Int
    /// Drafts in which somebody rated it useful, or not useful.
    public var useful: Int
    public var notUseful: Int

    public init(id: DocumentID, title: String, found: Int, cited: Int, useful: Int, notUseful: Int) {
        self.id = id
        self.title = title
        self.found = found
        self.cited = cited
        self.useful = useful
        self.notUseful = notUseful
    }
}

/// Tickets for which no document was found at all.
public struct DocumentationGaps: Hashable, Sendable {
    public struct Example: Hashable, Sendable {
        public var draft: Int64
        public var ticketID: TicketID
        public var clientID: ClientID?
        public var subject: String
        public var category: String
        public var createdAt: Timestamp

        public init(
            draft: Int64, ticketID: TicketID, clientID: ClientID?, subject: String, category: String,
            createdAt: Timestamp
        ) {
            self.draft = draft
            self.ticketID = ticketID
            self.clientID = clientID
            self.subject = subject
            self.category = category
            self.createdAt = createdAt
        }
    }

    /// A ticket counts once, however many drafts it had.
    public var tickets = 0
    /// All tickets of the span.
    public var allTickets = 0
    /// By category.
    public var categories: [String: Int] = [:]
    /// The newest tickets without a document, the newest first; at most `exampleLimit`.
    public var examples: [Example] = []

    public static let exampleLimit = 1000

    public init() {}
}
