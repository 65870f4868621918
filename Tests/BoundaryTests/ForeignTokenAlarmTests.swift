import Domain
import Testing

@testable import Boundary

@Suite struct ForeignTokenAlarmTests {
    private func found(_ text: String, _ scope: Scope = .client("c1")) -> [String] {
        Sample.alarm.check(text, scope: scope).map(\.text)
    }

    @Test(arguments: [
        ("please call Quarrystone Legal today", "Quarrystone Legal"), ("QUARRYSTONE LEGAL LLP", "Quarrystone Legal"),
        ("the quarrystone\nlegal people", "Quarrystone Legal"), ("Quarrystone-Legal-Server", "Quarrystone Legal"),
        ("quarrystonelegal", "Quarrystone Legal"),
        ("log on to qsl-srv-7.", "QSL-SRV-7"), ("(QSL-SRV-7)", "QSL-SRV-7"), ("QSL-SRV-7's disk", "QSL-SRV-7"),
        ("mail.quarrystone.example.", "quarrystone.example"), ("serial pf0abc12!", "PF0ABC12"),
        ("bei ríverbend bäckerei", "Ríverbend Bäckerei"), ("RÍVERBEND BÄCKEREI", "Ríverbend Bäckerei"),
        ("Ri\u{301}verbend Ba\u{308}ckerei", "Ríverbend Bäckerei"),
    ])
    func foreignTokensRing(_ text: String, _ token: String) {
        #expect(found(text) == [token])
    }

    @Test(arguments: [
        "Harborview Dental, anna.meier@harborview.example, HVD-LAP-01, 5CG1234XYZ", "nothing special here",
        "DC01 is down", "the SERVER and the backup", "write to someone@gmail.com", "ticket 1001", "QSL",
        "QSL-SRV-70", "QSL-SRV-7-OLD", "XQSL-SRV-7", "OLD_QSL-SRV-7", "notquarrystone.example",
        "quarrystone.example.org",
        "Default string", "",
    ])
    func theRestIsQuiet(_ text: String) {
        #expect(found(text).isEmpty)
    }

    @Test func ownTokensCoverShorterForeignOnes() {
        let other = ClientTokens(
            client: Client(id: "x", name: "Ravenholm", domains: ["raven.example"]),
            devices: [Device(id: "1", clientID: "x", hostname: "RAVEN-1")])
        let own = ClientTokens(
            client: Client(id: "y", name: "Ravenholm South Kennels", domains: ["eu.raven.example"]),
            devices: [Device(id: "2", clientID: "y", hostname: "RAVEN-1.corp.example")])
        let alarm = ForeignTokenAlarm([other, own])
        #expect(
            alarm.check("Ravenholm South Kennels at eu.raven.example on raven-1.corp.example", scope: .client("y"))
                .isEmpty)
        #expect(alarm.check("Ravenholm South Kennels and Ravenholm", scope: .client("y")).map(\.text) == ["Ravenholm"])
        #expect(
            alarm.check("Ravenholm South Kennels", scope: .client("x")).map(\.text).contains("Ravenholm South Kennels"))
    }

    @Test func tokensOfManyClientsAreNotDistinctive() {
        // DC01 belongs to all three, so it rings for nobody.
        #expect(found("DC01", .sharedOnly).isEmpty)
        let two = ForeignTokenAlarm([Sample.quarry, Sample.river, ClientTokens(client: Client(id: "z", name: "Zed"))])
        #expect(two.check("DC01", scope: .client("z")).first?.owners == ["c2", "c3"])
        #expect(two.check("DC01", scope: .client("c2")).isEmpty)
    }

    @Test func positionsAndOwnersAreReported() {
        let tokens = Sample.alarm.check("über QSL-SRV-7 und zoe@quarrystone.example, QSL-SRV-7", scope: .sharedOnly)
        #expect(tokens.map(\.kind) == [.hostname, .email, .domain])
        #expect(tokens.map(\.offset) == [5, 19, 23])
        #expect(tokens.allSatisfy { $0.owners == ["c2"] })
    }

    @Test func ordinaryWordsCanBeAdded() {
        let alarm = ForeignTokenAlarm([Sample.quarry], ordinaryWords: ["qsl-srv-7"])
        #expect(alarm.check("QSL-SRV-7", scope: .sharedOnly).isEmpty)
    }

    /// Every token of every other client rings wherever it is put, and none of the scope's own does.
    @Test(arguments: 1...10)
    func everyForeignTokenRings(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        let clients = (0..<20).map { number in
            let tag = String(UInt32.random(in: 1_000_000...9_999_999, using: &generator), radix: 36) + "q\(number)"
            return ClientTokens(
                client: Client(id: ClientID("c\(number)"), name: "Zy\(tag) Praxis", domains: ["\(tag).example"]),
                contacts: [Contact(id: "p", clientID: "c", name: "X Y", emails: ["p@\(tag).example"])],
                devices: [Device(id: "d", clientID: "c", hostname: "PC-\(tag)-1", serial: "S9\(tag)")])
        }
        let alarm = ForeignTokenAlarm(clients)
        for (index, client) in clients.enumerated() {
            let tokens = [
                client.client.name, client.client.domains[0], client.contacts[0].emails[0],
                client.devices[0].hostname, client.devices[0].serial ?? "",
            ]
            let text = tokens.shuffled(using: &generator).joined(
                separator: [" ", ", ", "\n", "; "].randomElement() ?? " ")
            #expect(alarm.check(text, scope: .client(client.client.id)).isEmpty)
            let stranger = clients[(index + 1) % clients.count].client.id
            for token in tokens {
                #expect(!alarm.check("see \(token.uppercased()).", scope: .client(stranger)).isEmpty, "\(token)")
            }
        }
    }
}
