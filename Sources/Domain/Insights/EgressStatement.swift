/// What was sent of one client in one calendar month (UTC): proof for the client, and a bill's second opinion.
public struct EgressStatement: Hashable, Sendable {
    /// Calls to one address.
    public struct Destination: Hashable, Sendable {
        public var endpoint: String
        public var calls: Int
        public var bytes: Int64

        public init(endpoint: String, calls: Int, bytes: Int64) {
            self.endpoint = endpoint
            self.calls = calls
            self.bytes = bytes
        }
    }

    public var client: ClientID
    public var month: CalendarMonth
    public var calls = 0
    public var bytes: Int64 = 0
    public var tickets = 0
    /// The most called first.
    public var destinations: [Destination] = []
    /// Stretches withheld, by kind.
    public var redactions: [String: Int] = [:]
    /// Calls whose bodies retention removed since.
    public var removedBodies = 0
    /// First and last receipt; nil without calls.
    public var receipts: ClosedRange<Int64>?
    /// SHA-256 over receipt and hash of each call in order; two statements over the same calls have the same digest.
    public var digest = ""
    /// Receipt and hash of the ledger's newest entry when the statement was made; it covers every call before it.
    public var headReceipt: Int64 = 0
    public var headHash = ""

    public init(client: ClientID, month: CalendarMonth) {
        self.client = client
        self.month = month
    }
}

/// A month of the calendar in UTC: `2026-11`.
public struct CalendarMonth: Hashable, Sendable, CustomStringConvertible {
    public let start: Timestamp
    /// The beginning of the next one.
    public let end: Timestamp

    /// nil for anything but `YYYY-MM`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 7, parts.count == 2, parts[0].utf8.count == 4,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }), let year = Int(parts[0]),
            let month = Int(parts[1])
        else { return nil }
        self.init(year: year, month: month)
    }

    /// The month that holds the time.
    public init?(of time: Timestamp) {
        self.init(time.description.prefix(7))
    }

    private init?(year: Int, month: Int) {
        let isLast = month == 12
        guard let start = Timestamp(year: year, month: month, day: 1),
            let end = Timestamp(year: isLast ? year + 1 : year, month: isLast ? 1 : month + 1, day: 1)
        else { return nil }
        self.start = start
        self.end = end
    }

    public var description: String { String(start.description.prefix(7)) }

    public var previous: CalendarMonth? { CalendarMonth(of: start.adding(seconds: -1)) }
    public var next: CalendarMonth? { CalendarMonth(of: end) }
}
