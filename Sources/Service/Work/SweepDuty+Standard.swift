import Domain
import Settings
import Storage

extension SweepDuty {
    /// What the write-ahead log may grow to; it is used again from the start, so this is not reached in normal work.
    private static let largestLog: Int64 = 64 << 20

    /// What every sweep does, the cheapest first.
    static func standard(_ environment: ServiceEnvironment) -> [SweepDuty] {
        let store = environment.store
        let work = environment.settings.work
        let rules = RetentionRules(days: work.retentionDays, clients: work.clientRetentionDays)
        return [
            SweepDuty("log_tidied") { _ in try store.tidyLog(beyond: largestLog) ? 1 : 0 },
            // Of less than a day: what is missing of older ones may have gone by retention, and stays away.
            SweepDuty("tickets_enqueued_again") { now in
                try await store.enqueueForgotten(since: now.adding(seconds: -20 * 3600), now: now)
            },
            // What is due changes at midnight, so all but one sweep of a day find little.
            SweepDuty("retention") { now in try await store.applyRetention(rules, now: now).total },
        ]
    }
}
