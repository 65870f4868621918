import Domain
import Logging
import NIOPosix
import ServiceLifecycle
import Storage
import Synchronization

/// Verifies both ledgers, one verification at a time, on a thread of its own; keeps the newest result in memory and
/// notes it in the audit ledger.
final class LedgerVerification: Sendable {
    /// How far it is.
    struct Progress: Hashable, Sendable {
        var startedAt: Timestamp
        var actor: String
        var ledger: String
        var done: Int64 = 0
        var total: Int64 = 0
    }

    struct Outcome: Hashable, Sendable {
        var startedAt: Timestamp
        var endedAt: Timestamp
        var actor: String
        /// nil where the ledgers could not be read to their ends.
        var found: Found?

        struct Found: Hashable, Sendable {
            var egress: EgressVerification
            var audit: AuditVerification

            var isSound: Bool { egress.isSound && audit.isSound }
        }
    }

    struct State: Hashable, Sendable {
        var running: Progress?
        var last: Outcome?
    }

    private let store: SQLiteStore
    private let clock: any Clock
    private let logger: Logger
    private let shared: Shared
    private let pool: NIOThreadPool

    init(store: SQLiteStore, clock: any Clock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
        shared = Shared()
        pool = NIOThreadPool(numberOfThreads: 1)
        pool.start()
    }

    deinit {
        shared.cancel()
        pool.shutdownGracefully { _ in }
    }

    var state: State { shared.state.withLock { $0 } }

    /// Begins one for an actor; false where one is under way.
    @discardableResult
    func start(by actor: Actor) -> Bool {
        let began = clock.now()
        let isFree = shared.state.withLock { state in
            guard state.running == nil else { return false }
            state.running = Progress(startedAt: began, actor: actor.description, ledger: "egress")
            return true
        }
        guard isFree else { return false }
        // Outlives the request, but not the service: a long read would hold up its stop.
        Task { [shared] in
            await withGracefulShutdownHandler {
                await self.run(by: actor, from: began)
            } onGracefulShutdown: {
                shared.cancel()
            }
        }
        return true
    }

    private func run(by actor: Actor, from began: Timestamp) async {
        var outcome = Outcome(startedAt: began, endedAt: began, actor: actor.description, found: nil)
        do {
            let (store, shared) = (store, shared)
            let found = try await pool.runIfActive { try Self.verify(store, shared) }
            outcome.found = found
            outcome.endedAt = clock.now()
            try await store.record(Self.entry(found, by: actor, at: outcome.endedAt))
        } catch {
            logger.error("the ledgers could not be verified to their ends")
            outcome.endedAt = clock.now()
        }
        shared.state.withLock { $0 = State(running: nil, last: outcome) }
    }

    private static func verify(_ store: SQLiteStore, _ shared: Shared) throws -> Outcome.Found {
        let egress = try store.verify { done, total in try shared.note("egress", done, total) }
        let audit = try store.verifyAudit { done, total in try shared.note("audit", done, total) }
        return Outcome.Found(egress: egress, audit: audit)
    }

    private static func entry(_ found: Outcome.Found, by actor: Actor, at time: Timestamp) -> AuditEntry {
        var detail = [
            "egress_entries": String(found.egress.count), "egress_head": found.egress.head,
            "audit_entries": String(found.audit.count), "audit_head": found.audit.head.description,
            "sound": found.isSound ? "true" : "false",
        ]
        if let broken = found.egress.firstBroken { detail["egress_first_broken"] = String(broken) }
        if let broken = found.audit.firstBroken { detail["audit_first_broken"] = String(broken) }
        return AuditEntry(at: time, actor: actor, act: "ledgers_verified", object: "ledger", detail: detail)
    }

    /// What the thread and the pages share.
    private final class Shared: Sendable {
        let state = Mutex(State())
        private let isCancelled = Atomic(false)

        func cancel() {
            isCancelled.store(true, ordering: .relaxed)
        }

        func note(_ ledger: String, _ done: Int64, _ total: Int64) throws {
            if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
            state.withLock {
                $0.running?.ledger = ledger
                $0.running?.done = done
                $0.running?.total = total
            }
        }
    }
}
