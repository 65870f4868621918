import Domain
import Retrieval

/// One thing found by a search.
struct SearchResult: Sendable {
    var id: String
    var title: String
    var score: Double
    /// Share of the query it speaks of; nil for devices.
    var coverage: Double?
    var terms: [TermContribution]
    var evidence: [DeviceEvidence]
}

extension Shape where Value == TermContribution {
    static let term = Shape(
        "TermShare", "One term's share of a score.",
        [
            .text("term", "The term as it is indexed.") { $0.term },
            .number("score", "Its share.") { Double($0.score) },
            .number("words", "Of it, from the text.") { Double($0.wordsScore) },
            .number("title", "Of it, from the title.") { Double($0.titleScore) },
            .number("idf", "How rare the term is in this scope.") { Double($0.idf) },
            .integer("document_frequency", "How many records hold it.") { Int64($0.documentFrequency) },
            .integer("count", "How often it stands in this one.") { Int64($0.count) },
        ])
}

extension Shape where Value == DeviceEvidence {
    static let reason = Shape(
        "MatchReason", "Why a device fits.",
        [
            .text("kind", "What of it.") { $0.kind },
            .text("value", "What was found.") { $0.value },
            .text("where", "In which part of the query.") { $0.place },
        ])
}

extension Shape where Value == SearchResult {
    static let hit = Shape(
        "SearchHit", "Something found.",
        [
            .text("id", "The record.") { $0.id },
            .text("title", "Title, subject or host name.") { $0.title },
            .number("score", "The higher the better; comparable within one search.") { $0.score },
            Field(
                name: "coverage", schema: Schema.number("Share of the query it speaks of, 0 to 1.").nullable,
                read: { $0.coverage.map(JSON.number) ?? .null }),
            .objects("terms", "How the score comes about, with `explain`; the heaviest first.", .term) { $0.terms },
            .objects("evidence", "Why a device fits.", .reason) { $0.evidence },
        ])
}
