package import Domain
import Grounding

/// What many tickets' subjects are about.
package enum SubjectWords {
    /// Words that say nothing about a ticket but that it is one.
    private static let empty: Set<String> = [
        "aw", "anfrage", "bitte", "fwd", "help", "hilfe", "issue", "please", "problem", "request", "ticket", "urgent",
        "wg",
    ]

    /// - Parameter subjects: without secrets.
    package static func frequent(in subjects: some Sequence<String>, limit: Int) -> [FrequentTerms.Term] {
        FrequentTerms.of(subjects, limit: limit) { StopWords.all.contains($0) || empty.contains($0) }
    }
}
