import Domain
import Testing

/// What every implementation of `Store` has to do. A new implementation runs all of `checks` with its own factory.
struct StoreConformance: Sendable, CustomTestStringConvertible {
    let name: String
    /// Called with a factory that returns a new, empty store each time.
    let run: @Sendable (_ makeStore: () throws -> any Store) throws -> Void

    var testDescription: String { name }

    static let checks: [StoreConformance] = [
        .init(name: "an empty store answers every read") { make in
            let store = try make()
            #expect(try store.clients().isEmpty)
            #expect(try store.contacts(in: .client("a")).isEmpty)
            #expect(try store.documents(["x"], in: .sharedOnly).isEmpty)
            #expect(try store.partitions(of: .documents).isEmpty)
            #expect(try store.generation(of: .tickets, in: .shared) == 0)
            #expect(try store.counts().values.allSatisfy { $0 == 0 })
            #expect(try store.write(ImportBatch()).isEmpty)
        },
        .init(name: "records come back as they were written") { make in
            let store = try make()
            let batch = Self.batch()
            _ = try store.write(batch)
            #expect(try store.clients() == batch.clients)
            #expect(try store.contacts(in: .client("a")) == batch.contacts.filter { $0.clientID == "a" })
            #expect(try store.devices(in: .client("b")) == batch.devices.filter { $0.clientID == "b" })
            #expect(try store.documents(["da", "s"], in: .client("a")) == [batch.documents[1], batch.documents[0]])
            #expect(try store.tickets(["ta"], in: .client("a")) == [batch.tickets[0]])
            #expect(try store.counts()["documents"] == 3)
        },
        .init(name: "ids come back in the order asked, unknown ones left out") { make in
            let store = try make()
            _ = try store.write(Self.batch())
            let ids = try store.documents(["s", "nope", "da", "s"], in: .client("a")).map(\.document.id)
            #expect(ids == ["s", "da", "s"])
        },
        .init(name: "NULs, empty texts and every plane of Unicode survive") { make in
            let store = try make()
            let odd = "a\u{0}b\u{FEFF}\u{1F5A8}\u{301}\r\n\u{7F}"
            var batch = ImportBatch()
            batch.documents = [
                Sample.document("x\u{0}1", nil, body: odd, text: ""),
                Sample.document("x\u{0}2", nil, body: "", text: odd),
                Sample.document("x", nil, body: odd, text: odd),
            ]
            batch.documents[2].document.tags = [odd, "", "\",\""]
            batch.tickets = [Sample.ticket("t\u{0}", nil, text: odd)]
            _ = try store.write(batch)
            #expect(try store.documents(["x\u{0}1", "x\u{0}2", "x"], in: .sharedOnly) == batch.documents)
            #expect(try store.tickets(["t\u{0}"], in: .sharedOnly) == batch.tickets)
        },
        .init(name: "a second import of the same records changes nothing") { make in
            let store = try make()
            let batch = Self.batch()
            let first = try store.write(batch)
            #expect(first["documents"]?.inserted == 3)
            let before = try store.generation(of: .documents, in: .client("a"))
            let second = try store.write(batch)
            for (_, count) in second { #expect(count.inserted == 0 && count.updated == 0 && count.unchanged > 0) }
            #expect(try store.generation(of: .documents, in: .client("a")) == before)
        },
        .init(name: "a change is counted and moves only its own generation") { make in
            let store = try make()
            var batch = Self.batch()
            _ = try store.write(batch)
            func generations() throws -> [Int64] {
                try RecordKind.allCases.flatMap { kind in
                    try [Partition.shared, .client("a"), .client("b")].map { try store.generation(of: kind, in: $0) }
                }
            }
            let before = try generations()
            batch.documents[1].text += " more"
            let counts = try store.write(batch)
            #expect(counts["documents"]?.updated == 1)
            #expect(counts["documents"]?.unchanged == 2)
            var expected = before
            expected[1] += 1
            #expect(try generations() == expected)
        },
        .init(name: "a document that moves to another client changes both generations") { make in
            let store = try make()
            _ = try store.write(Self.batch())
            let a = try store.generation(of: .documents, in: .client("a"))
            let b = try store.generation(of: .documents, in: .client("b"))
            var move = ImportBatch()
            move.documents = [Sample.document("da", "b")]
            _ = try store.write(move)
            #expect(try store.generation(of: .documents, in: .client("a")) > a)
            #expect(try store.generation(of: .documents, in: .client("b")) > b)
            #expect(try store.documents(["da"], in: .client("a")).isEmpty)
            #expect(try store.documents(["da"], in: .client("b")).count == 1)
        },
        .init(name: "an unknown client is named and nothing of the batch is kept") { make in
            let store = try make()
            var batch = ImportBatch()
            batch.clients = [Sample.client("a")]
            batch.devices = [Sample.device("7", "ghost")]
            let error = #expect(throws: Problem.self) { try store.write(batch) }
            #expect(error?.what.contains("device “7”") == true)
            #expect(error?.what.contains("ghost") == true)
            #expect(try store.clients().isEmpty)
        },
        .init(name: "the same id twice in a batch: the last one stands") { make in
            let store = try make()
            var batch = ImportBatch()
            batch.documents = [Sample.document("1", nil, text: "old"), Sample.document("1", nil, text: "new")]
            let counts = try store.write(batch)
            #expect(counts["documents"]?.inserted == 1)
            #expect(counts["documents"]?.updated == 1)
            #expect(try store.documents(["1"], in: .sharedOnly).first?.text == "new")
        },
        .init(name: "streams run in order of id over exactly one partition") { make in
            let store = try make()
            var batch = Self.batch()
            batch.documents += (0..<50).map { Sample.document("z\($0)", "a") }
            _ = try store.write(batch)
            for partition in [Partition.shared, .client("a"), .client("b"), .client("none")] {
                var seen: [DocumentID] = []
                try store.eachDocument(in: partition) { seen.append($0.document.id) }
                let expected = batch.documents.filter { $0.document.clientID == partition.owner }
                #expect(seen == expected.map(\.document.id).sorted())
            }
            var tickets: [TicketID] = []
            try store.eachTicket(in: .client("a")) { tickets.append($0.ticket.id) }
            #expect(tickets == ["ta"])
            #expect(try store.partitions(of: .documents) == [.shared, .client("a"), .client("b")])
            #expect(try store.partitions(of: .devices) == [.client("a"), .client("b")])
        },
        .init(name: "the store may be used inside a stream, and a stream may be left by an error") { make in
            struct Enough: Error {}
            let store = try make()
            _ = try store.write(Self.batch())
            var inner = 0
            try store.eachDocument(in: .shared) { outer in
                try store.eachDocument(in: .shared) { _ in inner += 1 }
                inner += try store.documents([outer.document.id], in: .sharedOnly).count
            }
            #expect(inner == 2)
            #expect(throws: Enough.self) { try store.eachTicket(in: .client("a")) { _ in throw Enough() } }
            #expect(try store.clients().count == 2)
        },
        .init(name: "a contact is found by mail and phone, and only if one client has it") { make in
            let store = try make()
            var batch = ImportBatch()
            batch.clients = [Sample.client("a"), Sample.client("b")]
            batch.contacts = [
                Sample.contact("1", "a", emails: ["ann@a.example.com"], phones: ["+49 (0)30 1234567 ext. 12"]),
                Sample.contact("2", "a", emails: ["shared@example.com", "two@example.com"], phones: ["555-0142"]),
                Sample.contact("3", "b", emails: ["shared@example.com"], phones: ["(212) 555-0142"]),
                Sample.contact("4", "a", emails: ["two@example.com"]),
            ]
            _ = try store.write(batch)
            #expect(try store.clientOfContact(email: " ANN@a.example.com ") == "a")
            #expect(try store.clientOfContact(email: "two@example.com") == "a")
            #expect(try store.clientOfContact(email: "shared@example.com") == nil)
            #expect(try store.clientOfContact(email: "nobody@example.com") == nil)
            #expect(try store.clientOfContact(email: "") == nil)
            #expect(try store.clientOfContact(phoneDigits: "49301234567") == "a")
            #expect(try store.clientOfContact(phoneDigits: "0301234567") == "a")
            #expect(try store.clientOfContact(phoneDigits: "0049301234567") == "a")
            #expect(try store.clientOfContact(phoneDigits: "12125550142") == "b")
            #expect(try store.clientOfContact(phoneDigits: "5550142") == "a")
            #expect(try store.clientOfContact(phoneDigits: "3015550142") == nil)
            #expect(try store.clientOfContact(phoneDigits: "123456") == nil)

            batch.contacts[0].emails = ["new@a.example.com"]
            batch.contacts[0].clientID = "b"
            _ = try store.write(batch)
            #expect(try store.clientOfContact(email: "ann@a.example.com") == nil)
            #expect(try store.clientOfContact(email: "new@a.example.com") == "b")
        },
        .init(name: "no scope ever yields another client's record") { make in
            for seed in 1...5 { try walls(make, seed: UInt64(seed)) }
        },
    ]

    private static func batch() -> ImportBatch {
        var batch = ImportBatch()
        batch.clients = [Sample.client("a"), Sample.client("b")]
        batch.contacts = [Sample.contact("1", "a", emails: ["x@example.com"]), Sample.contact("2", "b")]
        batch.devices = [Sample.device("1", "a"), Sample.device("2", "b"), Sample.device("3", "b")]
        batch.documents = [Sample.document("s", nil), Sample.document("da", "a"), Sample.document("db", "b")]
        batch.tickets = [Sample.ticket("ta", "a"), Sample.ticket("tb", "b"), Sample.ticket("ts", nil)]
        return batch
    }

    /// Random owners, including ids that differ by a NUL, case or white space, with records moving between them.
    private static func walls(_ make: () throws -> any Store, seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let store = try make()
        let names = ["a", "A", "a ", "a\u{0}", "a\u{0}b", "%", "a'--", "null", "NULL", "shared"]
        var owners: [String: String?] = [:]
        for round in 0..<3 {
            var batch = ImportBatch()
            batch.clients = names.map(Sample.client)
            for index in 0..<60 where round == 0 || Bool.random(using: &generator) {
                let owner = Int.random(in: 0...3, using: &generator) == 0 ? nil : names.randomElement(using: &generator)
                owners["r\(index)"] = owner
                batch.documents.append(Sample.document("r\(index)", owner))
                batch.tickets.append(Sample.ticket("r\(index)", owner))
                let holder = owner ?? names[0]
                batch.devices.append(Sample.device("r\(index)", holder))
                batch.contacts.append(Sample.contact("r\(index)", holder))
            }
            _ = try store.write(batch)
        }
        let documents = owners.keys.sorted().map { DocumentID($0) }
        let tickets = owners.keys.sorted().map { TicketID($0) }
        for scope in [Scope.sharedOnly, .client("unknown")] + names.map({ Scope.client(ClientID($0)) }) {
            func mine(_ id: String) -> Bool { scope.admits(owner: (owners[id] ?? nil).map { ClientID($0) }) }
            #expect(
                try store.documents(documents, in: scope).map(\.document.id) == documents.filter { mine($0.rawValue) })
            #expect(try store.tickets(tickets, in: scope).map(\.ticket.id) == tickets.filter { mine($0.rawValue) })
            let foreign = try store.devices(in: scope).map(\.clientID) + store.contacts(in: scope).map(\.clientID)
            #expect(foreign.allSatisfy { $0 == scope.clientID })
            for partition in scope.partitions {
                try store.eachDocument(in: partition) { #expect($0.document.clientID == partition.owner) }
                try store.eachTicket(in: partition) { #expect($0.ticket.clientID == partition.owner) }
            }
        }
    }
}
