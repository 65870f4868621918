import NIOCore
import Settings
import Synchronization

/// All open connections: how many there are of each address, and which to drop for a new one when there are too many.
///
/// A new connection is let in as long as there is an older one that only waits for its client (an unfinished head, an
/// unfinished body, an answer not taken, idle), so that a client that sends a whole request gets through among any
/// number of slow ones. A connection whose request is being worked on is never dropped.
final class ConnectionTable: Sendable {
    typealias ID = UInt64

    struct Entry {
        var channel: any Channel
        var address: String
        var rank: ConnectionLife.Rank?
        var since: NIODeadline
    }

    private struct State {
        var next: ID = 0
        var entries: [ID: Entry] = [:]
        var perAddress: [String: Set<ID>] = [:]
        var isClosing = false
    }

    enum Admission {
        case admitted(ID)
        case refused
    }

    private let state = Mutex(State())
    private let limits: ServerLimits
    private let isTrusted: @Sendable (String) -> Bool
    private let dropped: @Sendable (String) -> Void
    /// Younger ones are still given the chance to show what they are.
    private static let grace = TimeAmount.milliseconds(200)

    /// - Parameters:
    ///   - isTrusted: whether many clients may stand behind the address.
    ///   - dropped: told the reason each time a connection is refused or closed for being slow.
    init(
        limits: ServerLimits, isTrusted: @escaping @Sendable (String) -> Bool,
        dropped: @escaping @Sendable (String) -> Void
    ) {
        self.limits = limits
        self.isTrusted = isTrusted
        self.dropped = dropped
    }

    var count: Int { state.withLock { $0.entries.count } }

    func admit(_ channel: any Channel, address: String, now: NIODeadline) -> Admission {
        let limit = isTrusted(address) ? limits.connectionsPerProxy : limits.connectionsPerAddress
        let (admission, victims) = state.withLock { state -> (Admission, [any Channel]) in
            guard !state.isClosing else { return (.refused, []) }
            var victims: [any Channel] = []
            if let own = state.perAddress[address], own.count >= limit {
                victims = Self.evict(&state, among: Array(own), room: limit, now: now)
                guard !victims.isEmpty else { return (.refused, []) }
            }
            if state.entries.count >= limits.connections {
                let more = Self.evict(&state, among: Array(state.entries.keys), room: limits.connections, now: now)
                guard !more.isEmpty else { return (.refused, victims) }
                victims += more
            }
            let id = state.next
            state.next += 1
            state.entries[id] = Entry(channel: channel, address: address, rank: .head, since: now)
            state.perAddress[address, default: []].insert(id)
            return (.admitted(id), victims)
        }
        for victim in victims {
            dropped("evicted")
            victim.close(promise: nil)
        }
        if case .refused = admission { dropped("refused") }
        return admission
    }

    /// Takes out the lowest-ranked and longest-waiting ones. A few at once, so that looking through all of them does
    /// not happen for every new connection.
    private static func evict(
        _ state: inout State, among ids: [ID], room: Int, now: NIODeadline
    ) -> [any Channel] {
        let candidates = ids.compactMap { id -> (ID, ConnectionLife.Rank, NIODeadline)? in
            guard let entry = state.entries[id], let rank = entry.rank, entry.since + grace <= now else { return nil }
            return (id, rank, entry.since)
        }
        // Idle ones may be about to be used: no more of them than needed.
        let slow = candidates.filter { $0.1 != .idle }
        let chosen =
            slow.isEmpty
            ? candidates.sorted { $0.2 < $1.2 }.prefix(1)
            : slow.sorted { $0.1 != $1.1 ? $0.1 < $1.1 : $0.2 < $1.2 }.prefix(max(1, room / 32))
        return chosen.compactMap { candidate in
            guard let entry = state.entries[candidate.0] else { return nil }
            remove(candidate.0, &state)
            return entry.channel
        }
    }

    func update(_ id: ID, _ rank: (ConnectionLife.Rank, since: NIODeadline)?) {
        state.withLock { state in
            guard let index = state.entries.index(forKey: id) else { return }
            state.entries.values[index].rank = rank?.0
            if let rank { state.entries.values[index].since = rank.since }
        }
    }

    func closed(_ id: ID) {
        state.withLock { Self.remove(id, &$0) }
    }

    private static func remove(_ id: ID, _ state: inout State) {
        guard let entry = state.entries.removeValue(forKey: id) else { return }
        state.perAddress[entry.address]?.remove(id)
        if state.perAddress[entry.address]?.isEmpty == true { state.perAddress[entry.address] = nil }
    }

    func note(_ reason: String) { dropped(reason) }

    /// Lets no more in and closes those that only wait for their client; with `all`, every one.
    func close(all: Bool) {
        let channels = state.withLock { state in
            state.isClosing = true
            return state.entries.values.filter { all || $0.rank != nil }.map(\.channel)
        }
        for channel in channels { channel.close(promise: nil) }
    }
}
