extension SettingKey {
    static let connectors: [SettingKey] = connectWise + autotask + halo

    private static let connectWise: [SettingKey] =
        [
            SettingKey(
                "connectors.connectwise-psa.site", .text,
                "host where people sign in, na.myconnectwise.net; to read tickets anew"),
            SettingKey("connectors.connectwise-psa.company", .text, "company id of that sign-in"),
            SettingKey("connectors.connectwise-psa.public_key", .text, "public key of the API member"),
        ]
        + secret("connectors.connectwise-psa", "private_key", "private key of the API member")
        + [
            SettingKey("connectors.connectwise-psa.client_id", .text, "clientId of the integration, a GUID"),
            SettingKey(
                "connectors.connectwise-psa.codebase", .text,
                "release in the API’s path; a newer one is found by itself",
                standard: "v4_6_release"),
            SettingKey(
                "connectors.connectwise-psa.version", .text, "version of the API that is asked for", standard: "2025.8"),
        ]

    private static let autotask: [SettingKey] =
        [SettingKey("connectors.autotask.user", .text, "name of the API user; to read tickets anew")]
        + secret("connectors.autotask", "secret", "secret of the API user")
        + secret("connectors.autotask", "integration_code", "tracking identifier of the integration")
        + [
            SettingKey(
                "connectors.autotask.discovery_url", .text, "any zone’s address, which is asked for the user’s own",
                standard: "https://webservices2.autotask.net")
        ]

    private static let halo: [SettingKey] =
        [
            SettingKey("connectors.halopsa.url", .text, "https://NAME.halopsa.com; to read tickets anew"),
            SettingKey("connectors.halopsa.auth_url", .text, "authorisation server, where it is not URL/auth"),
            SettingKey("connectors.halopsa.tenant", .text, "name of the hosted tenant"),
            SettingKey("connectors.halopsa.client_id", .text, "client id of the API application"),
        ] + secret("connectors.halopsa", "client_secret", "client secret of the API application")

    private static func secret(_ path: String, _ name: String, _ help: String) -> [SettingKey] {
        [
            SettingKey("\(path).\(name)_env", .text, "name of the environment variable with the \(help)"),
            SettingKey("\(path).\(name)_file", .text, "file with the \(help)"),
        ]
    }
}
