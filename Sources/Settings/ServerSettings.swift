import Domain

/// Addresses, TLS, limits of the HTTP service, and its logs. YAML key `server`.
public struct ServerSettings: Hashable, Sendable {
    public enum LogFormat: String, Hashable, Sendable, CaseIterable {
        /// Text on a terminal, else JSON.
        case auto
        case json, text
    }

    public enum LogLevel: String, Hashable, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error
    }

    public enum MetricsAccess: String, Hashable, Sendable, CaseIterable {
        /// This machine, or a token of the role lead.
        case local
        /// A token of the role lead, from everywhere.
        case token
        /// Everyone who can reach the service.
        case open
    }

    public struct TLS: Hashable, Sendable {
        public var certificateFile: String
        public var keyFile: String
    }

    public var listen: ListenAddress
    /// Without a path or a slash at the end; nil when it follows from `listen`.
    public var publicURL: String?
    /// Lower-cased names without ports.
    public var allowedHosts: [String]
    public var trustedProxies: [AddressRange]
    /// Origins whose pages may show this service's pages in a frame: `https://psa.example.net`, `https://*.example.net`,
    /// lower-cased, without a slash at the end. Empty: none.
    public var frameAncestors: [String]
    public var tls: TLS?
    public var logFormat: LogFormat
    public var logLevel: LogLevel
    public var metricsAccess: MetricsAccess
    public var limits: ServerLimits

    init(_ values: SettingValues) throws(Problem) {
        let listen = values.value("server.listen")
        self.listen = try ListenAddress(listen?.text ?? "127.0.0.1:8484", origin: listen?.origin ?? "server.listen")
        publicURL = try Self.publicURL(values.value("server.public_url"))
        allowedHosts = Self.list(values.text("server.allowed_hosts")).map { $0.lowercased() }
        trustedProxies = []
        if let proxies = values.value("server.trusted_proxies") {
            for text in Self.list(proxies.text) {
                guard let range = AddressRange(text) else {
                    throw Problem(
                        "“\(text.prefix(60))” is neither an address nor a range", place: proxies.origin,
                        remedy: "Write server.trusted_proxies as 10.0.0.5, 192.168.7.0/24")
                }
                trustedProxies.append(range)
            }
        }
        frameAncestors = try Self.frameAncestors(values.value("server.frame_ancestors"))
        tls = try Self.tls(values)
        logFormat = values.text("server.log_format").flatMap(LogFormat.init) ?? .auto
        logLevel = values.text("server.log_level").flatMap(LogLevel.init) ?? .info
        metricsAccess = values.text("server.metrics_access").flatMap(MetricsAccess.init) ?? .local
        limits = ServerLimits(values)
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    private static func publicURL(_ value: SettingValues.Value?) throws(Problem) -> String? {
        guard let value else { return nil }
        let problem = Problem(
            "“\(value.text.prefix(80))” is no address people can use", place: value.origin,
            remedy: "Write server.public_url as https://sidenote.example.net, without a path")
        var text = value.text.lowercased()
        if text.hasSuffix("/") { text.removeLast() }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { throw problem }
        let rest = text.dropFirst(scheme.count)
        let isPlain = rest.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        guard !rest.isEmpty, isPlain, !rest.contains(where: { "/?#@\\\"<>".contains($0) }) else { throw problem }
        return text
    }

    /// What stands here goes into a header field of every page, so only what is surely an origin is taken.
    private static func frameAncestors(_ value: SettingValues.Value?) throws(Problem) -> [String] {
        var origins: [String] = []
        for entry in list(value?.text) {
            let text = entry.lowercased()
            let origin = text.hasSuffix("/") ? String(text.dropLast()) : text
            guard isOrigin(origin) else {
                throw Problem(
                    "“\(entry.prefix(80))” is no https address without a path",
                    place: value?.origin ?? "server.frame_ancestors",
                    remedy: "Write server.frame_ancestors as https://psa.example.net, https://*.example.org")
            }
            if !origins.contains(origin) { origins.append(origin) }
        }
        return origins
    }

    /// `https://`, a host name whose first label may be `*` before two others, and perhaps a port.
    private static func isOrigin(_ text: String) -> Bool {
        guard text.hasPrefix("https://") else { return false }
        let parts = text.dropFirst(8).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts[0].utf8.count <= 253 else { return false }
        if parts.count == 2 {
            guard parts[1].utf8.count <= 5, parts[1].utf8.allSatisfy({ (48...57).contains($0) }),
                let port = Int(parts[1]), (1...65535).contains(port)
            else { return false }
        }
        var labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        if labels.first == "*" {
            labels.removeFirst()
            // Neither everything nor a whole top-level domain.
            guard labels.count >= 2 else { return false }
        }
        return !labels.isEmpty
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            }
    }

    private static func tls(_ values: SettingValues) throws(Problem) -> TLS? {
        switch (values.value("server.tls.certificate_file"), values.value("server.tls.key_file")) {
        case (nil, nil): return nil
        case (let certificate?, let key?): return TLS(certificateFile: certificate.text, keyFile: key.text)
        case (let one?, nil), (nil, let one?):
            throw Problem(
                "TLS needs both a certificate and its key", place: one.origin,
                remedy: "Set server.tls.certificate_file and server.tls.key_file")
        }
    }
}
