import Digest
import FoundationEssentials
import JWTKit

/// The provider's keys (JWK Set, RFC 7517) as far as they can be used here. Private parts, symmetric keys and keys of
/// unknown kinds are passed over.
struct PublishedKeys: Sendable {
    struct Key: Hashable, Sendable, Decodable {
        var kty: String
        var kid: String?
        var use: String?
        var alg: String?
        var operations: [String]?
        var n: String?
        var e: String?
        var crv: String?
        var x: String?
        var y: String?

        private enum CodingKeys: String, CodingKey {
            case kty, kid, use, alg, n, e, crv, x, y
            case operations = "key_ops"
        }
    }

    /// A set is not expected to hold more, and reading more would be work for nothing.
    static let maximumKeys = 100

    let keys: [Key]

    init(_ bytes: [UInt8]) throws(OpenIDFailure) {
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(bytes)), set.keys.count <= Self.maximumKeys
        else { throw .keys }
        keys = set.keys.compactMap(\.value)
    }

    /// The one key for a signature; nil when there is none or the choice is not clear. Without `kid` there must be only
    /// one key of the kind (OpenID Connect Core 1.0, section 10.1).
    func key(id: String?, algorithm: String) -> JWK? {
        let fitting = keys.filter { Self.fits($0, algorithm) && (id == nil || $0.kid == id) }
        guard fitting.count == 1 else { return nil }
        return Self.jwk(fitting[0], algorithm)
    }

    private static func fits(_ key: Key, _ algorithm: String) -> Bool {
        guard key.use == nil || key.use == "sig", key.alg == nil || key.alg == algorithm,
            key.operations?.contains("verify") ?? true
        else { return false }
        return switch algorithm {
        case "RS256": key.kty == "RSA"
        case "ES256": key.kty == "EC" && key.crv == "P-256"
        case "EdDSA": key.kty == "OKP" && key.crv == "Ed25519"
        default: false
        }
    }

    private static func jwk(_ key: Key, _ algorithm: String) -> JWK? {
        let id = JWKIdentifier(string: key.kid ?? "the only key")
        switch algorithm {
        case "RS256":
            // 2048 bits at least (RFC 7518, section 3.3), and not so many that checking becomes a burden.
            guard let n = key.n, let e = key.e, let modulus = Base64.urlBytes(n), (256...1024).contains(modulus.count),
                let exponent = Base64.urlBytes(e), (1...8).contains(exponent.count)
            else { return nil }
            return .rsa(.rs256, identifier: id, modulus: n, exponent: e)
        case "ES256":
            return .ecdsa(.es256, identifier: id, x: key.x, y: key.y, curve: .p256)
        case "EdDSA":
            return .octetKeyPair(.eddsa, identifier: id, x: key.x, y: nil, curve: .ed25519)
        default:
            return nil
        }
    }
}

private struct KeySet: Decodable {
    /// A key that does not decode must not spoil the others.
    struct Lenient: Decodable {
        let value: PublishedKeys.Key?
        init(from decoder: any Decoder) throws {
            value = try? PublishedKeys.Key(from: decoder)
        }
    }

    let keys: [Lenient]
}
