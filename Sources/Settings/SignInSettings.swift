import Domain

/// Sessions and identity provider. YAML key `sign_in`.
public struct SignInSettings: Hashable, Sendable {
    /// Seconds without a request after which a session ends.
    public var idleSeconds: Int64
    /// Seconds after which a session ends whatever is done.
    public var absoluteSeconds: Int64
    /// nil: nobody signs in through a provider.
    public var provider: OpenIDSettings?

    public init(idleSeconds: Int64 = 3600, absoluteSeconds: Int64 = 12 * 3600, provider: OpenIDSettings? = nil) {
        self.idleSeconds = idleSeconds
        self.absoluteSeconds = absoluteSeconds
        self.provider = provider
    }

    init(_ values: SettingValues) throws(Problem) {
        idleSeconds = Int64(values.integer("sign_in.idle_minutes") ?? 60) * 60
        absoluteSeconds = Int64(values.integer("sign_in.absolute_hours") ?? 12) * 3600
        provider = try OpenIDSettings(values)
    }
}
