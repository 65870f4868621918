import Domain
import Normalization
import Testing

@testable import Boundary

@Suite struct PseudonymTests {
    private func replace(_ parts: String...) -> [String] {
        var session = Sample.pseudonymizer.session()
        return session.replace(parts)
    }

    @Test func namesBecomePlaceholders() {
        #expect(
            replace("Anna Meier on HVD-LAP-01 (10.1.2.3) wrote from anna.meier@harborview.example")
                == ["PERSON_1 on HOST_1 (IP_1) wrote from EMAIL_1"])
    }

    @Test func theLongestWinsAndWordsStayWhole() {
        #expect(replace("Harborview Dental GmbH's Annalena and Meierhof") == ["COMPANY_1's Annalena and Meierhof"])
        #expect(replace("HVD-LAP-011 HVD-LAP-01") == ["HVD-LAP-011 HOST_1"])
        #expect(replace("C:\\Users\\ameier\\x and HVD\\ameier") == ["C:\\Users\\USER_1\\x and USER_2"])
    }

    @Test func spellingsOfOneThingShareANumber() {
        #expect(replace("Anna Meier, Anna, MEIER, anna meier") == ["PERSON_1, PERSON_1B, PERSON_1C, PERSON_1D"])
        #expect(replace("aa:bb:cc:dd:ee:ff AA-BB-CC-DD-EE-FF") == ["MAC_1 MAC_1B"])
        #expect(replace("Mu\u{308}ller Müller") == ["PERSON_1 PERSON_1B"])
    }

    @Test func everydayWordsNeedACapital() {
        #expect(replace("this will work, Will says") == ["this will work, PERSON_1 says"])
    }

    @Test func partsShareTheirPlaceholders() {
        // The second part shows the address where the extractor does not see it by itself.
        #expect(replace("ping 192.0.2.7 now", "(192.0.2.7)", "192.0.2.70") == ["ping IP_1 now", "(IP_1)", "IP_2"])
        var session = Sample.pseudonymizer.session()
        #expect(session.replace(["192.0.2.7 Anna"]) == ["IP_1 PERSON_1"])
        #expect(session.replace(["Meier Anna 192.0.2.8"]) == ["PERSON_1B PERSON_1 IP_2"])
        #expect(session.counts == ["ip": 2, "person": 2])
        #expect(session.placeholders.map(\.placeholder) == ["IP_1", "IP_2", "PERSON_1", "PERSON_1B"])
        #expect(session.placeholders.map(\.original) == ["192.0.2.7", "192.0.2.8", "Anna", "Meier"])
    }

    @Test(arguments: [
        ("PERSON_1's laptop", "Anna Meier's laptop"), ("person_1.", "Anna Meier."), ("**Host_1**", "**HVD-LAP-01**"),
        ("HOST\\_1, HOST_1s", "HVD-LAP-01, HVD-LAP-01s"), ("`HOST_1`/x", "`HVD-LAP-01`/x"),
        ("HOST_2 HOST_10 HOST_01 HOST_", "HOST_2 HOST_10 HOST_01 HOST_"),
        ("(HOST_1)PERSON_1", "(HVD-LAP-01)Anna Meier"),
        ("", ""),
    ])
    func answersAreRestored(_ answer: String, _ expected: String) {
        var session = Sample.pseudonymizer.session()
        _ = session.replace(["Anna Meier HVD-LAP-01"])
        #expect(session.restore(answer) == expected)
    }

    @Test func unknownPlaceholdersAreNamed() {
        var session = Sample.pseudonymizer.session()
        _ = session.replace(["Anna"])
        #expect(session.unknownPlaceholders(in: "PERSON_1 PERSON_2 host_9 HOST_9's") == ["HOST_9", "PERSON_2"])
    }

    @Test func lookAlikesAreEscaped() {
        var session = Sample.pseudonymizer.session()
        let text = "HOST_1 is a name, HVD-LAP-01 too, person_1b's"
        let replaced = session.replace([text])
        #expect(replaced == ["LITERAL_1 is a name, HOST_1 too, LITERAL_2's"])
        #expect(session.restore(replaced[0]).utf8.elementsEqual(text.utf8))
    }

    /// Any mixture of names, look-alikes and odd characters comes back byte for byte, and no name is left behind.
    @Test(arguments: 1...200)
    func restoreIsTheInverse(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let names = [
            "Anna Meier", "anna", "MEIER", "Müller", "Mu\u{308}ller", "HVD-LAP-01", "hvd-lap-01", "10.1.2.3",
            "+49 30 1234567", "anna.meier@harborview.example", "AA:BB:CC:DD:EE:FF", "Harborview Dental GmbH",
            "Kreuzberg",
            "5CG1234XYZ", "HVD\\ameier", "192.0.2.1", "198.51.100.77",
        ]
        let noise = [
            "HOST_1", "HOST_", "_1", "host_1b", "PERSON_1BCDE", "IP\\_1", "LITERAL_1", "HOST_1_2", "_", "1", "A", "é",
            "\u{0}", "🖨️", " ", " ", "\n", ".", "-", "+", "\\", "HO", "ST_1", "xIP_3", "SHIP_1", "_PHONE_1_",
        ]
        var session = Sample.pseudonymizer.session()
        for _ in 0..<3 {
            let parts = (0..<3).map { _ in
                (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                    (Int.random(in: 0...2, using: &generator) == 0 ? names : noise).randomElement(using: &generator)
                        ?? ""
                }.joined()
            }
            let replaced = session.replace(parts)
            for (part, text) in zip(parts, replaced) {
                #expect(session.restore(text).utf8.elementsEqual(part.utf8), "\(part.debugDescription) \(text)")
                #expect(session.restore(text.lowercased()).lowercased() == part.lowercased())
            }
        }
        let plain = names.shuffled(using: &generator).joined(separator: " ")
        var fresh = Sample.pseudonymizer.session()
        let hidden = fresh.replace([plain])[0].lowercased()
        for name in names { #expect(!hidden.contains(name.lowercased()), "\(hidden)") }
    }

    @Test func hugeTextsTakeLinearTime() {
        var session = Sample.pseudonymizer.session()
        let text =
            String(repeating: "anna HOST_1 ", count: 20000) + String(repeating: "_1", count: 50000)
            + String(repeating: "HOST_", count: 20000)
        let replaced = session.replace([text])[0]
        #expect(session.restore(replaced).utf8.elementsEqual(text.utf8))
    }
}
