import Domain
import Foundation

/// A body that is known to be JSON, shallow and decodable, whose parts can be decoded on their own.
struct JSONBody {
    /// Where a NUL or half a surrogate pair was escaped, U+FFFD stands now (`JSONRepair`).
    let bytes: [UInt8]
    let outline: JSONOutline

    /// - Throws: `MalformedPayload` when the bytes are not UTF-8 or no JSON within the limits.
    init(_ bytes: [UInt8]) throws(MalformedPayload) {
        guard (try? UTF8Span(validating: bytes.span)) != nil else {
            throw MalformedPayload("the body is not UTF-8 text")
        }
        let outline = try JSONOutline(bytes)
        // A customer can paste such a character into a ticket; the ticket must not be lost for it. The repair keeps
        // every length, so the outline still fits.
        self.bytes = outline.needsRepair ? JSONRepair(bytes).bytes : bytes
        self.outline = outline
    }

    var isObject: Bool { outline.shape == .object }
    var isArray: Bool { outline.shape == .array }

    /// The value of a topmost member; of one that stands there twice, the first.
    func member(_ name: StaticString) -> Range<Int>? {
        outline.members.first { member in
            member.key.count == name.utf8CodeUnitCount
                && member.key.enumerated().allSatisfy { bytes[$0.element] == name.utf8Start[$0.offset] }
        }?.value
    }

    /// A topmost text; nil when it is missing or something else.
    func text(_ name: StaticString) -> String? {
        guard let range = member(name), bytes[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return try? decode(String.self, range)
    }

    func isNull(_ range: Range<Int>) -> Bool { bytes[range.lowerBound] == UInt8(ascii: "n") }

    /// - Throws: `MalformedPayload` that names the member, never its value.
    func decode<T: Decodable>(_ type: T.Type, _ range: Range<Int>? = nil) throws(MalformedPayload) -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(range.map { bytes[$0] } ?? bytes[...]))
        } catch {
            throw Self.describe(error)
        }
    }

    private static func describe(_ error: any Error) -> MalformedPayload {
        guard let error = error as? DecodingError else { return MalformedPayload("the JSON cannot be decoded") }
        func place(_ keys: [any CodingKey]) -> String {
            let path = keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            return path.isEmpty ? "the value" : "“\(path)”"
        }
        switch error {
        case .keyNotFound(let key, let context):
            return MalformedPayload("\(place(context.codingPath + [key])) is missing or empty")
        case .valueNotFound(_, let context):
            return MalformedPayload("\(place(context.codingPath)) is null")
        case .typeMismatch(_, let context):
            return MalformedPayload("\(place(context.codingPath)) is of the wrong kind")
        case .dataCorrupted(let context):
            return MalformedPayload("\(place(context.codingPath)) cannot be read")
        @unknown default:
            return MalformedPayload("the JSON cannot be decoded")
        }
    }
}
