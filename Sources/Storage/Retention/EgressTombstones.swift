internal import Domain
internal import GRDB

/// Which bodies of the egress ledger retention emptied, as the audit ledger says. Only as good as that ledger: verify
/// both.
struct EgressTombstones {
    private struct Range {
        var first: Int64
        var last: Int64
        var before: Int64
    }

    /// Per client in order of `last`.
    private var ranges: [String?: [Range]] = [:]

    init() {}

    init(_ db: Database) throws {
        let query = try Prepared(
            fresh: "SELECT client_id, detail FROM audit WHERE act = '\(SQLiteStore.tombstone.rawValue)' ORDER BY id", db
        )
        defer { query.reset() }
        while try query.step() {
            let detail = try CanonicalJSON().value([String: String].self, from: query.text(1))
            guard let first = detail["egress_first"].flatMap({ Int64($0) }),
                let last = detail["egress_last"].flatMap({ Int64($0) }),
                let before = detail["egress_before_ms"].flatMap({ Int64($0) })
            else { continue }
            ranges[query.optionalText(0), default: []].append(Range(first: first, last: last, before: before))
        }
        for client in ranges.keys { ranges[client]?.sort { $0.last < $1.last } }
    }

    func covers(receipt: Int64, client: String?, at: Int64) -> Bool {
        guard let ranges = ranges[client] else { return false }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].last < receipt { low = middle + 1 } else { high = middle }
        }
        return ranges[low...].contains { $0.first <= receipt && $0.before > at }
    }
}
