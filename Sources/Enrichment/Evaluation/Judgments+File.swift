import Connectors
import Domain
public import Retrieval

extension Judgments {
    /// Reads qrels: `query ⇥ record ⇥ grade` under a heading, as BEIR has them, or `query 0 record grade` as TREC has.
    ///
    /// - Throws: `Problem` that names the line, for one of another shape and for a file without judgments.
    public init(path: String) throws {
        self.init()
        var lines = try LineReader(path: path, limit: 1 << 16)
        while let line = try lines.next() {
            let place = "\(lines.name) line \(line.number)"
            guard !line.isOversized, let text = String(validating: line.bytes, as: UTF8.self) else {
                throw Self.unreadable(place)
            }
            // Ids of BEIR files may hold spaces; those of TREC files cannot.
            let tabs = text.split(separator: "\t", omittingEmptySubsequences: false)
            let fields = tabs.count >= 3 ? tabs : text.split(whereSeparator: \.isWhitespace)
            if line.number == 1, fields.count == 3, Int(fields[2]) == nil { continue }
            switch fields.count {
            case 3:
                guard let grade = Int(fields[2]) else { throw Self.unreadable(place) }
                set(grade, query: String(fields[0]), record: String(fields[1]))
            case 4:
                guard let grade = Int(fields[3]) else { throw Self.unreadable(place) }
                set(grade, query: String(fields[0]), record: String(fields[2]))
            default: throw Self.unreadable(place)
            }
        }
        guard !grades.isEmpty else {
            throw Problem(
                "the file holds no judgments", place: lines.name,
                remedy: "Lines are “query-id, tab, corpus-id, tab, score”")
        }
    }

    private static func unreadable(_ place: String) -> Problem {
        Problem(
            "this is no line of judgments", place: place,
            remedy: "Write “query-id, tab, corpus-id, tab, score” (BEIR) or “query 0 record grade” (TREC)")
    }
}
