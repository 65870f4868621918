import Domain
import Testing

@testable import Boundary

@Suite struct EgressPolicyTests {
    private static let decisions: [(Policy, EndpointPlace, EgressDecision)] = [
        (.off, .local, .deny(.noDraft)), (.off, .cloud, .deny(.noDraft)),
        (.extractive, .local, .deny(.noModel)), (.extractive, .cloud, .deny(.noModel)),
        (.local, .local, .allow(pseudonymise: false, internalNotesAllowed: true)),
        (.local, .cloud, .deny(.localOnly)),
        (.cloudPseudonymized, .local, .allow(pseudonymise: false, internalNotesAllowed: true)),
        (.cloudPseudonymized, .cloud, .allow(pseudonymise: true, internalNotesAllowed: false)),
        (.cloud, .local, .allow(pseudonymise: false, internalNotesAllowed: true)),
        (.cloud, .cloud, .allow(pseudonymise: false, internalNotesAllowed: false)),
    ]

    @Test(arguments: decisions)
    func everyPolicyAndPlace(_ policy: Policy, _ place: EndpointPlace, _ decision: EgressDecision) {
        let client = Client(id: "a", name: "A", policy: policy)
        #expect(EgressPolicy(standard: .off).decide(client: client, endpoint: place) == decision)
        #expect(EgressPolicy(standard: policy).decide(client: nil, endpoint: place) == decision)
    }

    @Test func overridesWinAndFlagsKeepInside() {
        let client = Client(id: "a", name: "A", policy: .cloud)
        let policy = EgressPolicy(
            standard: .cloud, overrides: ["a": .local], internalNotesMayLeave: true, flagsThatStay: ["legal", "hr"])
        #expect(policy.decide(client: client, endpoint: .cloud) == .deny(.localOnly))
        let other = Client(id: "b", name: "B")
        #expect(
            policy.decide(client: other, endpoint: .cloud) == .allow(pseudonymise: false, internalNotesAllowed: true))
        #expect(policy.decide(client: other, endpoint: .cloud, flags: ["legal", "hr", "x"]) == .deny(.flag("hr")))
        #expect(
            policy.decide(client: other, endpoint: .local, flags: ["hr"])
                == .allow(pseudonymise: false, internalNotesAllowed: true))
    }

    @Test(arguments: [
        "http://localhost:11434/api/chat", "http://LOCALHOST/", "http://model.localhost/v1", "http://127.0.0.1:8080",
        "https://10.0.0.5/v1", "http://172.16.0.1", "http://172.31.255.255/", "http://192.168.1.9:1234/v1",
        "http://[::1]:8080/", "http://[fd00::1]/", "http://[fc12:3456::1]:80/x", "http://[::ffff:10.0.0.1]/",
        "http://user@127.0.0.1/", "http://localhost./",
    ])
    func localEndpoints(_ url: String) {
        #expect(EndpointPlace(url: url) == .local)
    }

    @Test(arguments: [
        "https://api.example.com/v1", "http://8.8.8.8/", "http://172.32.0.1/", "http://172.15.0.1",
        "http://192.169.1.1",
        "http://11.0.0.1", "http://169.254.169.254/", "http://[2001:db8::1]/", "http://[fe80::1]/",
        "http://[::ffff:203.0.113.1]/", "http://localhost.example.com/", "http://notlocalhost/",
        "http://localhost@example.com/", "http://127.0.0.1@example.com", "http://example.com\\@localhost/",
        "http://a@localhost@example.com/", "http://a@example.com@localhost/", "http://127.1/", "http://0177.0.0.1/",
        "http://2130706433/", "http://10.0.0.1.example.com/", "http://10.0.0.256/", "http://0/", "ftp://localhost/",
        "localhost:8080", "", "http://", "http:///x", "http://local host/", "http://localhost:99999/",
        "http://localhost:80:80/", "http://[::1/", "http://[fd/", "http://[fdzz::1]/", "http://example.com#@localhost/",
        "http://example.com?@localhost", "http://example.com/@localhost", "http://l\u{F6}calhost/",
    ])
    func everythingElseIsCloud(_ url: String) {
        #expect(EndpointPlace(url: url) == .cloud)
    }

    @Test func receiptsHoldNoSecrets() throws {
        let address = try #require(EndpointAddress("HTTPS://user:pa55@API.example.com:8443/v1/chat?key=SECRET#x"))
        #expect(address.withoutSecrets == "https://api.example.com:8443/v1/chat")
    }
}
