import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// What happens when the file or folder is not what it should be.
@Suite struct OpeningTests {
    private func filled() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let store = try directory.store()
        var batch = ImportBatch()
        batch.documents = (0..<200).map { Sample.document("\($0)", nil, text: String(repeating: "word ", count: 200)) }
        _ = try store.write(batch)
        try store.close()
        return directory
    }

    private func problem(_ directory: TemporaryDirectory, _ mode: OpenMode) -> Problem? {
        #expect(throws: Problem.self) { try directory.store(mode) }
    }

    @Test func readOnlyNeedsData() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        #expect(problem(directory, .readOnly)?.what.contains("no data here") == true)
        #expect(!FileManager.default.fileExists(atPath: directory.data))
    }

    @Test(
        arguments: [OpenMode.readWrite, .readOnly], ["not a database", String(repeating: "x", count: 5000), "SQLite"])
    func somethingElseIsRefusedAndLeftAlone(_ mode: OpenMode, _ content: String) throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try FileManager.default.createDirectory(atPath: directory.data, withIntermediateDirectories: true)
        try Data(content.utf8).write(to: URL(fileURLWithPath: directory.database))
        let problem = problem(directory, mode)
        #expect(problem?.what.contains("damaged") == true)
        #expect(problem?.place == directory.database)
        #expect(problem?.remedy?.contains("backup") == true)
        #expect(try directory.bytes(directory.database) == Array(content.utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.data) == ["sidenote.sqlite"])
    }

    @Test(arguments: [50, 100, 4096, 20000])
    func aTruncatedFileIsRefusedAndLeftAlone(_ length: Int) throws {
        let directory = try filled()
        defer { directory.remove() }
        let whole = try directory.bytes(directory.database)
        try #require(whole.count > 40000)
        let cut = Array(whole[..<length])
        try Data(cut).write(to: URL(fileURLWithPath: directory.database))
        #expect(problem(directory, .readWrite)?.what.contains("damaged") == true)
        #expect(try directory.bytes(directory.database) == cut)
    }

    @Test func malformedPagesAreReportedAndLeftAlone() throws {
        let directory = try filled()
        defer { directory.remove() }
        var bytes = try directory.bytes(directory.database)
        for index in 4096..<bytes.count { bytes[index] = 0xA5 }
        try Data(bytes).write(to: URL(fileURLWithPath: directory.database))
        let problem = #expect(throws: Problem.self) {
            let store = try directory.store()
            try store.eachDocument(in: .shared) { _ in }
        }
        #expect(problem?.what.contains("damaged") == true, "\(String(describing: problem))")
        #expect(try directory.bytes(directory.database) == bytes)
    }

    @Test func checkFindsDamageInARecord() throws {
        let directory = try filled()
        defer { directory.remove() }
        var bytes = try directory.bytes(directory.database)
        // A page well behind the ones looked at on opening, which come first.
        let page = bytes.count * 3 / 4 / 4096 * 4096
        for index in page..<page + 64 { bytes[index] = 0xFF }
        try Data(bytes).write(to: URL(fileURLWithPath: directory.database))
        let store = try directory.store()
        #expect(try !store.check().isEmpty)
        #expect(try store.check(limit: 1).count == 1)
    }

    @Test(arguments: [OpenMode.readWrite, .readOnly])
    func aNewerSchemaIsRefusedAndLeftAlone(_ mode: OpenMode) throws {
        let directory = try filled()
        defer { directory.remove() }
        do {
            let queue = try DatabaseQueue(path: directory.database)
            try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('v99')") }
            try queue.close()
        }
        let before = try directory.bytes(directory.database)
        let problem = problem(directory, mode)
        #expect(problem?.what == "the data was written by a newer Sidenote")
        #expect(problem?.remedy?.contains("Upgrade") == true)
        #expect(try directory.bytes(directory.database) == before)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try FileManager.default.createDirectory(atPath: directory.data, withIntermediateDirectories: true)
        do {
            let queue = try DatabaseQueue(path: directory.database)
            try queue.write { try $0.execute(sql: "CREATE TABLE other (id INTEGER)") }
            try queue.close()
        }
        #expect(problem(directory, .readWrite)?.what.contains("another program's") == true)
        let tables = try DatabaseQueue(path: directory.database).read {
            try String.fetchAll($0, sql: "SELECT name FROM sqlite_master")
        }
        #expect(tables == ["other"])
    }

    @Test func aPathThatIsNoFolderIsRefused() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try Data("x".utf8).write(to: URL(fileURLWithPath: directory.data))
        #expect(problem(directory, .readWrite)?.what.contains("not a folder") == true)
    }

    @Test func anotherWriterIsNamed() throws {
        let directory = try filled()
        defer { directory.remove() }
        let store = try directory.store()
        let other = try DatabaseQueue(path: directory.database)
        try other.inDatabase { db in
            try db.beginTransaction(.immediate)
            defer { try? db.rollback() }
            // The store waits for five seconds by itself; the test does not.
            try store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA busy_timeout = 50") }
            var batch = ImportBatch()
            batch.clients = [Sample.client("a")]
            let problem = #expect(throws: Problem.self) { try store.write(batch) }
            #expect(problem?.what == "the data is locked by another writer")
            #expect(try store.clients().isEmpty)
        }
    }

    @Test func theLockIsExclusiveAndNamesItsHolder() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        var lock: FileLock? = try FileLock.acquire(directory: directory.data, purpose: "import")
        #expect(lock != nil)
        let problem = #expect(throws: Problem.self) {
            try FileLock.acquire(directory: directory.data, purpose: "sync")
        }
        #expect(problem?.what.contains("import, process \(getpid())") == true)
        lock = nil
        _ = try FileLock.acquire(directory: directory.data, purpose: "sync")
    }
}
