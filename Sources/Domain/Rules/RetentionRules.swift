/// How long what belongs to a client is kept.
public struct RetentionRules: Hashable, Sendable {
    /// Days for clients without a rule of their own and for what belongs to no known client; nil: for ever.
    public var days: Int?
    /// Days per client; a nil value keeps for ever.
    public var clients: [ClientID: Int?]
    /// How long answers to repeated requests are kept, in seconds.
    public var idempotencySeconds: Int64

    public init(days: Int?, clients: [ClientID: Int?] = [:], idempotencySeconds: Int64 = 86_400) {
        self.days = days
        self.clients = clients
        self.idempotencySeconds = idempotencySeconds
    }

    /// What of that client is older than this is due; nil when nothing ever is. Always the beginning of a day in UTC,
    /// so that what becomes due in a day is deleted, and accounted for, once.
    public func cutoff(_ client: ClientID?, now: Timestamp) -> Timestamp? {
        var days = self.days
        if let client, let own = clients[client] { days = own }
        guard let days, days > 0 else { return nil }
        let secondsOfDay = (now.milliseconds / 1000) % 86_400
        return Timestamp(seconds: now.milliseconds / 1000 - secondsOfDay).adding(seconds: -Int64(days) * 86_400)
    }

    /// What is newer than this is not due whoever it belongs to; nil when nothing ever is due.
    public func latestCutoff(now: Timestamp) -> Timestamp? {
        ([cutoff(nil, now: now)] + clients.keys.map { cutoff($0, now: now) }).compactMap { $0 }.max()
    }
}
