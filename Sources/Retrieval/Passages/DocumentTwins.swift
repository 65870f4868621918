public import Domain

/// Finds documents that another, newer one of the same owner replaces.
///
/// Documentation keeps old versions; quoting one is worse than quoting nothing. A document counts as replaced when it
/// says so itself, or when a found document with nearly the same title and much of the same text is newer.
public struct DocumentTwins: Sendable {
    /// Share of title terms two versions have in common at least.
    private static let titleOverlap: Float = 0.6
    /// Cosine of two versions' texts at least.
    private static let textCosine: Float = 0.3
    /// Of the texts alone, whatever the titles.
    private static let sameText: Float = 0.8

    public init() {}

    /// - Returns: for each replaced document the one that replaces it; nil where it only says that it is out of date.
    public func replaced(_ documents: [StoredDocument], statistics: TermStatistics) -> [DocumentID: DocumentID?] {
        var result: [DocumentID: DocumentID?] = [:]
        let titles = documents.map { Set(statistics.terms(in: $0.document.title)) }
        let vectors = statistics.vectors(of: documents.map { String($0.text.prefix(6_000)) })
        for (index, stored) in documents.enumerated() {
            if Self.saysSo(stored) { result[stored.document.id] = .some(nil) }
            guard let updated = stored.document.updatedAt else { continue }
            for (other, candidate) in documents.enumerated() where other != index {
                guard candidate.document.clientID == stored.document.clientID,
                    let newer = candidate.document.updatedAt, newer > updated, !Self.saysSo(candidate)
                else { continue }
                let cosine = vectors[index].cosine(vectors[other])
                let union = titles[index].union(titles[other]).count
                let overlap = union == 0 ? 0 : Float(titles[index].intersection(titles[other]).count) / Float(union)
                if cosine >= Self.sameText || overlap >= Self.titleOverlap && cosine >= Self.textCosine {
                    result[stored.document.id] = candidate.document.id
                    break
                }
            }
        }
        return result
    }

    /// Whether title, tags or the first lines call the document replaced.
    private static func saysSo(_ stored: StoredDocument) -> Bool {
        let head = ([stored.document.title] + stored.document.tags).joined(separator: "\n").lowercased()
        let start = stored.text.prefix(300).lowercased()
        let words = [
            "superseded", "deprecated", "obsolete", "out of date", "outdated", "do not use", "archived", "retired",
        ]
        if words.contains(where: head.contains) || head.contains("(old)") { return true }
        return ["superseded by", "this document is obsolete", "this runbook is obsolete", "replaced by", "out of date"]
            .contains(where: start.contains)
    }
}
