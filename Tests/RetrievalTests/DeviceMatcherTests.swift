import Domain
import Testing

@testable import Retrieval

@Suite("Device matching")
struct DeviceMatcherTests {
    private static let fleet = [
        Device(
            id: "op03", clientID: "c", hostname: "ACM-OP03", kind: "workstation", manufacturer: "HP",
            model: "Elite Mini 800", serial: "MXL3391K7P", ipAddresses: ["10.1.1.3"],
            macAddresses: ["00:1A:4B:20:02:5C"], lastUser: "ACME\\dana.reed", site: "North"),
        Device(
            id: "op08", clientID: "c", hostname: "ACM-OP08", kind: "workstation", serial: "MXL3391K8Q",
            ipAddresses: ["10.1.1.30"], lastUser: "lee.fox@acme.example.com", site: "South"),
        Device(
            id: "front", clientID: "c", hostname: "ACM-FRONT01", kind: "workstation", lastUser: "Sam Poole",
            site: "North"),
        Device(
            id: "prn", clientID: "c", hostname: "ACM-PRN-DOCK", kind: "printer", manufacturer: "Zebra",
            model: "ZT411", ipAddresses: ["10.1.2.9"], site: "South", notes: "Labels at dock 2."),
        Device(
            id: "prn2", clientID: "c", hostname: "ACM-PRN-HALL", kind: "printer", manufacturer: "Ricoh",
            model: "IM C3000", site: "North", notes: "Copy room, second floor."),
        Device(
            id: "srv", clientID: "c", hostname: "ACM-SQL01", kind: "server", software: ["LedgerPro Server 9"],
            notes: "LedgerPro database."),
        Device(id: "fw", clientID: "c", hostname: "ACM-FW01", kind: "firewall", site: "North"),
    ]

    private func match(
        _ text: String, subject: String = "help", linked: [DeviceID] = [], name: String? = nil, email: String? = nil,
        personal: Bool = true, own: Bool = false, runbook: String? = nil
    ) -> [String] {
        DeviceMatcher(devices: Self.fleet).match(
            DeviceQuery(
                ticket: CleanTicket(id: "t", subject: subject, text: text, language: "en"), linked: linked,
                requesterName: name, requesterEmails: [email].compactMap { $0 }, concernsPersonalDevice: personal,
                insistsOnOwnDevice: own, runbook: runbook)
        ).map(\.id.rawValue)
    }

    @Test(
        "a named machine is found however it is written",
        arguments: [
            "ACM-OP03 is slow", "acm-op03 is slow", "acm op03 is slow", "ACMOP03 is slow",
            "acm_op03.corp.example is slow",
            "the one called OP03 is slow", "serial MXL3391K7P", "ip 10.1.1.3 does not answer", "10.1.1.3:443 refused",
            "MAC 00-1a-4b-20-02-5c", "mac 001a.4b20.025c", "AMC-OP03 is slow",
        ])
    func named(text: String) {
        #expect(match(text).first == "op03")
    }

    @Test("digits are never taken for a typing error: twins stay apart")
    func twins() {
        #expect(match("ACM-OP05 is slow").isEmpty)
        #expect(match("10.1.1.33 does not answer").isEmpty)
    }

    @Test(
        "a person's own computer is found by any spelling of the last user",
        arguments: [
            ("Dana Reed", "dana.reed@acme.example.com", "op03"), ("Lee Fox", "lee.fox@acme.example.com", "op08"),
            ("Sam Poole", "spoole@acme.example.com", "front"),
        ])
    func lastUser(name: String, email: String, expected: String) {
        #expect(match("my screen freezes", name: name, email: email) == [expected])
    }

    @Test("no device is claimed where nothing speaks of one")
    func none() {
        #expect(match("please call me", personal: false).isEmpty)
        #expect(match("question about the invoice", name: "Dana Reed", personal: false).isEmpty)
        #expect(match("my screen freezes", name: "Nobody Known").isEmpty)
        #expect(
            DeviceMatcher(devices: []).match(
                DeviceQuery(ticket: CleanTicket(id: "t", subject: "ACM-OP03", text: "", language: "en"))
            ).isEmpty)
    }

    @Test("the link of the PSA and the name in the subject come before the requester's own machine")
    func order() {
        #expect(
            match("it stopped", linked: ["srv"], name: "Dana Reed", email: "dana.reed@acme.example.com").first == "srv")
        #expect(match("cannot print from my pc", subject: "ACM-PRN-DOCK", name: "Dana Reed").first == "prn")
    }

    @Test("kind, place and product words lead to the one device they fit")
    func description() {
        #expect(match("the zebra at dock 2 prints nothing", personal: false).first == "prn")
        #expect(match("Ricoh in the copy room on the 2nd floor jams", personal: false).first == "prn2")
        #expect(match("firewall light is red", personal: false).first == "fw")
    }

    @Test("the runbook names the machine behind a service, unless the requester means their own")
    func runbook() {
        let text = "LedgerPro cannot reach its database. Restart the service on ACM-SQL01."
        #expect(match("LedgerPro is dead for all", personal: false, runbook: text).first == "srv")
        #expect(
            match("LedgerPro on my pc only", name: "Dana Reed", own: true, runbook: text).first == "op03")
    }

    @Test("every claim says why")
    func evidence() throws {
        let match = try #require(
            DeviceMatcher(devices: Self.fleet).match(
                DeviceQuery(
                    ticket: CleanTicket(id: "t", subject: "ACM-OP03", text: "serial MXL3391K7P", language: "en"))
            ).first)
        #expect(match.evidence.contains(DeviceEvidence(kind: "hostname", value: "ACM-OP03", place: "subject")))
        #expect(match.evidence.contains(DeviceEvidence(kind: "serial", value: "MXL3391K7P", place: "text")))
        #expect((DeviceMatcher.threshold...1).contains(match.score))
    }

    @Test(
        "one typing error apart",
        arguments: [
            ("front", "frnt", true), ("front", "frontt", true), ("front", "frint", true), ("front", "fornt", true),
            ("front", "front", false), ("front", "frnnt", true), ("front", "forntt", false), ("", "a", true),
            ("ab", "ba", true), ("abc", "cab", false),
        ])
    func oneEdit(a: String, b: String, expected: Bool) {
        #expect(OneEdit.apart(Array(a.utf8), Array(b.utf8)) == expected)
        #expect(OneEdit.apart(Array(b.utf8), Array(a.utf8)) == expected)
    }
}
