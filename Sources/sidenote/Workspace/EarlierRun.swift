import Connectors
import Domain
import Enrichment
import Foundation
import Storage

/// The tickets that an interrupted run has written.
struct EarlierRun {
    private var ids: Set<String> = []
    /// The same lines once more, read along with the tickets for the report.
    private var lines: LineReader?
    private let decoder = JSONDecoder()

    init(_ writer: AtomicFileWriter) throws {
        struct Line: Decodable {
            var ticketID: String
            enum CodingKeys: String, CodingKey { case ticketID = "ticket_id" }
        }
        lines = try writer.existingLines()
        try writer.readExisting { line in
            guard let record = try? decoder.decode(Line.self, from: Data(line.bytes)) else {
                throw Problem(
                    "the output of the earlier run holds a line that is no enrichment",
                    place: "\(writer.path) line \(line.number)",
                    remedy: "Name the file of the interrupted run, or start anew without --resume")
            }
            ids.insert(record.ticketID)
        }
    }

    /// Whether the ticket was written; each counts once.
    mutating func take(_ id: TicketID) -> Bool {
        ids.remove(id.rawValue) != nil
    }

    /// What was written for the ticket. The lines stand in the order of the tickets, so each is read once; nil when
    /// the tickets were given in another order this time.
    mutating func record(of id: TicketID) throws -> EnrichmentRecord? {
        while let line = try lines?.next() {
            guard let record = try? decoder.decode(EnrichmentRecord.self, from: Data(line.bytes)) else { continue }
            if record.ticketID == id { return record }
        }
        return nil
    }
}

/// What the report shows beside the records of an earlier run.
final class EarlierCards {
    private let store: SQLiteStore
    private var names: [ClientID: String]?
    private var devices: [ClientID: [Device]] = [:]

    init(_ store: SQLiteStore) {
        self.store = store
    }

    func facts(_ ticket: Ticket, _ record: EnrichmentRecord) throws -> TicketFacts {
        guard let client = record.clientID else { return TicketFacts(ticket, clientName: nil) }
        let names = try names ?? Dictionary(store.clients().map { ($0.id, $0.name) }) { first, _ in first }
        self.names = names
        let own = try devices[client] ?? store.devices(in: Scope(client))
        devices[client] = own
        let matched = Set(record.context.devices.map(\.id))
        return TicketFacts(ticket, clientName: names[client], devices: own.filter { matched.contains($0.id) })
    }
}
