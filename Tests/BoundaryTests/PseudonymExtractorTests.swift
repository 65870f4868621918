import Domain
import Normalization
import Testing

@testable import Boundary

/// With the real entity extractor: nothing it would call a person, host or address is left.
@Suite struct PseudonymExtractorTests {
    private static let texts = [
        "Hello, my laptop HVD-LAP-01 (10.1.2.3) cannot reach \\\\SRV-FILES-02\\scans since Monday. Anna",
        "From: zoe@partner.example\nCall me at +49 30 9876543 or 030 1234567. MAC 00-1A-2B-3C-4D-5E, S/N: 5CD9876ABC",
        "Event ID 4625 on DC-BERLIN-03 for user HARBOR\\jsmith, see https://portal.partner.example/tickets?id=7#x",
        "C:\\Users\\bob.builder\\AppData is full; 0x80070005; KB5034441 did not install on version 10.0.19045",
        "Two: 192.0.2.10 and 192.0.2.100, 2001:db8::7. HOST_1 and host_1b are names. Müller sagt: srv-files-02!",
        "", "HOST_1HVD-LAP-01 10.1.2.3.4 x@y.example@z.example \u{0} a@b",
    ]

    @Test(arguments: texts)
    func nothingSensitiveIsLeft(_ text: String) {
        let pseudonymizer = Pseudonymizer(
            client: Sample.harbor.client, contacts: Sample.harbor.contacts, devices: Sample.harbor.devices)
        var session = pseudonymizer.session()
        let replaced = session.replace([text, Self.texts.joined(separator: "\n")])
        #expect(session.restore(replaced[0]).utf8.elementsEqual(text.utf8))
        for part in replaced {
            for found in pseudonymizer.entities.find(in: part) {
                let isPlaceholder = !PlaceholderScanner.hits(in: found.text).isEmpty
                #expect(isPlaceholder, "\(String(decoding: found.text, as: UTF8.self)) in \(part)")
            }
        }
    }

    @Test func whatIsNotPersonalStays() {
        let pseudonymizer = Pseudonymizer(client: nil, contacts: [], devices: [])
        var session = pseudonymizer.session()
        let text = "Error 0x80070005 after KB5034441 on Windows 11, event ID 4625, version 10.0.19045"
        #expect(session.replace([text]) == [text])
    }

    @Test func theAccountInAPathIsReplaced() {
        var session = Pseudonymizer(client: nil, contacts: [], devices: []).session()
        let replaced = session.replace(["Open C:\\Users\\bob.builder\\Desktop please"])[0]
        #expect(!replaced.contains("bob"))
        #expect(replaced.contains("Desktop"))
    }
}
