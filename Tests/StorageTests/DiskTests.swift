import Domain
import Foundation
import Testing

@testable import Storage

/// A small file system in memory, mounted for one test. Needs root.
struct SmallDisk: Sendable {
    let directory: TemporaryDirectory

    /// nil where mounting is not allowed.
    init?(options: String) throws {
        directory = try TemporaryDirectory()
        guard Self.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.path) else {
            directory.remove()
            return nil
        }
    }

    func remove() {
        _ = Self.run("umount", directory.path)
        directory.remove()
    }

    func remountReadOnly() -> Bool {
        Self.run("mount", "-o", "remount,ro", directory.path)
    }

    /// Takes all the space that is left.
    static func fill(_ path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        setvbuf(file, nil, _IONBF, 0)
        let block = [UInt8](repeating: 0, count: 4096)
        while fwrite(block, 1, block.count, file) == block.count {}
        return fclose(file) == 0
    }

    static func removeFile(_ path: String) { unlink(path) }

    static let isAllowed: Bool = {
        guard geteuid() == 0, let probe = try? SmallDisk(options: "size=64k") else { return false }
        probe.remove()
        return true
    }()

    private static func run(_ arguments: String...) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

@Suite(.enabled(if: SmallDisk.isAllowed, "mounting a small file system needs root"))
struct DiskTests {
    @Test func aFullDiskIsAProblemAndLosesNothing() async throws {
        let disk = try #require(try SmallDisk(options: "size=1m"))
        defer { disk.remove() }
        let store = try disk.directory.store()
        var written = 0
        let problem = #expect(throws: Problem.self) {
            for index in 0..<100 {
                var batch = ImportBatch()
                batch.documents = [
                    Sample.document("\(index)", nil, body: String(repeating: "x", count: 50000), text: "short")
                ]
                _ = try store.write(batch)
                written += 1
            }
        }
        #expect(problem?.what.contains("disk is full") == true, "\(String(describing: problem))")
        #expect(written > 0)
        #expect(try store.counts()["documents"] == written)
        #expect(try store.check().isEmpty)
        await #expect(throws: Problem.self) {
            try await store.record(
                EgressEntry(
                    at: Timestamp(seconds: 0), ticketID: "1", clientID: nil, endpoint: "https://llm.example.com",
                    body: [UInt8](repeating: 65, count: 600_000)))
        }
        #expect(try store.verify().count == 0)
        try store.close()
        #expect(try disk.directory.store(.readOnly).counts()["documents"] == written)
    }

    @Test func aFullDiskAtCreationIsAProblem() throws {
        let disk = try #require(try SmallDisk(options: "size=16k"))
        defer { disk.remove() }
        let problem = #expect(throws: Problem.self) {
            _ = try disk.directory.store()
        }
        #expect(problem?.what.contains("disk is full") == true, "\(String(describing: problem))")
    }

    @Test func aReadOnlyDiskIsAProblem() throws {
        let disk = try #require(try SmallDisk(options: "size=4m"))
        defer { disk.remove() }
        try disk.directory.store().close()
        try #require(disk.remountReadOnly())
        let problem = #expect(throws: Problem.self) { try disk.directory.store() }
        #expect(problem?.place?.hasPrefix(disk.directory.path) == true)
        #expect(
            problem?.what.contains("written") == true || problem?.what.contains("opened") == true,
            "\(String(describing: problem))")
        let fresh = #expect(throws: Problem.self) {
            try SQLiteStore.open(directory: disk.directory.path + "/new")
        }
        #expect(fresh?.what.contains("Read-only file system") == true, "\(String(describing: fresh))")
    }

    @Test func aReadOnlyDiskCanBeRead() throws {
        let disk = try #require(try SmallDisk(options: "size=4m"))
        defer { disk.remove() }
        let store = try disk.directory.store()
        var batch = ImportBatch()
        batch.documents = [Sample.document("1", nil)]
        _ = try store.write(batch)
        try store.close()
        try #require(disk.remountReadOnly())
        let reader = try disk.directory.store(.readOnly)
        #expect(try reader.documents(["1"], in: .sharedOnly) == batch.documents)
        try reader.close()
    }
}
