import Domain
import Synchronization

/// Lets a log line of one kind through at most once a minute, with how many were held back: strangers must not be able
/// to fill a disk with refusals.
final class LogPace: Sendable {
    private struct Line {
        var nextAt: Timestamp
        var held: Int
    }

    private let lines = Mutex<[String: Line]>([:])
    private static let seconds: Int64 = 60

    /// How many lines of the kind were held back since the last one; nil when this one is to be held back too.
    ///
    /// - Parameter kind: from a closed list, since kinds are remembered.
    func admit(_ kind: String, now: Timestamp) -> Int? {
        lines.withLock { lines in
            let line = lines[kind]
            // A clock that was set back must not silence the log.
            if let line, now < line.nextAt, line.nextAt.seconds(since: now) <= Self.seconds {
                lines[kind] = Line(nextAt: line.nextAt, held: line.held + 1)
                return nil
            }
            lines[kind] = Line(nextAt: now.adding(seconds: Self.seconds), held: 0)
            return line?.held ?? 0
        }
    }
}
