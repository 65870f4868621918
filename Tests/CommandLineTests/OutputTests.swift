import Foundation
import Testing

@Suite("Outputs: whole or not at all")
struct OutputTests {
    private let folder: Folder
    private let data: String

    init() throws {
        folder = try Folder()
        data = try SampleWorld.shared()
        try folder.write("in.jsonl", try SampleWorld.tickets(4))
    }

    @Test("- is standard input and output")
    func standardStreams() throws {
        let tickets = try SampleWorld.tickets(4)
        let enriched = try Program.run(["enrich", "-", "-o", "-", "-q", "--data", data], in: folder, input: tickets)
        #expect(enriched.status == 0 && enriched.errors.isEmpty, "\(enriched.errors)")
        #expect(enriched.lines.count == 4)
        let normalized = try Program.run(["normalize", "-", "-q"], in: folder, input: tickets)
        #expect(normalized.status == 0 && normalized.lines.count == 4)
        let bad = try Program.run(["normalize", "-", "-q"], in: folder, input: Data("nonsense\n".utf8))
        expectProblem(bad, status: 3, "standard input line 1")
    }

    @Test(
        "The output may not be the input, under any name",
        arguments: [
            ["-o", "in.jsonl"], ["-o", "link.jsonl"], ["-o", "hard.jsonl"], ["-o", "./sub/../in.jsonl"],
            ["-o", "x.jsonl", "--report", "in.jsonl"], ["-o", "x.jsonl", "--report", "link.jsonl"],
        ])
    func sameFile(options: [String]) throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link.jsonl", withDestinationPath: "in.jsonl")
        try FileManager.default.linkItem(atPath: folder.path + "/in.jsonl", toPath: folder.path + "/hard.jsonl")
        let before = try folder.read("in.jsonl")
        let run = try Program.run(["enrich", "in.jsonl", "-q", "--data", data] + options, in: folder)
        expectProblem(run, status: 3, "input and output are the same file", "Choose another output name")
        #expect(try folder.read("in.jsonl") == before)
        #expect(!folder.has("x.jsonl"))
        let through = try Program.run(["enrich", "link.jsonl", "-o", "in.jsonl", "-q", "--data", data], in: folder)
        expectProblem(through, status: 3, "input and output are the same file")
        #expect(try folder.read("in.jsonl") == before)
    }

    @Test("Nor by redirection")
    func redirection() throws {
        let run = try Program.shell("\"$S\" normalize in.jsonl -q >> in.jsonl", in: folder)
        expectProblem(run, status: 3, "input and output are the same file")
        #expect(try folder.lines("in.jsonl").count == 4)
    }

    @Test(
        "A closed pipe ends the run quietly",
        arguments: [
            "enrich in.jsonl --report r.html", "enrich in.jsonl -q", "normalize in.jsonl",
            "search printer --client hdg --json", "config show",
        ])
    func closedPipe(command: String) throws {
        let data = command.hasPrefix("normalize") ? "" : "--data '\(data)'"
        let run = try Program.shell("{ \"$S\" \(command) \(data); echo \"status $?\" >&2; } | true", in: folder)
        #expect(run.errors == "status 0\n")
        #expect(!folder.has("r.html"))
    }

    @Test("head gets its line")
    func head() throws {
        let run = try Program.shell("\"$S\" enrich in.jsonl -q --data '\(data)' | head -1", in: folder)
        #expect(run.lines.count == 1)
        #expect(run.errors.isEmpty)
    }

    @Test(
        "An output that takes nothing is an error",
        arguments: [
            "enrich in.jsonl -q", "normalize in.jsonl -q", "search printer --client hdg", "config show",
        ])
    func fullOutput(command: String) throws {
        guard FileManager.default.isWritableFile(atPath: "/dev/full") else { return }
        let data = command.hasPrefix("normalize") ? "" : "--data '\(data)'"
        let run = try Program.shell("\"$S\" \(command) \(data) > /dev/full", in: folder)
        expectProblem(run, status: 3, "the disk is full. standard output.")
    }

    @Test("A report takes the place of a file only, never of a device or a folder")
    func reportPlace() throws {
        let pipe = folder.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        let run = try Program.run(
            ["enrich", "in.jsonl", "-o", "o.jsonl", "--report", "pipe", "-q", "--data", data], in: folder)
        expectProblem(run, status: 3, "the report cannot go to a device or pipe. pipe.")
        var info = stat()
        #expect(stat(pipe, &info) == 0 && info.st_mode & S_IFMT == S_IFIFO)
        #expect(!folder.has("o.jsonl"))
        try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: true)
        let onFolder = try Program.run(
            ["enrich", "in.jsonl", "-o", "o.jsonl", "--report", "sub", "-q", "--data", data], in: folder)
        expectProblem(onFolder, status: 3, "would replace a folder")
    }

    @Test(
        "Places where nothing can be written",
        arguments: [
            (["-o", "none/o.jsonl"], "the folder does not exist. none/o.jsonl."),
            (["-o", "."], "this is a folder, not a file"),
            (["-o", "o.jsonl", "--report", "none/r.html"], "the report could not be opened for writing"),
            (["-o", "/proc/sidenote.jsonl"], "/proc/sidenote.jsonl"),
        ])
    func unwritable(options: [String], message: String) throws {
        let run = try Program.run(["enrich", "in.jsonl", "-q", "--data", data] + options, in: folder)
        expectProblem(run, status: 3, message)
        #expect(try folder.names() == ["in.jsonl"])
    }

    @Test(
        "Inputs that cannot be read",
        arguments: [("none.jsonl", "there is no such file. none.jsonl."), (".", "this is a folder, not a file")])
    func unreadable(path: String, message: String) throws {
        for command in [["enrich", path, "--data", data], ["normalize", path]] {
            expectProblem(try Program.run(command + ["-o", "o.jsonl"], in: folder), status: 3, message)
        }
        #expect(try folder.names() == ["in.jsonl"])
    }
}

/// File systems that are full or read-only. They need the right to mount; without it the tests say so and are skipped.
@Suite("Outputs on a bad file system", .enabled(if: Mount.isAllowed, "mounting needs root in a mount namespace"))
struct BadFileSystemTests {
    private let folder: Folder
    private let data: String

    init() throws {
        folder = try Folder()
        data = try SampleWorld.shared()
        try folder.write("in.jsonl", try SampleWorld.tickets(24))
        try FileManager.default.createDirectory(atPath: folder.path + "/m", withIntermediateDirectories: true)
    }

    /// In a mount namespace of its own: nothing stays mounted when the shell ends.
    private func mounted(_ options: String, _ line: String) throws -> Program.Run {
        try folder.write("script", "mount -t tmpfs -o \(options) none m || exit 98\n\(line)\n")
        return try Program.shell("unshare -m sh script", in: folder)
    }

    @Test("A full disk: what was done is kept for --resume, the name stays free")
    func full() throws {
        let run = try mounted(
            "size=100k", "\"$S\" enrich in.jsonl -o m/o.jsonl -q --data '\(data)'; s=$?; ls m; exit $s")
        expectProblem(run, status: 3, "the disk is full. m/o.jsonl.", "run again with --resume", "m/o.jsonl.partial")
        #expect(run.lines == ["o.jsonl.partial"])
    }

    @Test("A full disk under the report")
    func fullReport() throws {
        let run = try mounted(
            "size=64k",
            "\"$S\" enrich in.jsonl -o o.jsonl --report m/r.html -q --data '\(data)'; s=$?; ls m; exit $s")
        expectProblem(run, status: 3, "the report could not be written", "m/r.html", "free space")
        #expect(run.lines.isEmpty)
        #expect(!folder.has("o.jsonl"))
    }

    @Test("A full disk under the data: the import keeps nothing by halves")
    func fullImport() throws {
        let run = try mounted(
            "size=120k", "\"$S\" import \(SampleWorld.files.joined(separator: " ")) -q --data m/data")
        expectProblem(run, status: 3, "the disk is full", "Free some space")
    }

    @Test("A read-only file system")
    func readOnly() throws {
        let run = try mounted("ro", "\"$S\" enrich in.jsonl -o m/o.jsonl -q --data '\(data)'")
        expectProblem(run, status: 3, "the file may not be written. m/o.jsonl.")
        let imported = try mounted("ro", "\"$S\" import \(SampleWorld.files[0]) --data m/data")
        expectProblem(imported, status: 3, "cannot create the data folder", "m/data")
        let demo = try mounted("ro", "\"$S\" demo -o m/demo --fixtures \(Project.fixtures)")
        expectProblem(demo, status: 3, "cannot make the demo’s folder. m/demo.")
    }
}

enum Mount {
    static let isAllowed: Bool = {
        guard let folder = try? Folder() else { return false }
        return (try? Program.shell("unshare -m mount -t tmpfs none .", in: folder))?.status == 0
    }()
}
