/// How many of how many. Knows how sure it is of itself: seven of nine is not 78 percent of anything.
public struct Share: Hashable, Sendable {
    /// Below this many, neither a share nor a median is told.
    public static let least = 20

    public var count: Int
    public var total: Int

    public init(_ count: Int, of total: Int) {
        self.count = count
        self.total = total
    }

    public var isTooFew: Bool { total < Self.least }

    /// From 0 to 1; nil of nothing.
    public var value: Double? { total > 0 ? Double(count) / Double(total) : nil }

    /// The 95 percent interval of E. B. Wilson, “Probable inference, the law of succession, and statistical inference”
    /// (1927), without continuity correction; nil of nothing.
    public var interval: ClosedRange<Double>? {
        guard total > 0, count >= 0, count <= total else { return nil }
        let z = 1.959963984540054
        let n = Double(total)
        let share = Double(count) / n
        let scale = 1 + z * z / n
        let middle = (share + z * z / (2 * n)) / scale
        let half = z / scale * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, middle - half)...min(1, middle + half)
    }
}
