import Domain
import Foundation
import Testing

@testable import Connectors

@Suite struct AtomicFileWriterTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        signal(SIGPIPE, SIG_IGN)
    }

    private func target(_ name: String = "out.jsonl") -> String { folder.path + "/" + name }

    @Test func theNameStandsForTheWholeFile() throws {
        try folder.write("out.jsonl", "old")
        let writer = try AtomicFileWriter(path: target())
        try writer.writeLine("new")
        try writer.flush()
        #expect(folder.text("out.jsonl") == "old")
        #expect(folder.text("out.jsonl.partial") == "new\n")
        try writer.finish()
        #expect(folder.text("out.jsonl") == "new\n")
        #expect(!folder.exists("out.jsonl.partial"))
    }

    @Test func aBrokenRunLeavesTheTargetAlone() throws {
        try folder.write("out.jsonl", "old")
        do {
            let writer = try AtomicFileWriter(path: target())
            try writer.write(Array("half".utf8))
            try writer.flush()
        }
        #expect(folder.text("out.jsonl") == "old")
        let writer = try AtomicFileWriter(path: target())
        writer.discard()
        #expect(!folder.exists("out.jsonl.partial"))
    }

    @Test(arguments: [
        ("a\nb\n", 4), ("a\n", 0), ("", 4), ("", 0), ("", 200_000), ("a\n", 200_000), ("a\n", 65_535), ("a\n", 65_536),
    ])
    func resumeDropsAnIncompleteLine(_ kept: String, _ halfLine: Int) throws {
        try folder.write("out.jsonl.partial", kept + String(repeating: "x", count: halfLine))
        let writer = try AtomicFileWriter(path: target(), resume: true)
        var lines = 0
        try writer.readExisting { _ in lines += 1 }
        #expect(lines == kept.split(separator: "\n").count)
        try writer.writeLine("z")
        try writer.finish()
        #expect(folder.text("out.jsonl") == kept + "z\n")
    }

    @Test func resumeGoesOnAfterAFinishedFile() throws {
        try folder.write("out.jsonl", "a\nb\n")
        let writer = try AtomicFileWriter(path: target(), resume: true)
        try writer.writeLine("c")
        #expect(folder.text("out.jsonl") == "a\nb\n")
        try writer.finish()
        #expect(folder.text("out.jsonl") == "a\nb\nc\n")
    }

    @Test func inputAndOutputMustDiffer() throws {
        let input = try folder.write("in.jsonl", "x\n")
        try FileManager.default.createSymbolicLink(atPath: target("soft"), withDestinationPath: input)
        try FileManager.default.linkItem(atPath: input, toPath: target("hard"))
        for name in ["in.jsonl", "soft", "hard", "./in.jsonl"] {
            #expect(throws: Problem.self) { try AtomicFileWriter(path: target(name), inputs: [input]) }
        }
        let partial = try folder.write("other.partial", "x\n")
        #expect(throws: Problem.self) { try AtomicFileWriter(path: target("other"), inputs: [partial]) }
        #expect(folder.text("in.jsonl") == "x\n")
        #expect(throws: Never.self) { try AtomicFileWriter(path: target("fine"), inputs: [input, "-"]) }
    }

    @Test func twoRunsCannotWriteOneFile() throws {
        let first = try AtomicFileWriter(path: target())
        #expect(throws: Problem.self) { try AtomicFileWriter(path: target()) }
        try first.finish()
    }

    @Test func aClosedPipeIsNoProblemOfItsOwn() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let writer = try AtomicFileWriter(path: "/dev/fd/\(ends[1])")
        close(ends[0])
        try writer.writeLine("x")
        #expect(throws: OutputClosed.self) { try writer.flush() }
        close(ends[1])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func aFullDeviceIsToldAsSuch() throws {
        let writer = try AtomicFileWriter(path: "/dev/full")
        try writer.writeLine("x")
        let problem = #expect(throws: Problem.self) { try writer.finish() }
        #expect(problem?.what == "the disk is full")
    }

    /// A real file system of 64 KiB; only root may mount one.
    private static let mounted: String? = {
        let path = NSTemporaryDirectory() + "sidenote-full-\(UUID().uuidString)"
        mkdir(path, 0o700)
        return mount("tmpfs", path, "tmpfs", 0, "size=64k") == 0 ? path : nil
    }()

    @Test(.enabled(if: mounted != nil, "mounting a file system needs root"))
    func aFullDiskKeepsWhatWasWritten() throws {
        let path = try #require(Self.mounted)
        defer {
            umount(path)
            rmdir(path)
        }
        let writer = try AtomicFileWriter(path: path + "/out.jsonl")
        let problem = #expect(throws: Problem.self) {
            for _ in 0..<100 { try writer.writeLine(String(repeating: "x", count: 4000)) }
            try writer.finish()
        }
        #expect(problem?.what == "the disk is full")
        #expect(problem?.remedy?.contains("out.jsonl.partial") == true)
        #expect(!FileManager.default.fileExists(atPath: path + "/out.jsonl"))
    }

    @Test func aMissingFolderIsAProblem() throws {
        #expect(throws: Problem.self) { try AtomicFileWriter(path: target("none/out")) }
        #expect(throws: Problem.self) { try AtomicFileWriter(path: folder.path) }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func aFolderWithoutPermissionIsAProblem() throws {
        chmod(folder.path, 0o500)
        defer { chmod(folder.path, 0o700) }
        #expect(throws: Problem.self) { try AtomicFileWriter(path: target()) }
    }

    @Test func filesOfTheKernelCannotBeWritten() {
        // Fails for root too, unlike a folder without permission.
        #expect(throws: Problem.self) { try AtomicFileWriter(path: "/proc/out.jsonl") }
    }

    @Test func newFilesArePrivate() throws {
        let writer = try AtomicFileWriter(path: target())
        try writer.finish()
        var status = stat()
        #expect(stat(target(), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }
}
