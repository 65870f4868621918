import Domain

extension SettingKey {
    static let signIn: [SettingKey] = [
        SettingKey(
            "sign_in.idle_minutes", .integer(1...1440), "minutes without a request after which a session ends",
            standard: "60"),
        SettingKey(
            "sign_in.absolute_hours", .integer(1...720), "hours after which a session ends whatever is done",
            standard: "12"),
        SettingKey("sign_in.oidc.issuer", .text, "issuer of the OpenID provider; without one, there is none"),
        SettingKey("sign_in.oidc.client_id", .text, "this service's client id at the provider"),
        SettingKey("sign_in.oidc.client_secret_env", .text, "name of the environment variable with the client secret"),
        SettingKey("sign_in.oidc.client_secret_file", .text, "path of a file that holds the client secret alone"),
        SettingKey(
            "sign_in.oidc.token_auth", .choice(OpenIDSettings.ClientAuthentication.allCases.map(\.rawValue)),
            "how the token endpoint learns who asks", standard: "client_secret_basic"),
        SettingKey(
            "sign_in.oidc.scopes", .text, "scopes asked for, openid among them", standard: "openid profile email"),
        SettingKey(
            "sign_in.oidc.algorithms", .text, "signatures accepted on ID tokens: RS256, ES256, EdDSA",
            standard: "RS256 ES256"),
        SettingKey(
            "sign_in.oidc.name", .text, "the provider's name on the sign-in page", standard: "your organisation"),
        SettingKey(
            "sign_in.oidc.link_by_email", .flag,
            "at the first sign-in, take the account whose login is the verified mail address", standard: "false"),
        SettingKey("sign_in.oidc.role_claim", .text, "claim whose values give new accounts their role"),
        SettingKey(
            "sign_in.oidc.roles", .map(of: Role.allCases.map(\.rawValue)),
            "role per value of the role claim; who has none of them gets no account"),
        SettingKey(
            "sign_in.oidc.every_client", .flag, "let new accounts see every client; otherwise they see none",
            standard: "false"),
    ]
}
