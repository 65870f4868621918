import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct BackupTests {
    private static let now = Timestamp(seconds: 1_700_000_000)
    private static let console = Actor(.console, "tester")

    private func filled(_ documents: Int = 50) async throws -> (TemporaryDirectory, SQLiteStore) {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        var batch = ImportBatch()
        batch.clients = [Sample.client("a")]
        batch.documents = (0..<documents).map {
            Sample.document("\($0)", "a", text: String(repeating: "word ", count: 200))
        }
        _ = try store.write(batch)
        for index in 1...5 { try await store.record(AuditLedgerTests.entry(index)) }
        return (directory, store)
    }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    @Test func aBackupIsAFolderWithAManifest() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let yaml = directory.path + "/my.yaml"
        try Data("llm:\n".utf8).write(to: URL(fileURLWithPath: yaml))
        try Data("secret".utf8).write(to: URL(fileURLWithPath: directory.data + "/key.txt"))
        let made = try Backup.make(
            of: directory.data, at: directory.path + "/b", configuration: yaml, now: Self.now)
        #expect(try names(made.path) == ["manifest.json", "sidenote.sqlite", "sidenote.yaml"])
        #expect(try Backup.check(made.path).manifest == made.manifest)
        #expect(try Backup.check(made.path + "/manifest.json").manifest == made.manifest)
        #expect(made.manifest.auditHead == (try store.auditHead()).description)
        #expect(made.manifest.schema.first == "v1")
        let modes = try names(made.path).map {
            try FileManager.default.attributesOfItem(atPath: made.path + "/" + $0)[.posixPermissions] as? Int
        }
        #expect(modes == [0o600, 0o600, 0o600])
        // In an existing folder: one more, named after the time.
        try FileManager.default.createDirectory(atPath: directory.path + "/all", withIntermediateDirectories: false)
        let dated = try Backup.make(
            of: directory.data, at: directory.path + "/all", configuration: nil, now: Self.now)
        #expect(try names(directory.path + "/all") == ["sidenote-20231114T221320Z"])
        #expect(dated.path == directory.path + "/all/sidenote-20231114T221320Z")
        let again = #expect(throws: Problem.self) {
            try Backup.make(of: directory.data, at: directory.path + "/all", configuration: nil, now: Self.now)
        }
        #expect(again?.what.contains("exists") == true)
        #expect(try names(directory.path + "/all").count == 1)
    }

    @Test func whatCannotBeDoneLeavesNothing() async throws {
        let (directory, _) = try await filled()
        defer { directory.remove() }
        let before = try names(directory.path)
        #expect(throws: Problem.self) {
            try Backup.make(
                of: directory.path + "/none", at: directory.path + "/b", configuration: nil, now: Self.now)
        }
        #expect(throws: Problem.self) {
            try Backup.make(
                of: directory.data, at: directory.path + "/no/such/b", configuration: nil, now: Self.now)
        }
        #expect(try names(directory.path) == before)
    }

    @Test func aRestoredBackupHoldsTheSame() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        let documents = try store.documents((0..<50).map { DocumentID("\($0)") }, in: Scope("a"))
        try await store.record(AuditLedgerTests.entry(6))
        let target = directory.path + "/new/data"
        let outcome = try await Restore(made, into: target).run(replaces: false, by: Self.console, now: Self.now)
        #expect(outcome.replaced == nil)
        #expect(try names(target) == [".lock", "sidenote.sqlite"])
        let restored = try SQLiteStore.open(directory: target)
        #expect(try restored.documents((0..<50).map { DocumentID("\($0)") }, in: Scope("a")) == documents)
        let anchor = try #require(AuditAnchor(made.manifest.auditHead ?? ""))
        #expect(try restored.verifyAudit(anchors: [anchor]).isSound)
        let acts = try AuditLedgerTests.acts(restored)
        #expect(acts.count == 6 && acts.last?.act == "data_restored" && acts.last?.actor == "console:tester")
    }

    /// Pairs are written in one transaction each; a copy holds none by halves, and a whole chain.
    @Test func aBackupIsConsistentWhileOthersWrite() async throws {
        let (directory, store) = try await filled(400)
        defer { directory.remove() }
        let writer = Task {
            var count = 0
            while !Task.isCancelled {
                count += 1
                let id = count
                try await store.commit { db in
                    try AuditChain.append(AuditLedgerTests.entry(id % 5 + 1), db)
                    try db.execute(
                        sql: "INSERT INTO events (at, kind, ticket_id, draft, state) VALUES (?, '', '', 1, '')",
                        arguments: [id])
                }
            }
            return count
        }
        var heads: Set<String> = []
        for index in 0..<12 {
            let made = try Backup.make(
                of: directory.data, at: directory.path + "/b\(index)", configuration: nil, now: Self.now)
            heads.insert(made.manifest.auditHead ?? "")
            let copy = try DatabaseQueue(path: made.path + "/sidenote.sqlite")
            let (entries, events) = try await copy.read { db in
                (
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM audit"),
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM events")
                )
            }
            #expect(entries == (events ?? -1) + 5)
            try copy.close()
            if index == 11 {
                let target = directory.path + "/restored"
                _ = try await Restore(made, into: target).run(replaces: false, by: Self.console, now: Self.now)
                #expect(try SQLiteStore.open(directory: target).verifyAudit().isSound)
            }
            let last = try store.auditHead()
            // Until the writer got further, so that the backups differ.
            for await _ in store.changes.changes() {
                if try store.auditHead() != last { break }
            }
        }
        writer.cancel()
        #expect(try await writer.value > 0)
        #expect(heads.count == 12)
        #expect(try store.verifyAudit().isSound)
    }

    private static let damages: [(String, String, String)] = [
        ("cut", "truncate -s 8192 sidenote.sqlite", "incomplete"), ("empty", ": > sidenote.sqlite", "incomplete"),
        ("gone", "rm sidenote.sqlite", "cannot read"), ("no manifest", "rm manifest.json", "no manifest"),
        ("longer", "echo x >> sidenote.sqlite", "incomplete"),
        ("altered", "printf x | dd of=sidenote.sqlite bs=1 seek=9000 conv=notrunc 2>/dev/null", "checksum"),
        ("torn manifest", "truncate -s 50 manifest.json", "manifest cannot be read"),
        ("path", "sed -i 's#sidenote.sqlite#../../etc/passwd#' manifest.json", "does not name the files"),
        ("format", "sed -i 's/\"format\" : 1/\"format\" : 2/' manifest.json", "another format"),
        ("head", "sed -i 's/audit_head\" : \"5/audit_head\" : \"4/' manifest.json", "does not end where"),
    ]

    @Test(arguments: damages)
    func aDamagedBackupIsRefused(_ name: String, _ command: String, _ message: String) async throws {
        let (directory, _) = try await filled()
        defer { directory.remove() }
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", command]
        shell.currentDirectoryURL = URL(fileURLWithPath: made.path)
        try shell.run()
        shell.waitUntilExit()
        let target = directory.path + "/new"
        let problem = await #expect(throws: Problem.self, "\(name)") {
            let backup = try Backup.check(made.path)
            _ = try await Restore(backup, into: target).run(replaces: false, by: Self.console, now: Self.now)
        }
        #expect(problem?.what.contains(message) == true, "\(name): \(String(describing: problem))")
        #expect(!FileManager.default.fileExists(atPath: target + "/sidenote.sqlite"))
    }

    @Test func existingDataIsKeptOrMovedAside() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        try await store.record(AuditLedgerTests.entry(6))
        let index = directory.data + "/index"
        try FileManager.default.createDirectory(atPath: index, withIntermediateDirectories: false)
        let open = await #expect(throws: Problem.self) {
            try await Restore(made, into: directory.data).run(replaces: true, by: Self.console, now: Self.now)
        }
        #expect(open?.what == "a program has the data open")
        try store.close()
        let kept = await #expect(throws: Problem.self) {
            try await Restore(made, into: directory.data).run(replaces: false, by: Self.console, now: Self.now)
        }
        #expect(kept?.what == "there is data already")
        let outcome = try await Restore(made, into: directory.data).run(
            replaces: true, by: Self.console, now: Self.now)
        let aside = try #require(outcome.replaced)
        #expect(
            try names(aside).filter { !$0.hasSuffix("-shm") && !$0.hasSuffix("-wal") } == ["index", "sidenote.sqlite"])
        #expect(try SQLiteStore.open(directory: aside).verifyAudit().count == 6)
        let restored = try SQLiteStore.open(directory: directory.data)
        #expect(try AuditLedgerTests.acts(restored).map(\.act.rawValue).suffix(2) == ["viewed", "data_restored"])
        #expect(try !names(directory.data).contains { $0.hasPrefix(".restore") })
        #expect(!FileManager.default.fileExists(atPath: index))
    }

    @Test func damagedDataCanBeReplaced() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        try store.close()
        try Data(repeating: 0xA5, count: 20_000).write(to: URL(fileURLWithPath: directory.database))
        #expect(throws: Problem.self) {
            try Backup.make(of: directory.data, at: directory.path + "/c", configuration: nil, now: Self.now)
        }
        _ = try await Restore(made, into: directory.data).run(replaces: true, by: Self.console, now: Self.now)
        #expect(try directory.store().verifyAudit().isSound)
    }

    @Test func aHeldLockKeepsTheData() async throws {
        let (directory, store) = try await filled()
        defer { directory.remove() }
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        try store.close()
        let lock = try FileLock.acquire(directory: directory.data, purpose: "import")
        let problem = await #expect(throws: Problem.self) {
            try await Restore(made, into: directory.data).run(replaces: true, by: Self.console, now: Self.now)
        }
        #expect(problem?.what.contains("another sidenote") == true && problem?.what.contains("import") == true)
        withExtendedLifetime(lock) {}
    }

    /// Damage inside a page that opening never looks at.
    @Test func damagedDataMakesNoBackup() async throws {
        let (directory, store) = try await filled(200)
        defer { directory.remove() }
        try store.close()
        var bytes = try directory.bytes(directory.database)
        let page = bytes.count / 8192 * 4096
        for index in page..<page + 64 { bytes[index] = 0xFF }
        try Data(bytes).write(to: URL(fileURLWithPath: directory.database))
        let problem = #expect(throws: Problem.self) {
            try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: Self.now)
        }
        #expect(problem?.what.contains("damaged") == true)
        #expect(try names(directory.path) == ["data"])
    }
}

@Suite(.enabled(if: SmallDisk.isAllowed, "mounting a small file system needs root"))
struct BackupDiskTests {
    @Test func aFullDiskLeavesNothing() async throws {
        let disk = try #require(try SmallDisk(options: "size=256k"))
        defer { disk.remove() }
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let store = try directory.store()
        let now = Timestamp(seconds: 1_700_000_000)
        let console = Actor(.console, "tester")
        var batch = ImportBatch()
        batch.documents = (0..<200).map {
            Sample.document("\($0)", nil, text: String(repeating: "word ", count: 800))
        }
        _ = try store.write(batch)
        let problem = #expect(throws: Problem.self) {
            try Backup.make(of: directory.data, at: disk.directory.path, configuration: nil, now: now)
        }
        #expect(problem?.what.contains("disk is full") == true, "\(String(describing: problem))")
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.directory.path).isEmpty)
        let made = try Backup.make(of: directory.data, at: directory.path + "/b", configuration: nil, now: now)
        let target = disk.directory.path + "/data"
        let refused = await #expect(throws: Problem.self) {
            try await Restore(made, into: target).run(replaces: false, by: console, now: now)
        }
        #expect(refused?.what.contains("disk is full") == true, "\(String(describing: refused))")
        #expect(try FileManager.default.contentsOfDirectory(atPath: target) == [".lock"])
    }
}
