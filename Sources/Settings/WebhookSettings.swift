public import Domain

/// Which webhook sources are served and where their secrets are kept. YAML key `webhooks`.
public struct WebhookSettings: Hashable, Sendable {
    init(_ values: SettingValues) throws(Problem) {}
}
