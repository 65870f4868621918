import Domain
import Foundation
import Storage
import Synchronization

@testable import Enrichment

extension SampleWorld {
    func workParts(
        _ log: EventLog, sources: [String: any TicketSource] = [:], concurrency: Int = 2, store: SQLiteStore? = nil,
        index: IndexParts? = nil,
        change: (inout WorkParts.Plan) -> Void = { _ in }
    ) throws -> WorkParts {
        var plan = WorkParts.Plan(directory: directory)
        plan.concurrency = concurrency
        plan.policy = .extractive
        plan.sources = sources
        change(&plan)
        let store = store ?? self.store
        return try WorkParts(plan, store: store, queue: store, index: index, observer: log)
    }
}

enum Deliveries {
    static func ticket(_ id: String, body: String = "The printer does not print since this morning.") -> Ticket {
        Ticket(
            id: TicketID(id), subject: "Printer \(id)", body: body, createdAt: Timestamp(seconds: 1_750_000_000),
            requester: .init(name: "Kim", email: "kim@unknown.example"))
    }

    static func event(_ ticket: Ticket, source: String = "generic", version: Int64 = 1) throws -> InboundEvent {
        let json = try JSONEncoder().encode(ticket)
        return InboundEvent(
            source: source, key: UUID().uuidString, action: .changed, ticketID: ticket.id, version: version,
            contentHash: Array("\(ticket.subject) \(ticket.body)".utf8), lane: "one", deadline: 1_000,
            ticket: Array(json))
    }
}

/// Remembers what it was told and lets tests wait for it.
final class EventLog: JobObserver {
    struct State: Sendable {
        var outcomes: [JobReport.Outcome: Int] = [:]
        var records: [TicketID: EnrichmentRecord] = [:]
    }

    private let state = Mutex((State(), [CheckedContinuation<Void, Never>]()))

    var outcomes: [JobReport.Outcome: Int] { state.withLock { $0.0.outcomes } }
    var records: [TicketID: EnrichmentRecord] { state.withLock { $0.0.records } }

    func observe(_ event: WorkEvent) {
        guard case .job(let report) = event else { return }
        let waiting = state.withLock { state in
            state.0.outcomes[report.outcome, default: 0] += 1
            if let record = report.record { state.0.records[record.ticketID] = record }
            defer { state.1 = [] }
            return state.1
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait(until holds: @Sendable (State) -> Bool) async {
        while true {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if holds(state.0) { return true }
                    state.1.append(continuation)
                    return false
                }
                if isReady { continuation.resume() }
            }
            if state.withLock({ holds($0.0) }) { return }
        }
    }
}

/// Goes up once.
final class Flag: Sendable {
    private let state = Mutex((false, [CheckedContinuation<Void, Never>]()))

    func raise() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.1
        }
        for continuation in waiting { continuation.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isUp = state.withLock { state in
                if !state.0 { state.1.append(continuation) }
                return state.0
            }
            if isUp { continuation.resume() }
        }
    }
}

/// Does not look whether it is cancelled, as computation does not.
struct Hanging: TicketSource {
    let isOver: Flag
    let begun = Flag()

    func ticket(_ id: TicketID) async throws -> Ticket? {
        begun.raise()
        await isOver.wait()
        return Deliveries.ticket(id.rawValue)
    }
}

/// Hangs at the first call alone.
final class HangingOnce: TicketSource {
    let begun = Flag()
    private let isOver: Flag
    private let hasHung = Mutex(false)

    init(isOver: Flag) {
        self.isOver = isOver
    }

    func ticket(_ id: TicketID) async throws -> Ticket? {
        let isFirst = hasHung.withLock { hasHung in
            defer { hasHung = true }
            return !hasHung
        }
        if isFirst {
            begun.raise()
            await isOver.wait()
        }
        return Deliveries.ticket(id.rawValue)
    }
}

struct Nothing: TicketSource {
    func ticket(_ id: TicketID) async throws -> Ticket? { nil }
}

struct Busy: TicketSource {
    func ticket(_ id: TicketID) async throws -> Ticket? {
        throw JobFailure(reason: "the service is busy", isPermanent: false)
    }
}

struct Fixed: TicketSource {
    let ticket: Ticket

    func ticket(_ id: TicketID) async throws -> Ticket? { ticket }
}
