/// A record at its place in a ranking.
public struct RankedRecord: Hashable, Sendable {
    public var id: String
    public var score: Float

    public init(id: String, score: Float) {
        self.id = id
        self.score = score
    }
}

extension [RankedRecord] {
    /// The lines of a TREC run file: `query Q0 record rank score tag`.
    ///
    /// Programs that read such files sort by score and break ties in an order of their own, so equal scores are written
    /// as the next smaller number each: the file then says the order that was meant.
    public func trecLines(query: String, tag: String) -> [String] {
        var last = Float.infinity
        return enumerated().map { index, record in
            last = Swift.min(record.score, last.nextDown)
            return "\(query) Q0 \(record.id) \(index + 1) \(last) \(tag)"
        }
    }
}
