public import Domain

/// A line of a tickets file: Sidenote's own format, or a BEIR query (`{"_id", "text"}`) taken as a ticket, so that
/// the queries of a retrieval benchmark can be enriched like tickets.
public struct TicketRecord: Decodable, Sendable {
    public var ticket: Ticket
    /// The record was a BEIR query without a date; the ticket's creation time is 1970-01-01.
    public var hasNoDate = false

    private enum Keys: String, CodingKey {
        case id, text, title
        case beirID = "_id"
        case createdAt = "created_at"
        case clientID = "client_id"
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        guard !values.contains(.id), values.contains(.beirID), values.contains(.text) else {
            ticket = try Ticket(from: decoder)
            return
        }
        let text = try values.decode(String.self, forKey: .text)
        let created = try values.decodeIfPresent(Timestamp.self, forKey: .createdAt)
        hasNoDate = created == nil
        ticket = Ticket(
            id: try values.decode(TicketID.self, forKey: .beirID),
            clientID: try values.decodeIfPresent(ClientID.self, forKey: .clientID),
            subject: Self.subject(of: text), body: text, createdAt: created ?? Timestamp(milliseconds: 0))
    }

    /// The first 120 characters on one line.
    private static func subject(of text: String) -> String {
        text.prefix(120).split(whereSeparator: \.isNewline).joined(separator: " ").trimmingWhitespace()
    }
}

/// A line of a documents file: Sidenote's own format, or a BEIR corpus document (`{"_id", "title", "text"}`).
struct DocumentRecord: Decodable {
    /// What the line says about its owner. Only an explicit `null` shares a document with every client: a missing or
    /// blank id is a gap in an export, and a gap must not open a client's document to the others.
    enum Owner: Equatable {
        case shared, missing
        case client(ClientID)
    }

    var document: Document
    var owner: Owner

    private enum Keys: String, CodingKey {
        case id, title, text
        case beirID = "_id"
        case clientID = "client_id"
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Keys.self)
        let isBEIR = !values.contains(.id) && values.contains(.beirID) && values.contains(.text)
        if isBEIR {
            let title = try values.decodeIfPresent(String.self, forKey: .title).nonBlank
            let text = try values.decode(String.self, forKey: .text)
            document = Document(
                id: try values.decode(DocumentID.self, forKey: .beirID),
                clientID: try values.decodeIfPresent(ClientID.self, forKey: .clientID),
                title: title ?? String(text.prefix(120)), body: text)
        } else {
            document = try Document(from: decoder)
        }
        if let client = document.clientID {
            owner = .client(client)
        } else if values.contains(.clientID) {
            owner = try values.decodeNil(forKey: .clientID) ? .shared : .missing
        } else {
            owner = isBEIR ? .shared : .missing
        }
    }
}
