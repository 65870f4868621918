import Settings
import Testing

@testable import Service

@Suite("Callers, names, ids")
struct OriginTests {
    private func origin(_ trusted: String...) -> ClientOrigin {
        ClientOrigin(trusted: trusted.compactMap { AddressRange($0) }, isEncrypted: false)
    }

    @Test(
        "The rightmost address that is no trusted proxy",
        arguments: [
            ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["made up, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["1.1.1.1", "203.0.113.9 , 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9:4711"], "203.0.113.9"),
            ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
            ("10.0.0.1", ["10.0.0.2"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.9, nonsense"], "10.0.0.1"),
            ("10.0.0.1", [], "10.0.0.1"),
            ("192.0.2.1", ["203.0.113.9"], "192.0.2.1"),
            ("::ffff:10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
        ])
    func forwarded(_ peer: String, _ header: [String], _ expected: String) {
        let seen = origin("10.0.0.0/24").resolve(peer: peer, forwardedFor: header, forwardedProto: nil)
        #expect(seen.address == expected)
    }

    @Test(
        "Whether the caller's connection is encrypted",
        arguments: [
            ("10.0.0.1", "https", true), ("10.0.0.1", "http, https", true), ("10.0.0.1", "https, http", false),
            ("10.0.0.1", "http", false), ("192.0.2.1", "https", false),
        ])
    func scheme(_ peer: String, _ header: String, _ expected: Bool) {
        #expect(origin("10.0.0.1").resolve(peer: peer, forwardedFor: [], forwardedProto: header).isSecure == expected)
    }

    @Test(
        "Names the service goes by",
        arguments: [
            ("localhost", true), ("LOCALHOST:8484", true), ("127.0.0.1:8484", true), ("[::1]:8484", true),
            ("10.1.2.3", true), ("sidenote.example.net", true), ("sidenote.example.net.", true),
            ("other.example.net:443", true), ("evil.example", false), ("sidenote.example.net.evil.example", false),
            ("localhost:port", false), ("[::1", false), ("", true), ("a b", false),
        ])
    func hosts(_ authority: String, _ expected: Bool) {
        let names = HostNames(
            publicURL: "https://sidenote.example.net:8443", allowed: ["other.example.net"],
            listen: ListenAddress(host: "0.0.0.0", port: 80))
        #expect(names.admits(authority) == expected)
    }

    @Test(
        "JSON beyond the bounds",
        arguments: [
            ("[[[]]]", true), ("[[[[]]]]", false), ("{\"a\":{\"b\":[1]}}", true), ("{\"a\":{\"b\":[[1]]}}", false),
            ("\"[[[[[[\"", true), ("\"\\\"[[[[[[\"", true), ("[\"]\",[\"[\",[]]]", true), ("[][][][][]", true),
            ("]]]][[[", true), (String(repeating: " ", count: 65), false), ("", true),
        ])
    func json(_ text: String, _ isFine: Bool) {
        let limits = JSONLimits(maximumDepth: 3, maximumBytes: 64)
        if isFine {
            #expect(throws: Never.self) { try limits.check(Array(text.utf8)) }
        } else {
            #expect(throws: ProblemResponse.self) { try limits.check(Array(text.utf8)) }
        }
    }
}
