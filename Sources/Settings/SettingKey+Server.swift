extension SettingKey {
    static let server: [SettingKey] = serverAddresses + serverLimits

    private static let serverAddresses: [SettingKey] = [
        SettingKey(
            "server.listen", .text, "address and port the service listens on; port 0 takes a free one",
            standard: "127.0.0.1:8484"),
        SettingKey(
            "server.public_url", .text,
            "the address people use, as https://sidenote.example.net; for links and cookies"),
        SettingKey(
            "server.allowed_hosts", .text,
            "further names the service answers to, separated by commas; others are refused"),
        SettingKey(
            "server.trusted_proxies", .text,
            "addresses or ranges, separated by commas, whose X-Forwarded-For and X-Forwarded-Proto are believed"),
        SettingKey(
            "server.frame_ancestors", .text,
            "https addresses, separated by commas, whose pages may show Sidenote in a frame, as a PSA's pod"),
        SettingKey("server.tls.certificate_file", .text, "PEM file with the certificate and its chain"),
        SettingKey("server.tls.key_file", .text, "PEM file with the certificate's private key"),
        SettingKey(
            "server.log_format", .choice(ServerSettings.LogFormat.allCases.map(\.rawValue)),
            "how log lines are written; auto: text on a terminal, else JSON", standard: "auto"),
        SettingKey(
            "server.log_level", .choice(ServerSettings.LogLevel.allCases.map(\.rawValue)),
            "the least important log line that is written", standard: "info"),
        SettingKey(
            "server.metrics_access", .choice(ServerSettings.MetricsAccess.allCases.map(\.rawValue)),
            "who may read /metrics and the details of /readyz; local: this machine, or a lead's token",
            standard: "local"),
    ]

    private static let serverLimits: [SettingKey] = [
        SettingKey(
            "server.limits.header_bytes", .integer(1024...1_048_576), "bytes of all header fields of a request",
            standard: "16384"),
        SettingKey(
            "server.limits.header_count", .integer(10...1000), "header fields of a request", standard: "100"),
        SettingKey(
            "server.limits.target_bytes", .integer(256...65536), "bytes of path and query of a request",
            standard: "8192"),
        SettingKey(
            "server.limits.body_bytes", .integer(1024...1_073_741_824),
            "bytes of a request's body, where a route does not say otherwise", standard: "1048576"),
        SettingKey("server.limits.json_depth", .integer(4...1000), "levels of nesting in JSON", standard: "64"),
        SettingKey(
            "server.limits.head_s", .number(0.1...600), "seconds for a whole request head, TLS handshake included",
            standard: "10"),
        SettingKey(
            "server.limits.body_grace_s", .number(0.1...600), "seconds before a body must keep its rate",
            standard: "10"),
        SettingKey(
            "server.limits.body_rate", .integer(0...1_000_000_000), "bytes a second a body must bring on average",
            standard: "500"),
        SettingKey("server.limits.body_s", .number(0.1...86400), "seconds for a whole body", standard: "60"),
        SettingKey(
            "server.limits.stall_s", .number(0.1...600),
            "seconds after which an answer that makes no progress is given up", standard: "20"),
        SettingKey(
            "server.limits.idle_s", .number(0.1...3600), "seconds a connection may wait for its next request",
            standard: "60"),
        SettingKey(
            "server.limits.connections_per_address", .integer(1...1_000_000),
            "connections of one address; more drop the slowest", standard: "64"),
        SettingKey(
            "server.limits.connections_per_proxy", .integer(1...1_000_000),
            "the same for this machine and trusted proxies", standard: "1024"),
        SettingKey(
            "server.limits.connections", .integer(16...1_000_000),
            "connections in total; never more than open files allow", standard: "4096"),
    ]
}
