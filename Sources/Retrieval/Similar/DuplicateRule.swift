public import Domain

/// Says whether a ticket reports the incident that an earlier one reports already.
///
/// Wrongly merging two incidents costs more than seeing one twice, so every doubt says no: another client, another
/// thing, another error code, days apart.
public struct DuplicateRule: Hashable, Sendable {
    /// Seconds between two reports of one incident at most.
    public var window: Int64 = 3 * 86_400
    /// Cosine of the texts from which on they are one report, by what else speaks for it.
    public var alone: Float = 0.5
    public var sameThing: Float = 0.28
    public var sameRequester: Float = 0.4
    public var automatic: Float = 0.6

    public init() {}

    /// 0 where it is no duplicate, otherwise the likeness in 0...1.
    public func likeness(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint) -> Float {
        guard later.ticket != earlier.ticket, let client = later.client, client == earlier.client else { return 0 }
        let gap = later.createdAt.seconds(since: earlier.createdAt)
        guard gap >= 0, gap <= window else { return 0 }
        let bothNamed = !later.things.isEmpty && !earlier.things.isEmpty
        let sameThing = !later.things.isDisjoint(with: earlier.things)
        if bothNamed, !sameThing { return 0 }
        if !later.codes.isEmpty, !earlier.codes.isEmpty, later.codes.isDisjoint(with: earlier.codes) { return 0 }
        let likeness = max(
            later.vector.cosine(earlier.vector), 0.9 * later.subject.cosine(earlier.subject))
        let needed: Float
        if later.isAutomatic && earlier.isAutomatic {
            // Two alerts of one monitor differ in the machine they name; without a common one they are two alerts.
            guard sameThing || !bothNamed && likeness > 0.9 else { return 0 }
            needed = automatic
        } else if sameThing {
            needed = self.sameThing
        } else if let requester = later.requester, requester == earlier.requester {
            needed = sameRequester
        } else {
            needed = alone
        }
        return likeness >= needed ? likeness : 0
    }
}
