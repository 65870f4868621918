import Domain
import Foundation
import Testing

@testable import Storage

/// A new folder; whoever makes one removes it, since a value's end is not where its scope ends.
struct TemporaryDirectory: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/sidenote-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    var data: String { path + "/data" }
    var database: String { data + "/sidenote.sqlite" }

    func store(_ mode: OpenMode = .readWrite) throws -> SQLiteStore {
        try SQLiteStore.open(directory: data, mode: mode, clock: FixedClock(Timestamp(seconds: 1_700_000_000)))
    }

    func bytes(_ file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    }
}

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

/// Small records for tests.
enum Sample {
    static func client(_ id: String) -> Client {
        Client(id: ClientID(id), name: "Client \(id)", domains: ["\(id).example.com"], aliases: [id.uppercased()])
    }

    static func contact(_ id: String, _ client: String, emails: [String] = [], phones: [String] = []) -> Contact {
        Contact(id: ContactID(id), clientID: ClientID(client), name: "Contact \(id)", emails: emails, phones: phones)
    }

    static func device(_ id: String, _ client: String) -> Device {
        Device(id: DeviceID(id), clientID: ClientID(client), hostname: "HOST-\(id)", serial: "SN\(id)")
    }

    static func document(_ id: String, _ client: String?, body: String = "<p>Body</p>", text: String = "Body")
        -> StoredDocument
    {
        StoredDocument(
            document: Document(
                id: DocumentID(id), clientID: client.map { ClientID($0) }, title: "Document \(id)", body: body,
                bodyFormat: .html, kind: "runbook", visibility: .shareable, url: "https://docs.example.com/\(id)",
                updatedAt: Timestamp(milliseconds: 1_700_000_000_123), tags: ["printer", "über \"x\", y\\z"]),
            text: text)
    }

    static func ticket(_ id: String, _ client: String?, text: String = "The printer is broken") -> StoredTicket {
        StoredTicket(
            ticket: Ticket(
                id: TicketID(id), clientID: client.map { ClientID($0) }, number: "T\(id)", subject: "Subject \(id)",
                body: "Source of \(id)", createdAt: Timestamp(seconds: 1_700_000_000),
                requester: .init(name: "Requester", email: "r@example.com"), deviceIDs: ["d1"],
                notes: [.init(id: "n1", author: "Tech", authorKind: .technician, body: "Note")],
                sla: .init(respondBy: Timestamp(seconds: 1_700_003_600))),
            subject: "Clean subject \(id)", text: text,
            entities: [Entity(kind: .hostname, value: "HOST-1", offset: 3, length: 6)])
    }
}
