import Domain
import Normalization
import Testing

@Suite struct HardTokenTests {
    @Test(arguments: [
        ("at 2:05 PM", "14:05"), ("at 14:05", "14:05"), ("at 2pm", "14:00"), ("on 12 March 2026", "2026-03-12"),
        ("on March 12, 2026", "2026-03-12"), ("2026-03-12", "2026-03-12"), ("12.03.2026", "2026-03-12"),
        ("3/25/2026", "2026-03-25"), ("25/3/26", "2026-03-25"), ("3/12/26", "3/12/2026"), ("since March 12", "--03-12"),
        ("am 12. März", "--03-12"), ("aa-bb-cc-dd-ee-ff", "AA:BB:CC:DD:EE:FF"), ("+1 (555) 010-0199", "5550100199"),
        ("555-010-0199", "5550100199"), ("$1,234.56", "1234.56usd"), ("98 %", "98%"), ("98 percent", "98%"),
        ("12 GB", "12gb"), ("12GB", "12gb"), ("1,234 pages", "1234"),
        ("run `net stop spooler` now", "net stop spooler"),
        ("ipconfig  /flushdns", "ipconfig /flushdns"), ("net stop spooler", "net stop spooler"),
        ("wait 5 minutes", "5"),
        ("page 42", "42"), ("HDG-DC01", "hdg-dc01"), ("Brother MFC-L2750DW", "l2750dw"), ("KB5034441", "kb5034441"),
        ("https://Example.com/A/", "https://example.com/a"), ("Error 1603", "1603"),
        ("id 6F9619FF-8B86-D011-B42D-00C04FC964FF", "6f9619ff-8b86-d011-b42d-00c04fc964ff"), ("`HDG-DC01`", "hdg-dc01"),
    ])
    func keys(_ text: String, _ key: String) {
        #expect(HardTokens.tokens(in: text).map(\.key) == [key])
    }

    @Test(arguments: ["Outlook is slow", "we have 3 options", "restart the printer", "Teams and `", "", "2nd try"])
    func nothingHard(_ text: String) { #expect(HardTokens.tokens(in: text).isEmpty) }

    @Test(
        arguments: [
            ("aabb.ccdd.eeff", "AA:BB:CC:DD:EE:FF"), ("AABBCCDDEEFF", "AA:BB:CC:DD:EE:FF"), ("aa:bb:cc", nil),
            ("", nil),
            ("gg:bb:cc:dd:ee:ff", nil), ("aa:bb:cc:dd:ee:ff:00", nil),
        ] as [(String, String?)])
    func macAddresses(_ text: String, _ normal: String?) { #expect(MACAddress.normalize(text) == normal) }

    @Test func phoneNumbersAndHostNamesFold() {
        #expect(PhoneNumber.digits("+1 (555) 010-0199") == PhoneNumber.digits("555.010.0199"))
        #expect(PhoneNumber.digits("0049 30 123456") == PhoneNumber.digits("+49 30 123456"))
        #expect(HostName.fold("HDG-DC01.corp.example.com") == "hdgdc01")
        #expect(HostName.fold("hdg_dc01") == HostName.fold("HDG DC01"))
    }
}
