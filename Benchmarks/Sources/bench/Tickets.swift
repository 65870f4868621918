import Connectors
import Domain

enum Tickets {
    /// The tickets of a JSON Lines file.
    static func read(_ path: String) throws -> [Ticket] {
        var reader = try JSONLinesReader<TicketRecord>(path: path, noun: "ticket", identity: { $0.ticket.id.rawValue })
        var tickets: [Ticket] = []
        while let item = try reader.next() {
            switch item {
            case .record(let record, line: _): tickets.append(record.ticket)
            case .failure(let failure): throw failure.problem
            }
        }
        return tickets
    }
}
