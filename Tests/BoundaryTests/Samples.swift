import Domain

@testable import Boundary

/// SplitMix64: the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

enum Sample {
    static let harbor = ClientTokens(
        client: Client(
            id: "c1", name: "Harborview Dental GmbH", domains: ["harborview.example"], aliases: ["HVD-Group", "HV"]),
        contacts: [
            Contact(
                id: "p1", clientID: "c1", name: "Anna Meier", emails: ["anna.meier@harborview.example"],
                phones: ["+49 30 1234567"]),
            Contact(id: "p2", clientID: "c1", name: "Will Müller", emails: ["will@harborview.example"]),
        ],
        devices: [
            Device(
                id: "d1", clientID: "c1", hostname: "HVD-LAP-01", serial: "5CG1234XYZ", ipAddresses: ["10.1.2.3"],
                macAddresses: ["AA:BB:CC:DD:EE:FF"], lastUser: "HVD\\ameier", site: "Kreuzberg"),
            Device(id: "d2", clientID: "c1", hostname: "DC01", serial: "Default string"),
        ])

    static let quarry = ClientTokens(
        client: Client(
            id: "c2", name: "Quarrystone Legal LLP", domains: ["quarrystone.example", "gmail.com"],
            aliases: ["QSL", "Backup", "1001"]),
        contacts: [Contact(id: "p9", clientID: "c2", name: "Zoë Quist", emails: ["zoe@quarrystone.example"])],
        devices: [
            Device(id: "d9", clientID: "c2", hostname: "QSL-SRV-7", serial: "PF0ABC12"),
            Device(id: "d10", clientID: "c2", hostname: "DC01"), Device(id: "d11", clientID: "c2", hostname: "SERVER"),
        ])

    static let river = ClientTokens(
        client: Client(id: "c3", name: "Ríverbend Bäckerei", domains: ["riverbend.example"]),
        devices: [Device(id: "d20", clientID: "c3", hostname: "DC01")])

    static let alarm = ForeignTokenAlarm([harbor, quarry, river])

    /// Finds IPv4 addresses, so that what the extractor adds can be tested by itself.
    static func addresses(in text: String) -> [Entity] {
        var entities: [Entity] = []
        var offset = 0
        for word in text.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "\n" }, omittingEmpty: false) {
            let value = String(String.UnicodeScalarView(word))
            if IPv4(value) != nil, !entities.contains(where: { $0.value == value }) {
                entities.append(Entity(kind: .ip, value: value, offset: offset, length: word.count))
            }
            offset += word.count + 1
        }
        return entities
    }

    static var pseudonymizer: Pseudonymizer {
        Pseudonymizer(
            client: harbor.client, contacts: harbor.contacts, devices: harbor.devices, extract: addresses)
    }
}

extension Collection {
    fileprivate func split(
        whereSeparator isSeparator: (Element) -> Bool, omittingEmpty: Bool
    ) -> [SubSequence] {
        split(maxSplits: .max, omittingEmptySubsequences: omittingEmpty, whereSeparator: isSeparator)
    }
}
