public import Domain

/// Sessions, limits and identity provider. YAML key `sign_in`.
public struct SignInSettings: Hashable, Sendable {
    init(_ values: SettingValues) throws(Problem) {}
}
