import Dispatch
import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct CommitQueueTests {
    static func append(_ object: Int, _ db: Database) throws {
        try AuditChain.append(
            AuditEntry(at: Timestamp(seconds: 1), actor: Actor(.system, "test"), act: "tried", object: "\(object)"), db)
    }

    static func objects(_ store: SQLiteStore) throws -> [String] {
        try store.texts("SELECT object FROM audit ORDER BY id")
    }

    /// Holds the writer while `queue` fills with the numbers from 0 in this order, then lets it go. What became of each.
    static func together(
        _ count: Int, _ store: SQLiteStore, _ queue: CommitQueue, between: () -> Void = {},
        _ body: @escaping @Sendable (Int, Database) throws -> Void
    ) async throws -> [Int: Result<Void, any Error>] {
        let gate = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        return try await withThrowingTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
            for number in 0..<count {
                group.addTask {
                    do {
                        try await queue.submit { db in try body(number, db) }
                        return (number, .success(()))
                    } catch {
                        return (number, .failure(error))
                    }
                }
                // The first is taken by nobody either, since the writer is held.
                while queue.waitingCount <= number, !group.isCancelled { await Task.yield() }
            }
            between()
            gate.signal()
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
    }

    @Test func oneThatFailsTakesNothingOfTheOthersWithIt() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let outcomes = try await Self.together(200, store, store.commits) { number, db in
            try Self.append(number, db)
            if number % 7 == 0 { throw LeaseLost() }
        }
        let kept = outcomes.filter { (try? $0.value.get()) != nil }.keys
        #expect(kept.count == 171 && kept.allSatisfy { $0 % 7 != 0 })
        #expect(outcomes[7].map { if case .failure(let error) = $0 { error is LeaseLost } else { false } } == true)
        // First come, first served.
        #expect(try Self.objects(store) == kept.sorted().map(String.init))
    }

    @Test func aLostTransactionFailsThoseInItAndNoOthers() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let outcomes = try await Self.together(40, store, store.commits) { number, db in
            try Self.append(number, db)
            if number == 10 {
                // As SQLite does when the disk is full.
                try db.execute(sql: "ROLLBACK")
                throw DatabaseError(resultCode: .SQLITE_FULL)
            }
        }
        #expect(outcomes.count == 40)
        for (number, outcome) in outcomes {
            switch outcome {
            case .success: #expect(number > 10)
            case .failure(let error):
                #expect(number <= 10)
                #expect((error as? DatabaseError)?.resultCode == .SQLITE_FULL, "\(number): \(error)")
            }
        }
        #expect(try Self.objects(store) == (11..<40).map(String.init))
    }

    @Test func aWriteThatEndsTheTransactionItselfLosesIt() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let outcomes = try await Self.together(3, store, store.commits) { number, db in
            try Self.append(number, db)
            if number == 1 { try db.execute(sql: "ROLLBACK") }
        }
        #expect(outcomes.filter { (try? $0.value.get()) != nil }.keys.sorted() == [2])
        #expect(try Self.objects(store) == ["2"])
    }

    @Test func otherWritersHaveTheirTurnBetweenBatches() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let queue = CommitQueue(pool: store.pool, signal: store.changes, largestBatch: 10)
        let (seen, continuation) = AsyncStream<Int>.makeStream()
        let between = {
            store.pool.asyncWriteWithoutTransaction { db in
                continuation.yield((try? Int.fetchOne(db, sql: "SELECT count(*) FROM audit")) ?? -1)
                continuation.finish()
            }
        }
        let outcomes = try await Self.together(50, store, queue, between: between) { number, db in
            try Self.append(number, db)
        }
        #expect(outcomes.count == 50)
        for await count in seen { #expect(count == 10) }
    }

    @Test func tooManyAtOnceAreRefusedAndToldSo() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let queue = CommitQueue(pool: store.pool, signal: store.changes, mostWaiting: 5)
        let gate = DispatchSemaphore(value: 0)
        store.pool.asyncWriteWithoutTransaction { _ in gate.wait() }
        let kept = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask { (try? await queue.submit { db in try Self.append(number, db) }) != nil }
            }
            // Fifteen answers come while the writer is still held.
            for _ in 0..<15 { #expect(await group.next() == false) }
            gate.signal()
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(kept == 5)
    }

    @Test func aWriteThatCannotBeginIsRefused() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try SQLiteStore.open(directory: directory.data)
        let entry = AuditEntry(at: Timestamp(seconds: 1), actor: Actor(.system, "test"), act: "tried")
        try store.close()
        await #expect(throws: Problem.self) { try await store.record(entry) }
        await #expect(throws: Problem.self) { try await store.probeWrite() }
        let reader = try SQLiteStore.open(directory: directory.data, mode: .readOnly)
        await #expect(throws: Problem.self) { try await reader.record(entry) }
    }

    @Test func aLockedStoreAnswersAllAndRecovers() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        try await store.pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA busy_timeout = 1") }
        let other = try DatabaseQueue(path: directory.database)
        let release = DispatchSemaphore(value: 0)
        let (held, continuation) = AsyncStream<Void>.makeStream()
        other.asyncWriteWithoutTransaction { db in
            try? db.inTransaction(.immediate) {
                continuation.finish()
                release.wait()
                return .rollback
            }
        }
        for await _ in held {}
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<600 {
                group.addTask {
                    let problem = await #expect(throws: Problem.self) {
                        try await store.commit { db in try Self.append(number, db) }
                    }
                    #expect(problem?.what.contains("locked") == true)
                }
            }
        }
        release.signal()
        try other.close()
        try await store.probeWrite()
        #expect(try Self.objects(store).isEmpty)
    }

    @Test func whoListensHearsOfWritesThatWereKept() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        var changes = store.changes.changes().makeAsyncIterator()
        try await store.commit { db in try Self.append(1, db) }
        #expect(await changes.next() != nil)
    }
}

@Suite(.enabled(if: SmallDisk.isAllowed, "mounting a small file system needs root"))
struct CommitDiskTests {
    @Test func aFullDiskAnswersEveryDeliveryAndKeepsWhatWasPromised() async throws {
        let disk = try #require(try SmallDisk(options: "size=3m"))
        defer { disk.remove() }
        let store = try disk.directory.store()
        let body = String(repeating: "x", count: 5_000)
        let kept = try await withThrowingTaskGroup(of: Int64?.self) { group in
            for number in 0..<800 {
                group.addTask {
                    do {
                        let event = WorkSample.event("\(number)", ticket: "\(number)", content: body)
                        return try await store.accept(event).id
                    } catch let problem as Problem {
                        #expect(problem.what.contains("disk is full"), "\(problem)")
                        return nil
                    }
                }
            }
            return try await group.reduce(into: Set<Int64>()) { if let id = $1 { $0.insert(id) } }
        }
        #expect(!kept.isEmpty && kept.count < 800)
        #expect(try store.number("SELECT count(*) FROM deliveries") == kept.count)
        #expect(try store.number("SELECT count(*) FROM jobs") == kept.count)
        #expect(try store.wrongLanes().isEmpty)
        #expect(try store.check().isEmpty)
        try store.close()

        let again = try disk.directory.store()
        #expect(try again.number("SELECT count(*) FROM deliveries") == kept.count)
        try again.close()
    }

    @Test func aDiskThatHasRoomAgainIsWrittenAgain() async throws {
        let disk = try #require(try SmallDisk(options: "size=3m"))
        defer { disk.remove() }
        let store = try disk.directory.store()
        let ballast = disk.directory.path + "/ballast"
        try #require(SmallDisk.fill(ballast))
        await #expect(throws: Problem.self) {
            for number in 0..<100 {
                let body = String(repeating: "x", count: 50_000)
                _ = try await store.accept(WorkSample.event("\(number)", ticket: "\(number)", content: body))
            }
        }
        SmallDisk.removeFile(ballast)
        try await store.probeWrite()
        _ = try await store.accept(WorkSample.event("after", ticket: "after"))
        #expect(try store.check().isEmpty)
        try store.close()
    }
}
