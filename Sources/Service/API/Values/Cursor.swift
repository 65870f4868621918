import Digest
import Foundation

/// Where a list goes on: the key of the last item seen, tied to the list and its filters.
///
/// The checksum finds what was cut or altered on the way. It protects nothing: which records may be seen is decided by
/// each query anew.
struct Cursor: Hashable, Sendable {
    private struct Content: Codable {
        /// The list.
        var l: String
        /// Digest of its filters.
        var f: String
        /// The key.
        var k: String
    }

    /// The operation's name.
    var list: String
    /// Digest of the filters in force.
    var filters: String
    var key: String

    private static let checksumLength = 8

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let content = Array(try encoder.encode(Content(l: list, f: filters, k: key)))
        return Base64.urlText(try Self.checksum(content) + content)
    }

    /// nil for anything that `text` did not make.
    init?(_ text: String) {
        guard let bytes = Base64.urlBytes(text), bytes.count > Self.checksumLength else { return nil }
        let content = Array(bytes.dropFirst(Self.checksumLength))
        guard let expected = try? Self.checksum(content), expected == Array(bytes.prefix(Self.checksumLength)),
            let value = try? JSONDecoder().decode(Content.self, from: Data(content))
        else { return nil }
        (list, filters, key) = (value.l, value.f, value.k)
    }

    init(list: String, filters: String, key: String) {
        self.list = list
        self.filters = filters
        self.key = key
    }

    private static func checksum(_ content: [UInt8]) throws(DigestUnavailable) -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote cursor 1")
        try digest.add(content)
        return Array(try digest.finalize().prefix(checksumLength))
    }
}
