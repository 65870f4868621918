internal import COpenSSL

/// SHA-256 (FIPS 180-4) through OpenSSL's EVP interface.
///
/// Feed bytes in any number of pieces with `update`, then take the digest with `finalize`. A value is consumed by
/// `finalize`, so a digest can never be taken of half-fed state twice.
public struct SHA256Digest: ~Copyable {
    /// Length of a digest in bytes.
    public static let byteCount = 32

    private let context: OpaquePointer

    /// Throws `DigestUnavailable` when OpenSSL cannot provide SHA-256 (out of memory, or a provider without it).
    public init() throws(DigestUnavailable) {
        guard let context = EVP_MD_CTX_new() else { throw DigestUnavailable() }
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw DigestUnavailable()
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) throws(DigestUnavailable) {
        guard Self.feed(context, bytes) else { throw DigestUnavailable() }
    }

    private static func feed(_ context: OpaquePointer, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return true }
        return EVP_DigestUpdate(context, base, bytes.count) == 1
    }

    public mutating func update(_ bytes: [UInt8]) throws(DigestUnavailable) {
        let context = self.context
        guard bytes.withUnsafeBytes({ Self.feed(context, $0) }) else { throw DigestUnavailable() }
    }

    /// The UTF-8 bytes of the text.
    public mutating func update(_ text: String) throws(DigestUnavailable) {
        var text = text
        let context = self.context
        guard text.withUTF8({ Self.feed(context, UnsafeRawBufferPointer($0)) }) else { throw DigestUnavailable() }
    }

    /// The 32 bytes of the digest.
    public consuming func finalize() throws(DigestUnavailable) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Self.byteCount)
        var length: UInt32 = 0
        let done = digest.withUnsafeMutableBufferPointer { EVP_DigestFinal_ex(context, $0.baseAddress, &length) }
        guard done == 1, length == UInt32(Self.byteCount) else { throw DigestUnavailable() }
        return digest
    }
}

extension SHA256Digest {
    /// The 32 bytes of the digest of `bytes`.
    public static func bytes(of bytes: [UInt8]) throws(DigestUnavailable) -> [UInt8] {
        var digest = try SHA256Digest()
        try digest.update(bytes)
        return try digest.finalize()
    }

    /// The digest of `bytes` as 64 lower-case hexadecimal digits.
    public static func hex(of bytes: [UInt8]) throws(DigestUnavailable) -> String {
        Hexadecimal.text(try self.bytes(of: bytes))
    }

    /// The digest of the text's UTF-8 bytes as 64 lower-case hexadecimal digits.
    public static func hex(of text: String) throws(DigestUnavailable) -> String {
        var digest = try SHA256Digest()
        try digest.update(text)
        return Hexadecimal.text(try digest.finalize())
    }
}

/// The cryptographic library could not compute a digest or give randomness.
public struct DigestUnavailable: Error, Hashable, Sendable, CustomStringConvertible {
    public var description: String { "the cryptographic library cannot compute a digest or give randomness" }
}
