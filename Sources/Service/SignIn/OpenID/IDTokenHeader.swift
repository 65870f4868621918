import Connectors
import Digest
import FoundationEssentials

/// The parts of an ID token in compact serialisation (RFC 7515, section 7.1), taken apart strictly.
///
/// Of the header only `alg`, `kid`, `typ` and `crit` are read: keys that a token brings or points to (`jwk`, `jku`,
/// `x5c`, `x5u`) are never looked at, keys come from the configured provider alone.
struct IDTokenHeader: Sendable {
    static let maximumBytes = 16 << 10

    let algorithm: String
    let keyID: String?

    /// - Parameter allowed: algorithms accepted; none of them may be symmetric.
    init(token: String, allowed: [String]) throws(OpenIDFailure) {
        guard token.utf8.count <= Self.maximumBytes else { throw .malformed }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64.urlBytes(String(parts[0])),
            let payload = Base64.urlBytes(String(parts[1])), let signature = Base64.urlBytes(String(parts[2])),
            Self.hasUniqueKeys(header), Self.hasUniqueKeys(payload),
            let fields = try? JSONDecoder().decode(Fields.self, from: Data(header))
        else { throw .malformed }
        // The list is asked before anything is done with key or signature: `none` and HS256 end here.
        guard let algorithm = fields.alg, allowed.contains(algorithm) else { throw .algorithm }
        guard !signature.isEmpty else { throw .signature }
        guard fields.typ.map({ $0.lowercased() == "jwt" }) ?? true else { throw .malformed }
        guard !TopLevelKeys(header).keys.contains("crit") else { throw .critical }
        self.algorithm = algorithm
        keyID = fields.kid
    }

    private struct Fields: Decodable {
        var alg: String?
        var kid: String?
        var typ: String?
    }

    /// Names must not stand twice (RFC 7519, section 4): two readers might pick different ones. A name with an escape
    /// is refused, since it might be another one's second spelling.
    private static func hasUniqueKeys(_ json: [UInt8]) -> Bool {
        guard String(validating: json, as: UTF8.self) != nil else { return false }
        let read = TopLevelKeys(json)
        return read.isObject && Set(read.keys).count == read.keys.count && !read.keys.contains { $0.contains("\\") }
    }
}
