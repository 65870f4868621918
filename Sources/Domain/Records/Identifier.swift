/// A typed identifier: a non-empty text that is only ever compared with identifiers of the same kind of record.
///
/// Source systems number their records, so a JSON number is accepted on decoding and kept as its decimal text.
public struct Identifier<Record>: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    public var description: String { rawValue }

    public static func < (lhs: Self, rhs: Self) -> Bool {
        lhs.rawValue < rhs.rawValue
    }
}

extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Identifier: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        if let string = try? container.decode(String.self) {
            text = string
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an id is a text or a whole number"))
        }
        let trimmed = text.trimmingWhitespace()
        guard !trimmed.isEmpty else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "an id must not be empty"))
        }
        self.init(trimmed)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}

public typealias ClientID = Identifier<Client>
public typealias ContactID = Identifier<Contact>
public typealias DeviceID = Identifier<Device>
public typealias DocumentID = Identifier<Document>
public typealias TicketID = Identifier<Ticket>
