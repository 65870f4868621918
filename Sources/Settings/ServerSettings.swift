public import Domain

/// Addresses, TLS, limits of the HTTP service, and its logs. YAML key `server`.
public struct ServerSettings: Hashable, Sendable {
    init(_ values: SettingValues) throws(Problem) {}
}
