internal import Digest

/// What reading the whole audit ledger found.
public struct AuditVerification: Hashable, Sendable {
    /// Entries present.
    public var count: Int64
    /// The newest entry that is sound.
    public var head: AuditAnchor
    /// Number of the first entry that is missing or altered; nil when all are sound.
    public var firstBroken: Int64?
    public var reason: String?

    public var isSound: Bool { firstBroken == nil }
}

/// Follows the chain entry by entry; stops at the first that does not hold, or is not what was anchored.
struct AuditVerifier {
    private var last = AuditAnchor(entry: 0, hash: AuditChain.origin)
    private var broken: (entry: Int64, reason: String)?
    /// Those still to come, the next one last.
    private var anchors: [AuditAnchor]

    init(anchors: [AuditAnchor] = []) {
        self.anchors = anchors.sorted { $0.entry > $1.entry }
        checkAnchors()
    }

    var isSound: Bool { broken == nil }

    mutating func take(_ fields: AuditChain.Fields, hash stored: [UInt8]) throws(DigestUnavailable) {
        let expected = last.entry + 1
        guard fields.id == expected else {
            broken =
                fields.id > expected
                ? (expected, "the entry is missing") : (fields.id, "the entry's number is not positive")
            return
        }
        if fields.previous != last.hash {
            broken = (expected, "it does not follow from the entry before it")
        } else if try AuditChain.hash(fields) != stored {
            broken = (expected, "a field or the hash was altered")
        } else {
            last = AuditAnchor(entry: expected, hash: stored)
            checkAnchors()
        }
    }

    private mutating func checkAnchors() {
        while let anchor = anchors.last, anchor.entry <= last.entry, broken == nil {
            anchors.removeLast()
            if anchor != last {
                broken = (anchor.entry, "it is not the entry that was anchored: the ledger was rewritten")
            }
        }
    }

    func result(count: Int64, head: AuditAnchor?) -> AuditVerification {
        var broken = self.broken
        if broken == nil {
            if let head {
                if head.entry > last.entry {
                    broken = (last.entry + 1, "the newest entries were removed")
                } else if head != last {
                    broken = (last.entry, "the stored head was altered")
                }
            } else if last.entry > 0 {
                broken = (last.entry, "the stored head is missing")
            }
        }
        if broken == nil, let missing = anchors.last {
            broken = (missing.entry, "the anchored entry is missing: the newest entries were removed")
        }
        return AuditVerification(count: count, head: last, firstBroken: broken?.entry, reason: broken?.reason)
    }
}
