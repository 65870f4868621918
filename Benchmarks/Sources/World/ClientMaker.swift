/// Makes clients with contacts and devices, as records of the JSON Lines world.
struct ClientMaker {
    typealias Record = [String: any Sendable]

    var random: SeededRandom
    private(set) var contacts: [Record] = []
    private(set) var devices: [Record] = []

    init(random: SeededRandom) {
        self.random = random
    }

    mutating func make(_ index: Int, devices deviceCount: Int, contacts contactCount: Int) -> (Client, Record) {
        let name = random.inventedWord(2...3)
        let trade = Vocabulary.trades[index % Vocabulary.trades.count]
        let code = "\(name.prefix(2))\(trade.prefix(1))\(index)".uppercased()
        var client = Client(
            id: "c\(index)", name: "\(name) \(trade)",
            domain: "\(name.lowercased())-\(trade.lowercased())\(index).example.com")
        client.ownWords = (0..<400).map { _ in random.inventedWord(2...4) }
        for number in 0..<contactCount { client.people.append(person(number, client)) }
        for number in 0..<deviceCount { client.machines.append(machine(number, code, index, client)) }
        let record: Record = [
            "id": client.id, "name": client.name, "domains": [client.domain], "aliases": [name, code],
            "policy": ["local", "extractive", "cloud_pseudonymized"][index % 3],
        ]
        return (client, record)
    }

    private mutating func person(_ number: Int, _ client: Client) -> Client.Person {
        let given = random.pick(Vocabulary.givenNames)
        let family = random.inventedWord(2...3)
        let person = Client.Person(
            id: "con-\(client.id)-\(number)", name: "\(given) \(family)",
            email: "\(given.lowercased()).\(family.lowercased())@\(client.domain)",
            phone: "+1 503-555-01\(10 + number % 90)")
        contacts.append([
            "id": person.id, "client_id": client.id, "name": person.name, "emails": [person.email],
            "phones": [person.phone], "vip": number % 20 == 0,
        ])
        return person
    }

    private mutating func machine(_ number: Int, _ code: String, _ index: Int, _ client: Client) -> Client.Machine {
        // Seven machines in ten are somebody's computer.
        let place = number % 10 < 7 ? number % 2 : 2 + number % (Vocabulary.deviceKinds.count - 2)
        let kind = Vocabulary.deviceKinds[place]
        let user = place < 2 ? random.pick(client.people) : nil
        let machine = Client.Machine(
            id: "dev-\(client.id)-\(number)", hostname: "\(code)-\(kind.code)\(number < 10 ? "0" : "")\(number)",
            address: "10.\(20 + index).\(place).\(10 + number)", user: user?.name)
        let hexadecimal = String(0x10_0000 + index * 4096 + number, radix: 16, uppercase: true)
        var record: Record = [
            "id": machine.id, "client_id": client.id, "hostname": machine.hostname, "kind": kind.kind,
            "model": random.pick(kind.models), "serial": "SN\(hexadecimal)X\(number % 10)",
            "ip_addresses": [machine.address],
            "mac_addresses": [
                "02:00:\(hexadecimal.prefix(2)):\(hexadecimal.dropFirst(2).prefix(2)):\(hexadecimal.suffix(2)):0A"
            ],
            "site": client.ownWords[number % 3] + " office", "online": number % 9 != 0,
            "last_seen_at": "2026-09-14T12:\(10 + number % 50):00Z", "os": "Windows 11 Pro 23H2",
            "software": (0..<6).map { _ in random.pickZipf(client.ownWords) + " \(number % 7).\(index)" },
            "notes": "Used for \(random.pickZipf(client.ownWords)) and \(random.pickZipf(client.ownWords)).",
            "disks": [
                ["name": "C:", "total_bytes": 512_000_000_000, "free_bytes": 9_000_000_000 + number * 7_000_000_000]
            ],
        ]
        if let user {
            let local = user.email.split(separator: "@").first ?? ""
            record["last_user"] = "\(code)\\\(local)"
        }
        devices.append(record)
        return machine
    }
}
