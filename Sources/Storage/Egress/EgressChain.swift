internal import Digest
internal import Domain

/// How an entry of the ledger is hashed: SHA-256 over the fields below as `FieldDigest` serialises them, beginning with
/// the hash of the entry before it. The body stands in by its own SHA-256, which `verify` recomputes.
enum EgressChain {
    /// What stands in for the hash before the first entry.
    static let origin = [UInt8](repeating: 0, count: SHA256Digest.byteCount)

    struct Fields {
        var receipt: Int64
        var previous: [UInt8]
        var at: Int64
        var ticketID: String
        var clientID: String?
        var endpoint: String
        var bytes: Int64
        var sha256: String
        /// Canonical JSON of the counts.
        var redacted: String
    }

    static func hash(_ fields: Fields) throws(DigestUnavailable) -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote egress 1")
        try digest.add(fields.previous)
        try digest.add(fields.receipt)
        try digest.add(fields.at)
        try digest.add(fields.ticketID)
        try digest.add(fields.clientID)
        try digest.add(fields.endpoint)
        try digest.add(fields.bytes)
        try digest.add(fields.sha256)
        try digest.add(fields.redacted)
        return try digest.finalize()
    }
}
