import Digest
import Foundation
import JWTKit

/// Keys and hand-made ID tokens: header and payload are texts, so that wrong ones can be written too.
struct TokenForge: Sendable {
    /// Key ids in the published set.
    static let rsaID = "rsa-1"
    static let ecID = "ec-1"
    static let edID = "ed-1"

    let rsa: any JWTAlgorithm
    let ec: any JWTAlgorithm
    let ed: any JWTAlgorithm
    /// A key that the provider never published.
    let strange: any JWTAlgorithm
    /// The published set.
    let keySet: String
    /// The published RSA key, as an attacker would use it for HS256.
    let rsaPublicPEM: String
    /// The unpublished RSA key as a JWK.
    let strangeJWK: String

    static func make() async throws -> TokenForge {
        let rsaKey = try Insecure.RSA.PrivateKey(pem: try rsaPEM())
        let strangeKey = try Insecure.RSA.PrivateKey(pem: try rsaPEM())
        let ecKey = ES256PrivateKey()
        let edKey = try EdDSA.PrivateKey(curve: .ed25519)
        let keys = JWTKeyCollection()
        await keys.add(rsa: rsaKey, digestAlgorithm: .sha256, kid: "rsa")
        await keys.add(rsa: strangeKey, digestAlgorithm: .sha256, kid: "strange")
        await keys.add(ecdsa: ecKey, kid: "ec")
        await keys.add(eddsa: edKey, kid: "ed")
        let point = ecKey.publicKey.parameters
        let x = urlText(point?.x ?? "")
        let y = urlText(point?.y ?? "")
        let edX = Base64.urlText(Array(edKey.publicKey.rawRepresentation))
        let set = """
            {"keys": [
              {"kty": "oct", "kid": "\(rsaID)", "k": "c2VjcmV0", "alg": "HS256"},
              {"kty": "unknown", "kid": 7},
              \(try jwk(rsaKey.publicKey, id: rsaID)),
              {"kty": "EC", "crv": "P-256", "kid": "\(ecID)", "use": "sig", "x": "\(x)", "y": "\(y)"},
              {"kty": "OKP", "crv": "Ed25519", "kid": "\(edID)", "alg": "EdDSA", "x": "\(edX)"}
            ]}
            """
        return TokenForge(
            rsa: try await keys.getKey(for: "rsa"), ec: try await keys.getKey(for: "ec"),
            ed: try await keys.getKey(for: "ed"), strange: try await keys.getKey(for: "strange"), keySet: set,
            rsaPublicPEM: rsaKey.publicKey.pemRepresentation, strangeJWK: try jwk(strangeKey.publicKey, id: rsaID))
    }

    /// Compact serialisation of the texts as they are, signed.
    func sign(_ header: String, _ payload: String, _ key: (any JWTAlgorithm)? = nil) throws -> String {
        let input = Self.encode(header) + "." + Self.encode(payload)
        return input + "." + Base64.urlText(try (key ?? rsa).sign(Array(input.utf8)))
    }

    func hmac(_ header: String, _ payload: String, key: String) throws -> String {
        let input = Self.encode(header) + "." + Self.encode(payload)
        return input + "." + Base64.urlText(try HMAC.code(.sha256, key: Array(key.utf8), message: Array(input.utf8)))
    }

    static func encode(_ text: String) -> String { Base64.urlText(Array(text.utf8)) }

    static func header(_ algorithm: String = "RS256", kid: String? = rsaID, _ more: String = "") -> String {
        let id = kid.map { ", \"kid\": \"\($0)\"" } ?? ""
        return "{\"alg\": \"\(algorithm)\", \"typ\": \"JWT\"\(id)\(more)}"
    }

    private static func jwk(_ key: Insecure.RSA.PublicKey, id: String) throws -> String {
        let parts = try key.getKeyPrimitives()
        let n = Base64.urlText(Array(parts.modulus))
        let e = Base64.urlText(Array(parts.publicExponent))
        return
            "{\"kty\": \"RSA\", \"kid\": \"\(id)\", \"use\": \"sig\", \"alg\": \"RS256\", \"n\": \"\(n)\", \"e\": \"\(e)\"}"
    }

    /// Whatever Base64 it was, as URL-safe Base64 without padding.
    private static func urlText(_ text: String) -> String {
        text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// JWTKit reads RSA keys and makes none.
    private static func rsaPEM() throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = ["genpkey", "-quiet", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
