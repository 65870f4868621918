/// Finds the known name that a mistyped one most likely meant.
public enum NearestKey {
    /// The candidate with the smallest edit distance, if that is small enough to be a typing error.
    public static func of(_ name: String, among candidates: [String]) -> String? {
        let best = candidates.map { ($0, distance(Array(name.lowercased().utf8), Array($0.utf8))) }
            .min { a, b in a.1 != b.1 ? a.1 < b.1 : a.0 < b.0 }
        guard let best, best.1 <= max(2, name.utf8.count / 2) else { return nil }
        return best.0
    }

    /// Levenshtein distance, one row at a time.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let next = min(diagonal + (x == y ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                diagonal = row[j + 1]
                row[j + 1] = next
            }
        }
        return row[b.count]
    }
}
