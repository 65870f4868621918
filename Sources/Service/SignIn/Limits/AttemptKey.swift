import Digest
import Glibc

/// What attempts are counted by: a keyed digest of fixed size, so that entries cannot grow and hold no login.
struct AttemptKey: Hashable, Sendable {
    let digest: [UInt8]

    /// Throws `DigestUnavailable`: an attempt that cannot be counted must not be made.
    init(_ text: String, key: [UInt8]) throws(DigestUnavailable) {
        digest = Array(try HMAC.code(.sha256, key: key, message: Array(text.utf8)).prefix(16))
    }

    /// The part of an address that one person controls at most: an IPv4 address, the first 64 bits of an IPv6 address
    /// (RFC 6177). Other text is taken as it is.
    static func network(of address: String) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
        // ::ffff:a.b.c.d is an IPv4 address.
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return Hexadecimal.text(Array(bytes.prefix(8))) + "/64"
    }
}
