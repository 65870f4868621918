/// Proof of what left the building in one call.
public struct EgressReceipt: Hashable, Sendable, Codable {
    /// Position in the ledger, from 1.
    public var receipt: Int64
    /// Scheme, host, port and path; never a key, user name or query.
    public var endpoint: String
    /// Length of the request body.
    public var bytes: Int
    /// SHA-256 of the request body, lower-case hexadecimal.
    public var sha256: String
    /// How many stretches of each kind were withheld from it.
    public var redacted: [String: Int]

    public init(receipt: Int64, endpoint: String, bytes: Int, sha256: String, redacted: [String: Int] = [:]) {
        self.receipt = receipt
        self.endpoint = endpoint
        self.bytes = bytes
        self.sha256 = sha256
        self.redacted = redacted
    }
}

/// A call that is about to be made.
public struct EgressEntry: Hashable, Sendable {
    public var at: Timestamp
    public var ticketID: TicketID
    public var clientID: ClientID?
    public var endpoint: String
    /// The exact bytes of the request body.
    public var body: [UInt8]
    public var redacted: [String: Int]
    /// Earlier tickets of the client that the body quotes. Should one of them become another client's, the body is no
    /// longer for the people of this one.
    public var cases: [TicketID]

    public init(
        at: Timestamp, ticketID: TicketID, clientID: ClientID?, endpoint: String, body: [UInt8],
        redacted: [String: Int] = [:], cases: [TicketID] = []
    ) {
        self.cases = cases
        self.at = at
        self.ticketID = ticketID
        self.clientID = clientID
        self.endpoint = endpoint
        self.body = body
        self.redacted = redacted
    }
}

/// A stored answer, so that a draft paid for once is not paid for again after a crash.
public struct RecordedAnswer: Hashable, Sendable, Codable {
    public var status: Int
    public var body: String

    public init(status: Int, body: String) {
        self.status = status
        self.body = body
    }
}

/// The hash-chained record of everything that was sent to a model, written before the bytes leave.
public protocol EgressLedger: Sendable {
    /// Writes the entry durably and returns its receipt. Throws when it cannot be written: then nothing may be sent.
    func record(_ entry: EgressEntry) async throws -> EgressReceipt

    /// Stores the endpoint's answer beside the receipt.
    func complete(_ receipt: Int64, with answer: RecordedAnswer) async throws

    /// The newest stored answer to exactly these bytes at this endpoint for this ticket, with its receipt.
    func answer(to sha256: String, endpoint: String, ticket: TicketID) async throws -> (EgressReceipt, RecordedAnswer)?
}
