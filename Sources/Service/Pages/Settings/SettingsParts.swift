public import Enrichment
public import LanguageModel

/// What the settings pages show besides the store and the configuration. Without a part, its page says so.
public struct SettingsParts: Sendable {
    /// The configured model; nil where there is none, or where this process makes no drafts.
    public var endpoint: ModelEndpoint?
    /// What is known of its health.
    public var breaker: (@Sendable () -> CircuitBreaker.State)?
    public var watch: ConnectorWatch

    public init(
        endpoint: ModelEndpoint? = nil, breaker: (@Sendable () -> CircuitBreaker.State)? = nil,
        watch: ConnectorWatch = ConnectorWatch()
    ) {
        self.endpoint = endpoint
        self.breaker = breaker
        self.watch = watch
    }
}
