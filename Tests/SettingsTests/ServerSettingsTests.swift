import Domain
import Settings
import Testing

@Suite("Settings of the server")
struct ServerSettingsTests {
    private func settings(_ environment: [String: String]) throws -> ServerSettings {
        var values = SettingValues()
        try values.read(environment: environment)
        return try Settings(values).server
    }

    @Test("Without any configuration: this machine alone, safe limits")
    func standard() throws {
        let server = try settings([:])
        #expect(server.listen == ListenAddress(host: "127.0.0.1", port: 8484))
        #expect(server.listen.isLoopback)
        #expect(server.publicURL == nil && server.tls == nil && server.trustedProxies.isEmpty)
        #expect(server.metricsAccess == .local)
        #expect(server.limits == ServerLimits())
    }

    @Test(
        "Addresses to listen on",
        arguments: [
            ("127.0.0.1:8484", "127.0.0.1", 8484), ("[::1]:80", "::1", 80), ("name.example:0", "name.example", 0),
        ])
    func addresses(_ text: String, _ host: String, _ port: Int) throws {
        let listen = try settings(["SIDENOTE_SERVER_LISTEN": text]).listen
        #expect(listen == ListenAddress(host: host, port: port))
        #expect(listen.description == text)
    }

    @Test(
        "What cannot be meant is an error that says how to write it",
        arguments: [
            ["SIDENOTE_SERVER_LISTEN": "8484"], ["SIDENOTE_SERVER_LISTEN": "host:99999"],
            ["SIDENOTE_SERVER_LISTEN": "::1:80"], ["SIDENOTE_SERVER_LISTEN": "[nonsense]:80"],
            ["SIDENOTE_SERVER_LISTEN": ":80"], ["SIDENOTE_SERVER_PUBLIC_URL": "sidenote.example.net"],
            ["SIDENOTE_SERVER_PUBLIC_URL": "https://sidenote.example.net/path"],
            ["SIDENOTE_SERVER_PUBLIC_URL": "https://a@b"], ["SIDENOTE_SERVER_PUBLIC_URL": "https://"],
            ["SIDENOTE_SERVER_TRUSTED_PROXIES": "10.0.0.0/33"], ["SIDENOTE_SERVER_TRUSTED_PROXIES": "proxy.example"],
            ["SIDENOTE_SERVER_TLS_KEY_FILE": "key.pem"], ["SIDENOTE_SERVER_LIMITS_BODY_BYTES": "12"],
        ])
    func wrong(_ environment: [String: String]) throws {
        let problem = try #require(throws: Problem.self) { _ = try settings(environment) }
        #expect(problem.place?.isEmpty == false && problem.remedy?.isEmpty == false)
    }

    @Test("Lists, and an address with a slash at its end")
    func lists() throws {
        let server = try settings([
            "SIDENOTE_SERVER_ALLOWED_HOSTS": "A.example, b.example ,",
            "SIDENOTE_SERVER_TRUSTED_PROXIES": "10.0.0.5,::1",
            "SIDENOTE_SERVER_PUBLIC_URL": "https://Sidenote.example.net/",
        ])
        #expect(server.allowedHosts == ["a.example", "b.example"])
        #expect(server.trustedProxies.count == 2)
        #expect(server.publicURL == "https://sidenote.example.net")
    }

    @Test(
        "Ranges",
        arguments: [
            ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.0.0.7", "10.0.0.7", true),
            ("10.0.0.7", "10.0.0.8", false), ("10.0.0.0/31", "10.0.0.1", true), ("10.0.0.0/31", "10.0.0.2", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("127.0.0.1", "::ffff:127.0.0.1", true), ("::1", "::1", true),
        ])
    func ranges(_ range: String, _ address: String, _ expected: Bool) throws {
        let range = try #require(AddressRange(range))
        let address = try #require(IPAddress(address))
        #expect(range.contains(address) == expected)
    }
}
