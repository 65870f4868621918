internal import Domain
internal import Foundation

/// JSON with sorted keys and no optional escapes: equal values give equal bytes.
struct CanonicalJSON {
    private let encoder: JSONEncoder
    private let decoder = JSONDecoder()

    init() {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    func text(_ value: some Encodable) throws -> String {
        String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    func value<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
        do {
            return try decoder.decode(type, from: Data(text.utf8))
        } catch {
            throw Problem(
                "a stored \(type) cannot be read: the data is damaged",
                remedy: "Restore the data from a backup, or move it away and import again")
        }
    }
}
