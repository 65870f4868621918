public import Foundation

/// Writes a world for `sidenote import` and `sidenote enrich`: `OUT/import/*.jsonl` and `OUT/tickets.jsonl`.
public struct WorldWriter: Sendable {
    public var seed: UInt64 = 1
    public var clients = 12
    public var documents = 20_000
    public var tickets = 10_000
    /// Closed tickets of the months before, for the store.
    public var history = 5_000
    public var devicesPerClient = 40
    public var contactsPerClient = 30

    public init() {}

    /// - Parameter fixtures: the folder of the sample MSP, whose texts are mixed in.
    /// - Throws: a Foundation error when a file cannot be read or written.
    public func write(to folder: URL, fixtures: URL) throws {
        let store = folder.appendingPathComponent("import")
        try FileManager.default.createDirectory(at: store, withIntermediateDirectories: true)
        var random = SeededRandom(seed: seed)
        let sentences = Sentences(source: try SourceTexts(fixtures: fixtures), random: &random)
        var maker = ClientMaker(random: random)
        var all: [Client] = []
        var records: [ClientMaker.Record] = []
        for index in 0..<max(1, clients) {
            let (client, record) = maker.make(index, devices: devicesPerClient, contacts: contactsPerClient)
            all.append(client)
            records.append(record)
        }
        random = maker.random
        try Self.write(records.count, to: store.appendingPathComponent("clients.jsonl")) { records[$0] }
        let contacts = maker.contacts
        try Self.write(contacts.count, to: store.appendingPathComponent("contacts.jsonl")) { contacts[$0] }
        let devices = maker.devices
        try Self.write(devices.count, to: store.appendingPathComponent("devices.jsonl")) { devices[$0] }
        let documentMaker = DocumentMaker(sentences: sentences, clients: all)
        try Self.write(documents, to: store.appendingPathComponent("documents.jsonl")) {
            documentMaker.document($0, &random)
        }
        let ticketMaker = TicketMaker(sentences: sentences, clients: all)
        try Self.write(history, to: store.appendingPathComponent("tickets-history.jsonl")) {
            ticketMaker.ticket($0, isClosed: true, like: nil, &random)
        }
        var last: ClientMaker.Record?
        try Self.write(tickets, to: folder.appendingPathComponent("tickets.jsonl")) {
            let ticket = ticketMaker.ticket($0, isClosed: false, like: last, &random)
            last = ticket
            return ticket
        }
    }

    private static func write(_ count: Int, to file: URL, _ record: (Int) -> ClientMaker.Record) throws {
        _ = FileManager.default.createFile(atPath: file.path, contents: nil)
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var buffer = Data()
        for index in 0..<count {
            buffer += try JSONSerialization.data(
                withJSONObject: record(index), options: [.sortedKeys, .withoutEscapingSlashes])
            buffer.append(10)
            if buffer.count > 1 << 20 {
                try handle.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        try handle.write(contentsOf: buffer)
    }
}
