/// Told about each webhook delivery that was answered.
public protocol DeliveryObserver: Sendable {
    /// - Parameters:
    ///   - source: the route's source: `generic`, `autotask`, …
    ///   - outcome: of `DeliveryReceipt.Outcome`, or `unsigned`, `malformed`, `too_large`, `unavailable`.
    ///   - seconds: from the request's head to the answer.
    func acknowledged(source: String, outcome: String, seconds: Double)
}

/// Told about each attempt to make a draft.
public protocol WorkObserver: Sendable {
    /// - Parameters:
    ///   - mode: `llm` or `extractive`; empty for an attempt without a draft.
    ///   - outcome: `done`, `delayed`, `dead`, `lost`, `released`.
    ///   - seconds: of the attempt.
    func attempted(mode: String, outcome: String, seconds: Double)

    /// - Parameter seconds: from the delivery to the draft.
    func drafted(clientID: String?, mode: String, seconds: Double)
}

/// Told about each call of the model's endpoint.
public protocol ModelObserver: Sendable {
    /// - Parameter outcome: `ok`, or the kind of failure: `timeout`, `refused`, `status`, `breaker_open`, ….
    func called(endpoint: String, outcome: String, seconds: Double)

    /// - Parameter cost: in the unit of `llm.price`.
    func used(inputTokens: Int, outputTokens: Int, cost: Double, clientID: String?)
}
