/// Which records answer which queries, as people judged it (qrels).
public struct Judgments: Hashable, Sendable {
    /// Grade of each judged record by query: 0 not relevant, the higher the better. What is not listed is not relevant.
    public private(set) var grades: [String: [String: Int]]

    public init(_ grades: [String: [String: Int]] = [:]) {
        self.grades = grades
    }

    /// The queries with judgments, in order of id.
    public var queries: [String] { grades.keys.sorted() }

    /// A pair that is judged again keeps the later grade.
    public mutating func set(_ grade: Int, query: String, record: String) {
        grades[query, default: [:]][record] = grade
    }

    public subscript(query: String) -> [String: Int]? { grades[query] }
}
