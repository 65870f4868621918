internal import COpenSSL

/// Keyed message authentication (RFC 2104, FIPS 198-1) through OpenSSL.
public enum HMAC {
    public enum Function: Sendable {
        case sha256
        /// For senders that know nothing better (Autotask); HMAC-SHA1 is not touched by the collisions of SHA-1.
        case sha1
    }

    /// The code of `message` under `key`: 32 bytes for SHA-256, 20 for SHA-1.
    public static func code(_ function: Function, key: [UInt8], message: [UInt8]) throws(DigestUnavailable) -> [UInt8] {
        let digest = function == .sha256 ? EVP_sha256() : EVP_sha1()
        var output = [UInt8](repeating: 0, count: 64)
        var length: UInt32 = 0
        // OpenSSL takes a null key for “the key of the last call”, so an empty key needs an address as well.
        let keyBytes = key.isEmpty ? [0] : key
        let done = output.withUnsafeMutableBufferPointer { out in
            COpenSSL.HMAC(
                digest, keyBytes, Int32(key.count), message.isEmpty ? [0] : message, message.count, out.baseAddress,
                &length)
        }
        guard done != nil else { throw DigestUnavailable() }
        return Array(output.prefix(Int(length)))
    }

    /// Whether `code` is the code of `message` under `key`, in a time that does not depend on where they differ.
    public static func isValid(_ code: [UInt8], _ function: Function, key: [UInt8], message: [UInt8]) -> Bool {
        guard let expected = try? self.code(function, key: key, message: message) else { return false }
        return ConstantTime.equal(code, expected)
    }
}

/// Comparison whose time tells nothing about the content.
public enum ConstantTime {
    /// Whether both hold the same bytes. Only the lengths may be learned from the time it takes.
    public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count else { return false }
        guard !a.isEmpty else { return true }
        return CRYPTO_memcmp(a, b, a.count) == 0
    }

    /// The same for texts of any length: what is compared are their SHA-256 digests, so not even a length is learned.
    public static func equal(_ a: String, _ b: String) -> Bool {
        guard let a = try? SHA256Digest.bytes(of: Array(a.utf8)), let b = try? SHA256Digest.bytes(of: Array(b.utf8))
        else { return false }
        return equal(a, b)
    }
}
