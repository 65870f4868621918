internal import Digest
internal import Domain

/// What of one client is due.
struct RetentionPlan: Hashable, Sendable {
    var before: Timestamp
    var drafts: [Int64] = []
    /// They go with their drafts.
    var decisions = 0
    var events: [Int64] = []
    var jobs: [Int64] = []
    var deliveries: [Int64] = []
    var tickets: [String] = []
    /// Bodies of calls older than this are due. Later than `before` where one is of a ticket that now falls under another
    /// client's rule as well.
    var egressBefore: Timestamp
    /// Entries of the egress ledger whose bodies and answers are emptied.
    var receipts: [Int64] = []

    init(before: Timestamp) {
        self.before = before
        egressBefore = before
    }

    var counts: RetentionCounts {
        RetentionCounts(
            drafts: drafts.count, decisions: decisions, events: events.count, jobs: jobs.count,
            deliveries: deliveries.count, tickets: tickets.count, egressBodies: receipts.count)
    }

    /// What the tombstone says: per kind how many, and a digest of their ids with the first and the last, so that it
    /// can be shown later what is gone, and that nothing else was taken away under its name.
    func detail() throws -> [String: String] {
        var detail = ["before": before.description]
        for (kind, ids) in [
            ("drafts", drafts), ("events", events), ("jobs", jobs), ("deliveries", deliveries), ("egress", receipts),
        ] {
            guard let first = ids.first, let last = ids.last else { continue }
            var digest = try FieldDigest(domain: "sidenote retention 1")
            for id in ids { try digest.add(id) }
            detail[kind] = String(ids.count)
            detail["\(kind)_ids"] = "\(first)-\(last) sha256:\(Hexadecimal.text(try digest.finalize()))"
        }
        if decisions > 0 { detail["decisions"] = String(decisions) }
        if !tickets.isEmpty {
            var digest = try FieldDigest(domain: "sidenote retention 1")
            for id in tickets { try digest.add(id) }
            detail["tickets"] = String(tickets.count)
            detail["tickets_ids"] = "sha256:\(Hexadecimal.text(try digest.finalize()))"
        }
        if let first = receipts.first, let last = receipts.last {
            // What the verifier goes by.
            detail["egress_first"] = String(first)
            detail["egress_last"] = String(last)
            detail["egress_before_ms"] = String(egressBefore.milliseconds)
        }
        return detail
    }
}
