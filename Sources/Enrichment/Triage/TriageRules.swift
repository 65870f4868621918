import Domain

/// Category, impact and urgency, told from words by rule. A person decides; this only sorts the queue.
struct TriageRules: Sendable {
    struct Verdict: Sendable {
        var category: String
        /// Whether it happens on the reporter's own computer.
        var isPersonal: Bool
        /// Whether the reporter says that it is about their own machine and no other.
        var insistsOnOwnDevice: Bool
        var isSecurity: Bool
        var impact: String
        var urgency: String
        /// The ticket's matter in the words of runbooks, for the query.
        var expansion: String

        /// ITIL's impact × urgency matrix.
        var priority: String {
            switch (impact, urgency) {
            case ("company", "low"), ("site", "low"): "P3"
            case ("company", _), ("site", "high"): "P1"
            case ("site", _), ("several", "high"), (_, "high"): "P2"
            case (_, "low"): "P4"
            default: "P3"
            }
        }
    }

    /// A score from which on a concept is what the ticket is about, and one from which on it joins the query.
    private static let expandFrom = 1.0
    private static let securityFrom = 1.4

    private let signs: PhraseSet
    private let tone = PhraseSet(Tone.lists)

    init() {
        signs = PhraseSet(
            Concepts.all.map { concept in
                concept.signs.split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
            })
    }

    /// - Parameter translation: English words for what a ticket in another language says.
    func judge(_ ticket: CleanTicket, translation: String = "") -> Verdict {
        let subject = PhraseSet.Words.of(ticket.subject)
        let words =
            subject + PhraseSet.Words.of(String(ticket.text.prefix(4_000))) + PhraseSet.Words.of(translation)
        let scores = scores(words, subject: subject.count)
        var found = [Int](repeating: 0, count: Tone.lists.count)
        for match in tone.matches(in: words) { found[match.owner] += 1 }
        let ranked = scores.indices.sorted { a, b in scores[a] != scores[b] ? scores[a] > scores[b] : a < b }
        let best = ranked.first.flatMap { scores[$0] > 0 ? $0 : nil }
        let securityScore = ranked.filter { Concepts.all[$0].category == "security" }.map { scores[$0] }.first ?? 0
        let isSecurity =
            best.map { Concepts.all[$0].category == "security" && scores[$0] >= 0.9 } == true
            || securityScore >= Self.securityFrom
        // Somebody is trying to steer whoever reads the ticket.
        let isSuspicious = isSecurity || ticket.flags.contains("prompt_injection_suspected")
        let acted = found[5] > found[7]
        let category = isSecurity ? "security" : best.map { Concepts.all[$0].category } ?? "other"
        let isPersonal =
            isSecurity
            ? acted || found[6] > 0
            : best.map { happensOnOwnComputer($0, ranked, scores) } ?? (found[8] > 1 && found[0] + found[1] == 0)
                || found[6] > 0
        let expansion = ranked.prefix(2).filter { scores[$0] >= Self.expandFrom }.map { Concepts.all[$0].terms }
        return Verdict(
            category: category, isPersonal: isPersonal, insistsOnOwnDevice: found[6] > 0,
            isSecurity: isSuspicious,
            impact: found[0] > 0 ? "site" : found[1] > 0 ? "several" : best == nil ? "unknown" : "person",
            urgency: found[2] > 0 || isSecurity ? "high" : found[3] + found[4] > 0 ? "low" : "normal",
            expansion: expansion.joined(separator: " "))
    }

    /// Whether the best concept, or one close behind it, happens on the reporter's computer.
    private func happensOnOwnComputer(_ best: Int, _ ranked: [Int], _ scores: [Double]) -> Bool {
        if ["onboarding", "offboarding"].contains(Concepts.all[best].category) { return false }
        return ranked.prefix(2).contains { scores[$0] >= 0.6 * scores[best] && Concepts.all[$0].isPersonal }
    }

    /// Each concept's weight: signs in the subject say most, later repetitions little.
    private func scores(_ words: [String], subject: Int) -> [Double] {
        var scores = [Double](repeating: 0, count: Concepts.all.count)
        var seen = Set<Int>()
        for match in signs.matches(in: words) {
            let place = match.position < subject ? 1.6 : match.position < subject + 80 ? 1.0 : 0.5
            let isNew = seen.insert(match.entry).inserted
            scores[match.owner] += place * match.weight * (isNew ? 1 : 0.25)
        }
        return scores
    }
}
