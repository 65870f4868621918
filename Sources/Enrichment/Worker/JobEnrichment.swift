import Connectors
import Domain
import Foundation
import Normalization

/// From a leased job to what it ends with, without the queue.
struct JobEnrichment: Sendable {
    let enrichers: CurrentEnricher
    let sources: [String: any TicketSource]
    let order: IncidentOrder
    let actor: Actor
    let observer: any JobObserver
    private let cleaner = RecordCleaner.standard

    /// Whether the ticket is read from its source, which may take a while.
    func readsFirst(_ leased: LeasedJob) -> Bool { leased.ticket == nil || sources[leased.job.source] != nil }

    /// - Parameters:
    ///   - number: of the job in the order; nil for one whose ticket must be read from its source first, which gets its
    ///     number when it is there, so that nobody waits for a slow source.
    ///   - observer: is told what stands of the draft while it is made.
    /// - Throws: `JobFailure` for what the ticket or its source are to blame for, `Problem` for store and disk,
    ///   `CancellationError`.
    func result(
        of leased: LeasedJob, number: Int?, observer: (any DraftObserver)? = nil
    ) async throws -> JobResult {
        var turn = number
        do {
            let ticket = try await ticket(of: leased)
            let place: Int
            if let turn { place = turn } else { place = await order.number() }
            turn = place
            var result = try await result(ticket.content, place, observer)
            result.contentHash = ticket.hash
            await order.leave(place)
            return result
        } catch {
            if let turn { await order.leave(turn) }
            throw error
        }
    }

    private func result(
        _ ticket: Ticket, _ number: Int, _ watching: (any DraftObserver)?
    ) async throws -> JobResult {
        let enricher = try await enrichers.enricher()
        try Task.checkCancellation()
        let prepared = try enricher.prepare(ticket)
        let earlier = try await order.take(number, prepared.fingerprint) {
            try enricher.draftedIncidents(before: prepared)
        }
        // Another process may have seen one of them move to another client.
        let current = try enricher.stillOwned(earlier, by: prepared)
        try Task.checkCancellation()
        let record = try await enricher.finish(prepared, recent: current, observer: watching).record
        try Task.checkCancellation()
        let clean = cleaner.ticket(ticket).0
        let facts = DraftFacts(
            clean.ticket,
            removed: prepared.normalized.removedSegments.map { .init(kind: $0.kind, text: $0.text) })
        return JobResult(record: record, ticket: stored(clean, of: record.clientID), facts: facts, actor: actor)
    }

    private struct Content {
        var content: Ticket
        /// nil when it is the delivery's.
        var hash: [UInt8]?
    }

    private func ticket(of leased: LeasedJob) async throws -> Content {
        var (ticket, isReadAnew) = try await read(leased)
        // What is stored, and may replace another ticket, is named by the job and not by its content.
        ticket.id = leased.job.ticketID
        // It may be newer than what was delivered, and is the same content whichever delivery led to it.
        return Content(content: ticket, hash: isReadAnew ? try ContentHash.of(ticket) : nil)
    }

    /// From the system it lives in where a connection is configured, since a delivery holds what it was and rarely all
    /// of it; else as it was delivered.
    private func read(_ leased: LeasedJob) async throws -> (Ticket, isReadAnew: Bool) {
        guard let source = sources[leased.job.source] else {
            guard let json = leased.ticket else {
                throw JobFailure(
                    reason: "no connection is configured to read tickets of “\(leased.job.source)”", isPermanent: true)
            }
            return (try delivered(json), false)
        }
        do {
            if let ticket = try await source.ticket(leased.job.ticketID) { return (ticket, true) }
        } catch let failure as JobFailure {
            // A draft of what was delivered is worth more than none.
            guard let json = leased.ticket, failure.isPermanent || leased.job.attempts > Self.patience else {
                throw failure
            }
            observer.observe(
                .failed(
                    "a ticket could not be read anew; the draft is made of its delivery", Problem(failure.reason)))
            return (try delivered(json), false)
        }
        throw JobFailure(reason: "the ticket no longer exists in “\(leased.job.source)”", isPermanent: true)
    }

    /// How many attempts wait for a system that fails in passing, before a delivered ticket is taken as it came.
    static let patience = 2

    private func delivered(_ json: [UInt8]) throws(JobFailure) -> Ticket {
        do {
            return try JSONDecoder().decode(Ticket.self, from: Data(json))
        } catch {
            // The decoder's own words may quote the ticket.
            throw JobFailure(reason: "the delivery holds no ticket of the format tickets.jsonl", isPermanent: true)
        }
    }

    /// A ticket whose client is not known is not kept: without an owner it would be everybody's.
    private func stored(_ clean: StoredTicket, of client: ClientID?) -> StoredTicket? {
        guard let client else { return nil }
        var stored = clean
        stored.ticket.clientID = client
        return stored
    }
}
