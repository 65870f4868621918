/// How values lie: their median and any other quantile.
public struct Spread: Hashable, Sendable {
    /// In order.
    public let values: [Double]

    public init(_ values: [Double]) {
        self.values = values.sorted()
    }

    public var count: Int { values.count }
    public var isTooFew: Bool { count < Share.least }

    /// The middle value, of two the mean; nil of nothing.
    public var median: Double? {
        guard !values.isEmpty else { return nil }
        let middle = values.count / 2
        return values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
    }

    /// The smallest value that at least that share of all do not exceed (nearest rank); nil of nothing.
    ///
    /// - Parameter percent: from 1 to 100.
    public func percentile(_ percent: Int) -> Double? {
        guard !values.isEmpty else { return nil }
        let rank = (values.count * min(100, max(1, percent)) + 99) / 100
        return values[rank - 1]
    }

    /// How many values are in each class: below the first bound, from there below the second, …, from the last on.
    ///
    /// - Parameter bounds: in order.
    public func counts(below bounds: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: bounds.count + 1)
        var place = 0
        for value in values {
            while place < bounds.count, value >= bounds[place] { place += 1 }
            counts[place] += 1
        }
        return counts
    }
}
