/// SHA-256 over a list of fields, each preceded by its length, so that no two different lists hash alike.
///
/// The serialisation is part of the egress ledger's format and must not change: a text or blob is the byte `1`, its
/// length as eight bytes big-endian and its bytes; a missing one the byte `0`; an integer the byte `2` and eight bytes
/// big-endian two's complement.
public struct FieldDigest: ~Copyable {
    private var digest: SHA256Digest

    /// `domain` names the kind of list and is hashed first.
    public init(domain: String) throws(DigestUnavailable) {
        var digest = try SHA256Digest()
        try Self.addLength(domain.utf8.count, to: &digest)
        try digest.update(domain)
        self.digest = digest
    }

    public mutating func add(_ text: String?) throws(DigestUnavailable) {
        guard var text else { return try digest.update([0]) }
        text.makeContiguousUTF8()
        try Self.addLength(text.utf8.count, to: &digest)
        try digest.update(text)
    }

    public mutating func add(_ bytes: [UInt8]) throws(DigestUnavailable) {
        try Self.addLength(bytes.count, to: &digest)
        try digest.update(bytes)
    }

    public mutating func add(_ number: Int64?) throws(DigestUnavailable) {
        guard let number else { return try digest.update([0]) }
        try digest.update([2] + Self.bigEndian(number))
    }

    public consuming func finalize() throws(DigestUnavailable) -> [UInt8] {
        try digest.finalize()
    }

    private static func addLength(_ length: Int, to digest: inout SHA256Digest) throws(DigestUnavailable) {
        try digest.update([1] + bigEndian(Int64(length)))
    }

    private static func bigEndian(_ number: Int64) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}
