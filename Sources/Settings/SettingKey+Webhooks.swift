extension SettingKey {
    static let webhooks: [SettingKey] = WebhookSettings.Source.allCases.flatMap { source in
        common(source) + (source.hasCompanies ? [clients(source)] : []) + special(source)
    }

    private static func common(_ source: WebhookSettings.Source) -> [SettingKey] {
        let path = "webhooks.\(source.rawValue)"
        return [
            SettingKey(
                "\(path).secret_env", .text, "name of the environment variable with the secret of \(source.rawValue)"),
            SettingKey(
                "\(path).secret_file", .text, "file with the secret, or several, one a line, while one replaces another"
            ),
            SettingKey(
                "\(path).max_body_kib", .integer(1...102_400), "largest body taken, in KiB",
                standard: source == .email ? "25600" : "1024"),
        ]
    }

    private static func clients(_ source: WebhookSettings.Source) -> SettingKey {
        SettingKey(
            "webhooks.\(source.rawValue).clients", .map(of: []),
            "our client id by the company’s id in \(source.rawValue)")
    }

    private static func special(_ source: WebhookSettings.Source) -> [SettingKey] {
        let path = "webhooks.\(source.rawValue)"
        return switch source {
        case .connectWise:
            [
                SettingKey(
                    "\(path).site", .text, "host where people sign in, na.myconnectwise.net; to fetch signing keys"),
                SettingKey("\(path).company", .text, "company id of that sign-in; to fetch signing keys"),
                SettingKey("\(path).key_hosts", .text, "further hosts that may be asked for a signing key, by blanks"),
                SettingKey(
                    "\(path).key_ids", .text, "ids of signing keys that may be fetched, by blanks; all if empty"),
            ]
        case .halo:
            [
                SettingKey(
                    "\(path).authentication", .choice(["hmac", "basic"]), "how Halo proves that it calls",
                    standard: "hmac"),
                SettingKey("\(path).header", .text, "header that carries the keyed code", standard: "Token"),
                SettingKey("\(path).user", .text, "user name, for basic", standard: "sidenote"),
            ]
        case .generic, .autotask, .email: []
        }
    }
}
