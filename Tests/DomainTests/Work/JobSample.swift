import Domain

/// A job in each state, for tables.
enum JobSample {
    static let now = Timestamp(seconds: 1_700_000_000)
    static let lease = Lease(owner: "w", token: 7, until: now.adding(seconds: 60))

    static func job(_ state: Job.State, attempts: Int = 1, runAt: Timestamp = now, reason: String? = nil) -> Job {
        let isEnded = [.done, .dead, .superseded].contains(state)
        return Job(
            id: 1, source: "generic", ticketID: "t", contentHash: [1], delivery: 3, lane: "lane", deadline: 9,
            state: state, attempts: attempts, enqueuedAt: now, runAt: runAt, lease: state == .leased ? lease : nil,
            reason: reason ?? (state == .dead ? "gave up" : nil), finishedAt: isEnded ? now : nil)
    }
}

/// Always the same number, which picks the low or the high end of a range.
struct ConstantGenerator: RandomNumberGenerator {
    /// Not 0, which the standard library may reject to keep ranges unbiased, and so for ever.
    static let low = ConstantGenerator(value: 1)
    static let high = ConstantGenerator(value: .max)

    let value: UInt64

    mutating func next() -> UInt64 { value }
}
