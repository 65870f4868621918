import HTTPTypes
import NIOPosix
import Synchronization

/// Reads a lot of the store on one thread of its own, so that neither the event loops nor the cooperative pool wait.
final class PageWorker: Sendable {
    /// How many may wait or be worked on at once.
    static let capacity = 8

    private let pool: NIOThreadPool
    private let waiting = Mutex(0)

    init() {
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    /// - Throws: 429 at once when too many wait; else what the work throws.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isAdmitted = waiting.withLock { waiting in
            guard waiting < Self.capacity else { return false }
            waiting += 1
            return true
        }
        guard isAdmitted else {
            throw ProblemResponse(
                .tooManyRequests, type: "busy", detail: "Several such pages are being made just now.",
                remedy: "Try again in a moment.", headers: ["Retry-After": "5"])
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await pool.runIfActive(work)
    }
}
