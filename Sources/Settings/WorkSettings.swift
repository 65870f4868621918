public import Domain

/// How jobs are worked on, and how long what they made is kept. YAML keys `work` and `retention`.
public struct WorkSettings: Hashable, Sendable {
    /// Whether the service itself works on jobs.
    public var isEnabled: Bool
    /// Threads that enrich; nil for as many as there are cores.
    public var concurrency: Int?
    public var deadlineSeconds: Int
    public var ticketIndexSeconds: Double
    public var sweepSeconds: Double
    /// nil: kept for ever.
    public var retentionDays: Int?
    /// Clients with a retention of their own; a nil value keeps for ever.
    public var clientRetentionDays: [ClientID: Int?]

    init(_ values: SettingValues) throws(Problem) {
        isEnabled = values.flag("work.enabled")
        concurrency = values.integer("work.concurrency")
        deadlineSeconds = values.integer("work.deadline_s") ?? 300
        ticketIndexSeconds = (values.number("work.ticket_index_minutes") ?? 5) * 60
        sweepSeconds = (values.number("work.sweep_minutes") ?? 15) * 60
        retentionDays = Self.days(values.integer("retention.default_days") ?? 0)
        clientRetentionDays = [:]
        for entry in values.map("retention.clients") {
            guard let days = Int(entry.value.text), (0...36_500).contains(days) else {
                throw Problem(
                    "“retention.clients.\(entry.name)” must be a whole number from 0 to 36500",
                    place: entry.value.origin, remedy: "Correct it there")
            }
            clientRetentionDays.updateValue(Self.days(days), forKey: ClientID(entry.name))
        }
    }

    /// Days that what belongs to a client (nil: to none that is known) is kept; nil for ever.
    public func retentionDays(of client: ClientID?) -> Int? {
        if let client, let own = clientRetentionDays[client] { return own }
        return retentionDays
    }

    private static func days(_ number: Int) -> Int? {
        number == 0 ? nil : number
    }
}
