import Domain

/// How many calls for unknown keys may be made in a minute, and at whose expense.
///
/// A forged key id cannot be told from a genuine new one before it was asked for, so calls cannot be free. One network
/// gets few of them, and those from which a body has verified before have a share of their own: forged ids then use up
/// what their sender's network has, not what the genuine sender needs.
struct KeyCallBudget {
    private struct Call {
        var at: Timestamp
        var peer: String
        var isProven: Bool
    }

    private var calls: [Call] = []
    /// Networks from which a body has verified, with the last time.
    private var proven: [String: Timestamp] = [:]

    static let perPeer = 3
    static let strangers = 60
    static let senders = 12
    static let mostProven = 32

    mutating func take(_ peer: String, now: Timestamp) -> Bool {
        calls.removeAll { abs(now.seconds(since: $0.at)) >= 60 }
        let isProven = proven[peer] != nil
        let own = calls.count { $0.isProven == isProven }
        guard own < (isProven ? Self.senders : Self.strangers) else { return false }
        guard isProven || calls.count(where: { $0.peer == peer }) < Self.perPeer else { return false }
        calls.append(Call(at: now, peer: peer, isProven: isProven))
        return true
    }

    mutating func prove(_ peer: String, now: Timestamp) {
        proven[peer] = now
        guard proven.count > Self.mostProven else { return }
        if let oldest = proven.filter({ $0.key != peer }).min(by: { $0.value < $1.value }) { proven[oldest.key] = nil }
    }
}
