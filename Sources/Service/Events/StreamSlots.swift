import Domain
import Synchronization

/// Bounds how many event streams one caller holds open.
final class StreamSlots: Sendable {
    private let counts = Mutex<[Actor: Int]>([:])
    private let limit: Int

    init(limit: Int = 8) {
        self.limit = limit
    }

    /// A slot that is free again when the last reference to it goes; nil when the caller has no more.
    func take(_ actor: Actor) -> StreamSlot? {
        let isTaken = counts.withLock { counts in
            guard counts[actor, default: 0] < limit else { return false }
            counts[actor, default: 0] += 1
            return true
        }
        return isTaken ? StreamSlot(self, actor) : nil
    }

    fileprivate func free(_ actor: Actor) {
        counts.withLock { counts in
            let rest = counts[actor, default: 1] - 1
            counts[actor] = rest > 0 ? rest : nil
        }
    }
}

/// One open stream of one caller.
final class StreamSlot: Sendable {
    private let slots: StreamSlots
    private let actor: Actor

    fileprivate init(_ slots: StreamSlots, _ actor: Actor) {
        self.slots = slots
        self.actor = actor
    }

    deinit {
        slots.free(actor)
    }
}
