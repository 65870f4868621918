import Domain
import Retrieval

/// The order of a batch, without any concurrency of its own: what is being read, prepared, enriched, written.
struct BatchQueue {
    struct Waiting: Sendable {
        var index: Int
        var prepared: PreparedTicket
        var place: String
        var recent: [IncidentFingerprint]
    }

    private enum Slot {
        case preparing(isSkipped: Bool)
        case prepared(PreparedTicket, place: String, isSkipped: Bool)
        case enriching
        case skipped
        case done(Result<EnrichedTicket, BatchFailure>)
    }

    private var slots: [Int: Slot] = [:]
    private var nextIndex = 0
    /// The first index whose duplicates have not been decided.
    private var nextOrdered = 0
    private var nextEmitted = 0
    private var ready: [Waiting] = []
    private var recent = RecentIncidents()
    private(set) var running = 0
    var isAtEnd = false

    /// Items between reading and writing.
    var pending: Int { nextIndex - nextEmitted }
    var hasReady: Bool { !ready.isEmpty }

    mutating func admit(isSkipped: Bool) -> Int {
        defer { nextIndex += 1 }
        slots[nextIndex] = .preparing(isSkipped: isSkipped)
        running += 1
        return nextIndex
    }

    mutating func admit(_ failure: BatchFailure) {
        slots[nextIndex] = .done(.failure(failure))
        nextIndex += 1
        order()
    }

    mutating func takeReady() -> Waiting? {
        guard !ready.isEmpty else { return nil }
        running += 1
        return ready.removeFirst()
    }

    mutating func take(_ step: Step) {
        running -= 1
        switch step {
        case .prepared(let index, let prepared, let place):
            guard case .preparing(let isSkipped) = slots[index] else { return }
            slots[index] = .prepared(prepared, place: place, isSkipped: isSkipped)
        case .done(let index, let result):
            slots[index] = .done(result)
        }
        order()
    }

    /// Decides in input order what each ticket may be a duplicate of.
    private mutating func order() {
        while let slot = slots[nextOrdered] {
            switch slot {
            case .preparing: return
            case .prepared(let prepared, let place, let isSkipped):
                if isSkipped {
                    slots[nextOrdered] = .skipped
                } else {
                    let earlier = prepared.fingerprint.client.map { recent.of($0) } ?? []
                    ready.append(
                        Waiting(index: nextOrdered, prepared: prepared, place: place, recent: earlier))
                    slots[nextOrdered] = .enriching
                }
                recent.add(prepared.fingerprint)
            case .enriching, .skipped, .done: break
            }
            nextOrdered += 1
        }
    }

    /// Hands on what is done, in input order.
    mutating func drain(emit: (EnrichedTicket) throws -> Void, fail: (BatchFailure) throws -> Void) throws {
        while let slot = slots[nextEmitted] {
            switch slot {
            case .preparing, .prepared, .enriching: return
            case .skipped: break
            case .done(.success(let enriched)): try emit(enriched)
            case .done(.failure(let failure)): try fail(failure)
            }
            slots[nextEmitted] = nil
            nextEmitted += 1
        }
    }
}
