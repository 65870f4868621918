import Digest
import NIOPosix
import Synchronization

/// Checks and makes password hashes on two threads of its own: each takes tens of milliseconds and some 16 MiB, and must
/// hold up neither the event loops nor the cooperative pool.
final class PasswordWorker: Sendable {
    static let threads = 2
    /// How many may wait or be worked on at once; a third of a second for the last one.
    static let capacity = 16

    /// There are too many at once.
    struct Busy: Error {}

    private let pool: NIOThreadPool
    private let waiting = Mutex(0)
    /// Checked in place of the hash of an account that does not exist, so that it takes the same time.
    private let standIn: String

    /// Throws `DigestUnavailable` when the system gives no randomness.
    init() throws(DigestUnavailable) {
        standIn = try PasswordHash.make(try RandomBytes.token(32))
        pool = NIOThreadPool(numberOfThreads: Self.threads)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    /// Whether the password belongs to the hash; false after the same work without one.
    ///
    /// Throws `Busy` at once when too many wait.
    func verify(_ password: String, _ hash: String?) async throws -> Bool {
        let compared = hash ?? standIn
        let isRight = try await run { PasswordHash.verify(password, compared) }
        return isRight && hash != nil
    }

    /// Throws `Busy`, or `DigestUnavailable`.
    func make(_ password: String) async throws -> String {
        try await run { try PasswordHash.make(password) }
    }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = waiting.withLock { waiting in
            guard waiting < Self.capacity else { return false }
            waiting += 1
            return true
        }
        guard isAdmitted else { throw Busy() }
        defer { waiting.withLock { $0 -= 1 } }
        return try await pool.runIfActive(work)
    }
}
