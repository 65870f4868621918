import LanguageModel
import Synchronization

/// Lets those who ask for the same thing at once in one after another, so that the second finds the answer of the first
/// in the store and does not have the work done twice.
final class Turns: Sendable {
    private struct Turn {
        let door = ConcurrencyLimiter(limit: 1)
        var guests = 0
    }

    private let turns = Mutex<[String: Turn]>([:])

    /// - Parameter key: what is asked for; nil where nothing can be the same.
    /// - Throws: `CancellationError`, or what `body` throws.
    func run<Value: Sendable>(_ key: String?, _ body: @Sendable () async throws -> Value) async throws -> Value {
        guard let key else { return try await body() }
        let door = turns.withLock { turns in
            var turn = turns[key] ?? Turn()
            turn.guests += 1
            turns[key] = turn
            return turn.door
        }
        defer {
            turns.withLock { turns in
                turns[key]?.guests -= 1
                if turns[key]?.guests == 0 { turns[key] = nil }
            }
        }
        return try await door.run(body)
    }
}
