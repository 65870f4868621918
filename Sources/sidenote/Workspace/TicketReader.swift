import Connectors
import Domain
import Enrichment
import Foundation

/// Reads tickets for the batch: JSON Lines, bad records as failures.
struct TicketReader {
    private var lines: JSONLinesReader<TicketRecord>
    private let name: String
    /// What was repaired on the way.
    var warnings: [String] { lines.warnings }

    init(path: String) throws {
        lines = try JSONLinesReader(path: path, noun: "ticket", identity: { $0.ticket.id.rawValue })
        name = path == "-" ? "standard input" : URL(fileURLWithPath: path).lastPathComponent
    }

    mutating func next() throws -> BatchItem? {
        switch try lines.next() {
        case nil: nil
        case .record(let record, let line): .ticket(record.ticket, place: "\(name) line \(line)")
        case .failure(let failure): .failure(BatchFailure(ticketID: failure.id, problem: failure.problem))
        }
    }

    /// Share of the file that was read; nil for a pipe.
    var fraction: Double? {
        guard let size = lines.size, size > 0 else { return nil }
        return min(1, Double(lines.offset) / Double(size))
    }
}
