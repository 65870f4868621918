import Domain

/// Says whether a ticket reports the incident that an earlier one reports already.
///
/// The likeness of the texts, raised or lowered by what else speaks for or against: the thing, the runbook, the error
/// code, the person, the time between. Wrongly merging two incidents costs more than seeing one twice, so contradictions
/// (another client, another machine's alert, another volume, another error code) decide alone.
public struct DuplicateRule: Hashable, Sendable {
    /// Seconds between two reports of one incident at most.
    public var window: Int64 = 3 * 86_400
    /// From which score on they are one incident.
    public var threshold: Float = 0.54

    public init() {}

    /// 0 where it is no duplicate, otherwise the score.
    public func likeness(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint) -> Float {
        guard later.ticket != earlier.ticket, let client = later.client, client == earlier.client else { return 0 }
        let gap = later.createdAt.seconds(since: earlier.createdAt)
        guard gap >= 0, gap <= window, !contradict(later, earlier) else { return 0 }
        let score = score(later, earlier, gap: gap)
        return score >= threshold ? min(score, 1) : 0
    }

    private func contradict(_ a: IncidentFingerprint, _ b: IncidentFingerprint) -> Bool {
        func differ(_ x: Set<String>, _ y: Set<String>) -> Bool { !x.isEmpty && !y.isEmpty && x.isDisjoint(with: y) }
        if differ(a.volumes, b.volumes) || differ(a.codes, b.codes) { return true }
        if differ(a.namedThings, b.namedThings), a.isAutomatic || b.isAutomatic { return true }
        return false
    }

    private func score(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint, gap: Int64) -> Float {
        let text = max(later.vector.cosine(earlier.vector), 0.9 * later.subject.cosine(earlier.subject))
        let sameRunbook = later.runbook != nil && later.runbook == earlier.runbook
        let bothSorted = later.category != "other" && earlier.category != "other"
        let sameCategory = bothSorted && later.category == earlier.category
        var score = text + things(later, earlier, sameMatter: sameRunbook && sameCategory)
        if sameRunbook { score += 0.14 }
        if !later.codes.isDisjoint(with: earlier.codes) { score += 0.1 }
        if sameCategory { score += 0.06 } else if bothSorted { score -= 0.1 }
        // Somebody who writes twice with another subject has another matter.
        if let requester = later.requester, requester == earlier.requester,
            later.subject.cosine(earlier.subject) >= 0.3
        {
            score += 0.06
        }
        score -= errorPenalty(later, earlier, text: text)
        score += gap <= 4 * 3600 ? 0.12 : gap <= 24 * 3600 ? 0 : -0.1
        // Without a word in common, place and time alone prove nothing.
        return text < 0.06 ? min(score, 0.5) : score
    }

    /// Who words an error means that error: two reports that word different ones are about two faults, and one that
    /// words an error the other does not speak of is likely about another.
    private func errorPenalty(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint, text: Float) -> Float {
        let a = later.error.entries.isEmpty
        let b = earlier.error.entries.isEmpty
        if !later.codes.isDisjoint(with: earlier.codes) || a && b { return 0 }
        if !a, !b { return later.error.cosine(earlier.error) < 0.3 ? 0.22 : 0 }
        return text < 0.35 ? 0.08 : 0
    }

    /// What the devices say: the same one foremost in both speaks for one incident; different ones against it, unless
    /// both are people's reports of one matter, who each name their own machine.
    private func things(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint, sameMatter: Bool) -> Float {
        guard let a = later.likelyThings.first, let b = earlier.likelyThings.first else { return 0 }
        if a == b { return later.namedThings.contains(a) && earlier.namedThings.contains(a) ? 0.2 : 0.16 }
        if !Set(later.likelyThings).isDisjoint(with: earlier.likelyThings) { return 0.04 }
        return sameMatter ? 0 : -0.12
    }
}
