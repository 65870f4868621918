/// The kinds of record that have an index of their own.
public enum RecordKind: String, Hashable, Sendable, Codable, CaseIterable {
    case documents, tickets, devices
}

/// A document as the store keeps it: secrets removed, with its plain text beside the source.
public struct StoredDocument: Hashable, Sendable {
    public var document: Document
    /// Plain text of the body: headings as lines that begin with `#`, list items with `- ` or `1. `.
    public var text: String

    public init(document: Document, text: String) {
        self.document = document
        self.text = text
    }
}

/// A ticket as the store keeps it: secrets removed, with its cleaned text.
public struct StoredTicket: Hashable, Sendable {
    public var ticket: Ticket
    public var subject: String
    public var text: String
    public var entities: [Entity]

    public init(ticket: Ticket, subject: String, text: String, entities: [Entity]) {
        self.ticket = ticket
        self.subject = subject
        self.text = text
        self.entities = entities
    }
}

/// Records to be written together: all of them or, on an error, none.
public struct ImportBatch: Sendable {
    public var clients: [Client] = []
    public var contacts: [Contact] = []
    public var devices: [Device] = []
    public var documents: [StoredDocument] = []
    public var tickets: [StoredTicket] = []

    public init() {}

    public var count: Int {
        clients.count + contacts.count + devices.count + documents.count + tickets.count
    }
}

/// What a write did, per kind of record.
public struct ImportCounts: Hashable, Sendable, Codable {
    public var inserted = 0
    public var updated = 0
    public var unchanged = 0

    public init() {}

    public static func += (lhs: inout ImportCounts, rhs: ImportCounts) {
        lhs.inserted += rhs.inserted
        lhs.updated += rhs.updated
        lhs.unchanged += rhs.unchanged
    }
}

/// Where records live. Reads take a `Scope`; only `clients()` spans tenants, since a ticket's client must be found
/// before there is a scope, and `partitions`/`each…` serve index building, one partition at a time.
public protocol Store: Sendable {
    /// Writes the batch in one transaction; equal records are left alone, so importing twice changes nothing.
    func write(_ batch: ImportBatch) throws -> [String: ImportCounts]

    func clients() throws -> [Client]

    /// Which client a mail address belongs to among all contacts; nil if none or more than one.
    func clientOfContact(email: String) throws -> ClientID?
    /// Which client a phone number (digits only, at least seven) belongs to among all contacts; nil if none or several.
    func clientOfContact(phoneDigits: String) throws -> ClientID?

    /// In order of id. Contacts and devices always have a client: none for `.sharedOnly`.
    func contacts(in scope: Scope) throws -> [Contact]
    func devices(in scope: Scope) throws -> [Device]

    /// The documents among `ids` that lie inside the scope, in the order of `ids`.
    func documents(_ ids: [DocumentID], in scope: Scope) throws -> [StoredDocument]
    func tickets(_ ids: [TicketID], in scope: Scope) throws -> [StoredTicket]

    /// Partitions that hold at least one record of the kind, shared first, then by client id.
    func partitions(of kind: RecordKind) throws -> [Partition]
    /// Calls `body` for each document of the partition in order of id, without holding them all in memory.
    func eachDocument(in partition: Partition, _ body: (StoredDocument) throws -> Void) throws
    func eachTicket(in partition: Partition, _ body: (StoredTicket) throws -> Void) throws

    /// Grows with every change to the partition's records of the kind; 0 when there never were any.
    func generation(of kind: RecordKind, in partition: Partition) throws -> Int64

    /// The generations of all partitions together. A change that was committed before the call is counted.
    func generations() throws -> RecordGenerations

    /// The client's latest tickets that have a draft and were created at `since` or later, the oldest of them first.
    func draftedTickets(of client: ClientID, since: Timestamp, limit: Int) throws -> [StoredTicket]

    /// Those of the tickets, noted earlier as the client's, that are known to be another's or nobody's by now.
    func moved(_ tickets: [TicketID], from client: ClientID) throws -> Set<TicketID>

    /// How many records of each kind there are, for status output.
    func counts() throws -> [String: Int]
}
