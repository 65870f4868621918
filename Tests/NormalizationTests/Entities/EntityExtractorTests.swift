import Domain
import Normalization
import Testing

@Suite struct EntityExtractorTests {
    static let positive: [(kind: Entity.Kind, value: String, text: String)] = [
        (.hostname, "HDG-DC01", "HDG-DC01 is down"), (.hostname, "NWL-LT12", "my laptop NWL-LT12."),
        (.hostname, "SRV-FILE-02", "on SRV-FILE-02, please"), (.hostname, "desktop-4kd9tr3", "desktop-4kd9tr3 freezes"),
        (.hostname, "WS014", "PC \"WS014\" again"),
        (.hostname, "dc01.corp.example.com", "ping dc01.corp.example.com fails"),
        (.hostname, "hdg-dc01", "hdg-dc01 rebooted"), (.hostname, "LAPTOP-ABCDEFG", "LAPTOP-ABCDEFG"),
        (.hostname, "bobspc", "hostname: bobspc"), (.hostname, "dc01", "dc01 is slow"),
        (.hostname, "PC-07", "PC-07 beeps"),
        (.ip, "10.0.0.1", "at 10.0.0.1."), (.ip, "192.168.1.0/24", "net 192.168.1.0/24"),
        (.ip, "10.0.0.5", "10.0.0.5:3389 refused"),
        (.ip, "fe80::1", "fe80::1 answers"), (.ip, "2001:db8::8a2e:370:7334", "2001:DB8::8A2E:370:7334"),
        (.mac, "AA:BB:CC:DD:EE:0F", "aa:bb:cc:dd:ee:0f"), (.mac, "AA:BB:CC:DD:EE:0F", "AA-BB-CC-DD-EE-0F"),
        (.mac, "AA:BB:CC:DD:EE:0F", "port aabb.ccdd.ee0f"),
        (.serial, "5CG1234ABC", "S/N: 5CG1234ABC"), (.serial, "4KD9TR3", "service tag 4KD9TR3"),
        (.serial, "00123-A", "asset tag: 00123-A"), (.serial, "PF2ABC12", "serial number is PF2ABC12"),
        (.serial, "4KD9TR3", "the Dell 4KD9TR3 died"),
        (.email, "jane.doe@example.com", "mail Jane.Doe@example.com now"),
        (.phone, "+1 (555) 010-0199", "call +1 (555) 010-0199."), (.phone, "555-010-0199", "at 555-010-0199"),
        (.phone, "(555) 010-0199", "tel (555) 010-0199"), (.phone, "+49 30 123456", "+49 30 123456"),
        (.url, "https://10.0.0.1/admin?x=1", "see https://10.0.0.1/admin?x=1."),
        (.url, "www.example.com/a", "www.example.com/a"),
        (.path, "\\\\server\\share\\a b\\c.txt", "\"\\\\server\\share\\a b\\c.txt\""),
        (.path, "\\\\srv01\\scans", "to \\\\srv01\\scans, but"),
        (.path, "C:\\Program Files\\App\\app.exe", "run C:\\Program Files\\App\\app.exe and"),
        (.path, "/var/log/syslog", "in /var/log/syslog."),
        (.path, "HKLM\\Software\\Vendor", "key HKLM\\Software\\Vendor"),
        (.path, "%APPDATA%\\Roaming\\x", "%APPDATA%\\Roaming\\x"),
        (.errorCode, "0x80070005", "0x80070005 denied"), (.errorCode, "0x0000007b", "STOP 0x0000007B"),
        (.errorCode, "-2147024891", "code -2147024891"), (.errorCode, "1603", "Error 1603 at setup"),
        (.errorCode, "53003", "error code 53003"), (.errorCode, "53003", "Error Code: 53003"),
        (.errorCode, "AADSTS50076", "AADSTS50076: mfa"), (.errorCode, "HTTP 503", "got HTTP 503"),
        (.errorCode, "ERR_CONNECTION_REFUSED", "ERR_CONNECTION_REFUSED"),
        (.eventID, "7031", "Event ID 7031 logged"), (.eventID, "41", "EventID: 41"),
        (.kbNumber, "KB5034441", "KB5034441 fails"), (.version, "10.0.19045.3803", "10.0.19045.3803"),
        (.version, "7.4", "FortiClient v7.4"), (.version, "7.4", "version 7.4"), (.version, "24H2", "Windows 11 24H2"),
        (.product, "QuickBooks", "quickbooks desktop crashes"), (.product, "Entra ID", "Azure AD sync"),
        (.product, "FortiClient", "forticlient vpn"), (.product, "Datto RMM", "datto rmm agent"),
        (.product, "Microsoft Teams", "Teams will not open"), (.product, "Outlook", "OUTLOOK"),
        (.product, "Microsoft 365", "Office 365"),
        (.user, "HDG\\jdoe", "as HDG\\jdoe"), (.user, "jdoe", "user jdoe cannot print"),
        (.user, "jdoe", "account: jdoe"),
        (.domain, "example.com", "domain example.com expired"), (.ticketNumber, "12345", "ticket #12345"),
        (.ticketNumber, "T20260911.0042", "re T20260911.0042"), (.ticketNumber, "98765", "see #98765"),
        (.date, "2026-03-12", "on 2026-03-12"), (.date, "03/12/2026", "03/12/2026"),
        (.date, "12 March 2026", "12 March 2026"),
        (.date, "March 12", "since March 12."), (.date, "12.03.2026", "am 12.03.2026"),
        (.date, "12. März", "am 12. März"),
        (.time, "14:05", "at 14:05"), (.time, "9:30 AM", "9:30 AM"), (.time, "9am", "9am"),
        (.time, "10 Uhr", "um 10 Uhr"),
        (.amount, "$1,234.56", "costs $1,234.56."), (.amount, "98 %", "98 % full"), (.amount, "12 GB", "12 GB free"),
        (.amount, "20 €", "20 €"),
    ]

    @Test(arguments: positive)
    func finds(_ kind: Entity.Kind, _ value: String, _ text: String) {
        let found = EntityExtractor().entities(in: "Grüße 😀 " + text)
        #expect(found.contains { $0.kind == kind && $0.value == value }, "\(found.map { "\($0.kind) \($0.value)" })")
    }

    static let negative: [(kind: Entity.Kind, text: String)] =
        [
            "wi-fi", "e-mail", "sign-in", "follow-up", "COVID-19", "KB5034441", "USB-C", "Tier-2", "M404dn", "Wi-Fi 6",
            "UTF-8", "SHA-256", "two-factor", "MFC-L2750DW", "SQL2019", "x-ray", "24-7", "Q3-2026", "up-to-date",
            "RAID-5",
            "CVE-2024-1234", "A4", "Windows11", "RTX3080", "i7-8700k", "12-Mar-2026", "ASP.NET",
        ].map { (.hostname, $0) }
        + [
            (.ip, "1.2.3"), (.ip, "256.1.1.1"), (.ip, "1.2.3.4.5"), (.ip, "10.0.19045.3803"), (.ip, "std::vector"),
            (.ip, "14:05:22"), (.mac, "12:34:56"), (.serial, "KB5034441"), (.serial, "OFFICE365"), (.serial, "RTX3080"),
            (.serial, "serial cable"), (.phone, "2026-03-12"), (.phone, "10.0.0.1"), (.phone, "ticket 5550100199"),
            (.phone, "12/03/2026 14:05"), (.path, "and/or"), (.path, "yes/no/maybe"), (.errorCode, "error message"),
            (.errorCode, "errors 15 times"), (.eventID, "event at 10"), (.version, "7.4"), (.product, "two teams met"),
            (.product, "word of mouth"), (.product, "the edge of"), (.user, "user cannot log in"),
            (.user, "user reports that"), (.user, "account locked"), (.domain, "report.docx"), (.domain, "e.g. this"),
            (.domain, "done.Please"), (.ticketNumber, "ticket about 12 PCs"), (.date, "1/2"), (.date, "may 3 people"),
            (.date, "10.0.19.45"), (.time, "10:99"), (.time, "aa:bb:10:20"), (.amount, "12 people"),
            (.hostname, "HTTP 404"),
            (.url, "http is slow"), (.email, "a@b"), (.ticketNumber, "&#12345;"),
        ]

    @Test(arguments: negative)
    func leaves(_ kind: Entity.Kind, _ text: String) {
        let found = EntityExtractor().entities(in: text).filter { $0.kind == kind }
        #expect(found.isEmpty, "\(found.map(\.value))")
    }

    @Test func overlapsGoToTheLongerOne() {
        let found = EntityExtractor().entities(in: "open https://10.0.0.1:8443/x and mail a@dc01.example.com")
        #expect(found.map(\.kind) == [.url, .email])
    }

    @Test func eachValueOnceInOrder() {
        let found = EntityExtractor().entities(in: "WS014 and 10.0.0.1, then WS014 and 10.0.0.1 again")
        #expect(found.map(\.value) == ["WS014", "10.0.0.1"])
        #expect(found.map(\.offset) == [0, 10])
    }

    static let alphabet: [String] =
        positive.map(\.text)
        + [
            " ", "\n", "\t", "|", ":", "\\", "/", "@", "ü", "漢字", "😀", "\u{0}", "é", "-", ".", "0x", "::", "$", "€",
            "1", "a", "%", "#",
        ]

    @Test(arguments: 0..<60)
    func offsetsSliceToTheValue(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let text = (0..<40).map { _ in Self.alphabet.randomElement(using: &random) ?? "" }.joined()
        let scalars = Array(text.unicodeScalars)
        let found = EntityExtractor().entities(in: text)
        var last = 0
        for entity in found {
            guard let offset = entity.offset, let length = entity.length else {
                Issue.record("no offset")
                continue
            }
            #expect(offset >= last && length > 0 && offset + length <= scalars.count)
            last = offset + length
            var slice = ""
            slice.unicodeScalars.append(contentsOf: scalars[offset..<offset + length])
            switch entity.kind {
            case .mac: #expect(MACAddress.normalize(slice) == entity.value)
            case .product: break
            case .errorCode, .email, .ip, .kbNumber:
                #expect(slice.lowercased().hasSuffix(entity.value.lowercased().suffix(3)))
            default: #expect(slice == entity.value)
            }
        }
        for token in HardTokens.tokens(in: text) {
            var slice = ""
            slice.unicodeScalars.append(contentsOf: scalars[token.offset..<token.offset + token.length])
            #expect(slice == token.text)
        }
    }

    @Test(arguments: 0..<40)
    func survivesRandomBytes(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        let text = String(decoding: bytes, as: UTF8.self)
        for entity in EntityExtractor().entities(in: text) { #expect((entity.length ?? 0) > 0) }
        #expect(SecretScrubber().scrub(text).findings.allSatisfy { $0.length > 0 })
        #expect(HardTokens.tokens(in: text).allSatisfy { !$0.text.isEmpty })
    }
}

/// Deterministic random numbers (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
