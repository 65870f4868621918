public import Domain
import Retrieval

/// What the batch reads next.
public enum BatchItem: Sendable {
    case ticket(Ticket, place: String)
    /// A record that could not be read; the rest is done.
    case failure(BatchFailure)
}

/// A record that could not be enriched.
public struct BatchFailure: Error, Hashable, Sendable {
    public var ticketID: String?
    public var problem: Problem

    public init(ticketID: String? = nil, problem: Problem) {
        self.ticketID = ticketID
        self.problem = problem
    }
}

/// Enriches a stream of tickets, several at a time, and hands the results on in input order.
///
/// Memory does not grow with the number of tickets: at most `window` are between reading and writing. Tickets are
/// prepared side by side; duplicates are decided in input order, so that the result does not depend on concurrency.
public struct BatchRunner: Sendable {
    private let enricher: Enricher
    private let concurrency: Int
    private let window: Int

    /// - Parameter concurrency: tickets worked on at a time, at least 1.
    public init(enricher: Enricher, concurrency: Int) {
        self.enricher = enricher
        self.concurrency = max(1, concurrency)
        window = max(1, concurrency) * 8
    }

    /// - Parameters:
    ///   - next: the next item; nil at the end.
    ///   - skip: whether a ticket was written by an earlier run. It is still prepared, since later tickets may be its
    ///     duplicates, but not enriched again.
    ///   - emit: called in input order, once per enriched ticket.
    ///   - fail: called in input order, once per failure.
    public func run(
        next: () throws -> BatchItem?, skip: (Ticket) throws -> Bool = { _ in false },
        emit: (EnrichedTicket) throws -> Void, fail: (BatchFailure) throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Step.self) { group in
            var queue = BatchQueue()
            while true {
                while queue.running < concurrency, let waiting = queue.takeReady() {
                    group.addTask { await finish(waiting) }
                }
                while queue.running < concurrency, queue.pending < window, !queue.isAtEnd {
                    guard let item = try next() else {
                        queue.isAtEnd = true
                        break
                    }
                    switch item {
                    case .ticket(let ticket, let place):
                        let index = queue.admit(isSkipped: try skip(ticket))
                        group.addTask { prepare(ticket, place, index) }
                    case .failure(let failure):
                        queue.admit(failure)
                    }
                }
                try queue.drain(emit: emit, fail: fail)
                if queue.running > 0 {
                    if let step = try await group.next() { queue.take(step) }
                } else if queue.isAtEnd, !queue.hasReady {
                    try queue.drain(emit: emit, fail: fail)
                    return
                }
            }
        }
    }

    private func prepare(_ ticket: Ticket, _ place: String, _ index: Int) -> Step {
        do {
            return .prepared(index, try enricher.prepare(ticket), place)
        } catch {
            return .done(index, .failure(Self.failure(error, ticket.id, place)))
        }
    }

    private func finish(_ waiting: BatchQueue.Waiting) async -> Step {
        do {
            return .done(
                waiting.index, .success(try await enricher.finish(waiting.prepared, recent: waiting.recent)))
        } catch {
            return .done(
                waiting.index, .failure(Self.failure(error, waiting.prepared.ticket.id, waiting.place)))
        }
    }

    private static func failure(_ error: any Error, _ ticket: TicketID, _ place: String) -> BatchFailure {
        if let problem = error as? Problem { return BatchFailure(ticketID: ticket.rawValue, problem: problem) }
        return BatchFailure(
            ticketID: ticket.rawValue,
            problem: Problem(
                "ticket \(ticket) could not be enriched: \(String(describing: error).prefix(200))", place: place,
                remedy: "Run again with --resume; report it if it stays"))
    }
}

/// What a task of the batch brings back.
enum Step: Sendable {
    case prepared(Int, PreparedTicket, String)
    case done(Int, Result<EnrichedTicket, BatchFailure>)
}
