internal import Digest

/// Follows the chain entry by entry; stops at the first that does not hold.
struct EgressVerifier {
    private var receipt: Int64 = 0
    private var hash = EgressChain.origin
    private var broken: (receipt: Int64, reason: String)?

    private let tombstones: EgressTombstones

    init(tombstones: EgressTombstones = EgressTombstones()) {
        self.tombstones = tombstones
    }

    var isSound: Bool { broken == nil }

    mutating func take(_ fields: EgressChain.Fields, hash stored: [UInt8], body: [UInt8]) throws(DigestUnavailable) {
        let expected = receipt + 1
        guard fields.receipt == expected else {
            broken =
                fields.receipt > expected
                ? (expected, "the entry is missing") : (fields.receipt, "the receipt is not a positive number")
            return
        }
        if fields.previous != hash {
            broken = (expected, "it does not follow from the entry before it")
        } else if let reason = try bodyFault(fields, body) {
            broken = (expected, reason)
        } else if try EgressChain.hash(fields) != stored {
            broken = (expected, "a field or the hash was altered")
        } else {
            receipt = expected
            hash = stored
        }
    }

    /// A body that retention emptied can no longer be compared with its digest; the chain still covers the digest.
    private func bodyFault(_ fields: EgressChain.Fields, _ body: [UInt8]) throws(DigestUnavailable) -> String? {
        if body.isEmpty, fields.bytes > 0 {
            let isRemoved = tombstones.covers(receipt: fields.receipt, client: fields.clientID, at: fields.at)
            return isRemoved ? nil : "the body was removed, and no retention accounts for it"
        }
        if fields.bytes != Int64(body.count) { return "the length of the body was altered" }
        return try SHA256Digest.hex(of: body) == fields.sha256 ? nil : "the body or its digest was altered"
    }

    func result(count: Int64, head: (receipt: Int64, hash: [UInt8])?) -> EgressVerification {
        var broken = self.broken
        if broken == nil {
            if let head {
                if head.receipt > receipt {
                    broken = (receipt + 1, "the newest entries were removed")
                } else if head.receipt < receipt || head.hash != hash {
                    broken = (receipt, "the stored head was altered")
                }
            } else if receipt > 0 {
                broken = (receipt, "the stored head is missing")
            }
        }
        return EgressVerification(
            count: count, head: Hexadecimal.text(hash), firstBroken: broken?.receipt, reason: broken?.reason)
    }
}
