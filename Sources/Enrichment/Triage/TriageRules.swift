import Domain

/// Category, impact, urgency and what is missing, told from words by rule. A person decides; this only sorts the queue.
struct TriageRules: Sendable {
    struct Verdict: Sendable {
        var category: String
        var concernsDevice: Bool
        var isSecurity: Bool
        var impact: String
        var urgency: String

        /// ITIL's impact × urgency matrix.
        var priority: String {
            switch (impact, urgency) {
            case ("company", "low"), ("site", "low"): "P3"
            case ("company", _), ("site", "high"): "P1"
            case ("site", _), ("several", "high"): "P2"
            case (_, "high"): "P2"
            case ("several", _): "P3"
            case (_, "low"): "P4"
            default: "P3"
            }
        }
    }

    private let categories: PhraseSet
    private let tone: PhraseSet

    init() {
        categories = PhraseSet(TriageVocabulary.categories.map(\.words))
        tone = PhraseSet([
            TriageVocabulary.everyone, TriageVocabulary.several, TriageVocabulary.urgent, TriageVocabulary.relaxed,
            TriageVocabulary.mild,
        ])
    }

    func judge(_ ticket: CleanTicket, type: String?) -> Verdict {
        let subject = PhraseSet.Words.of(ticket.subject)
        let words = subject + PhraseSet.Words.of(String(ticket.text.prefix(4_000)))
        var scores = [Double](repeating: 0, count: TriageVocabulary.categories.count)
        var counts = scores
        for match in categories.matches(in: words) {
            // The subject says most; later repetitions say little.
            let weight = match.position < subject.count ? 2.5 : match.position < subject.count + 60 ? 1 : 0.6
            scores[match.owner] += weight / (1 + counts[match.owner])
            counts[match.owner] += 0.5
        }
        let best = scores.indices.max { a, b in scores[a] != scores[b] ? scores[a] < scores[b] : a > b } ?? 0
        let category = scores[best] > 0 ? TriageVocabulary.categories[best] : nil
        var found = [Int](repeating: 0, count: 5)
        for match in tone.matches(in: words) { found[match.owner] += 1 }
        let impact = found[0] > 0 ? "site" : found[1] > 0 ? "several" : category == nil ? "unknown" : "person"
        let isSecurity = isSecurityIncident(scores[0], category?.name)
        let urgency =
            found[2] > 0 || isSecurity ? "high" : found[3] > 0 || found[4] > 0 ? "low" : "normal"
        return Verdict(
            category: isSecurity ? "security" : category?.name ?? "other",
            concernsDevice: category?.concernsDevice ?? false, isSecurity: isSecurity, impact: impact,
            urgency: urgency)
    }

    /// One strong sign in the subject or two in the text: a missed incident costs more than a false alarm.
    private func isSecurityIncident(_ score: Double, _ category: String?) -> Bool {
        category == "security" ? score >= 1 : score >= 2
    }
}
