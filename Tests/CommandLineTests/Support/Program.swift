import Foundation

/// The built `sidenote`, run as a child process.
enum Program {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// What a finished run left.
    struct Run {
        var status: Int32
        /// Whether it was ended by a signal: a crash, or a kill.
        var wasSignalled: Bool
        var output: Data
        var errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        var lines: [String] { text.split(separator: "\n").map(String.init) }
        /// Each line as a JSON object.
        var objects: [[String: Any]] {
            get throws {
                try lines.map { line in
                    guard let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                        throw Failure(description: "no JSON object: \(line.prefix(80))")
                    }
                    return object
                }
            }
        }
        /// The lines that begin with `error:`.
        var problems: [String] {
            errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.map(String.init)
        }
    }

    /// Beside the test bundle in the build directory.
    static let path: String = {
        let name = "sidenote"
        var candidates: [URL] = []
        if let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            candidates.append(URL(fileURLWithPath: bundle).deletingLastPathComponent())
        }
        candidates += CommandLine.arguments.filter { $0.contains(".xctest") }
            .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        candidates.append(Project.root.appendingPathComponent(".build/debug"))
        return candidates.map { $0.appendingPathComponent(name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }()

    /// Runs to the end. Output goes through files, so that no pipe can fill up.
    ///
    /// - Parameters:
    ///   - folder: the working directory.
    ///   - environment: over the own one, from which `SIDENOTE_…` is taken.
    static func run(
        _ arguments: [String], in folder: Folder, input: Data = Data(), environment: [String: String] = [:],
        program: String = Program.path
    ) throws -> Run {
        let scratch = try Folder()
        let process = try start(
            arguments, in: folder, input: input, environment: environment, program: program, scratch: scratch)
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
            output: try scratch.read("out"), errors: String(decoding: try scratch.read("err"), as: UTF8.self))
    }

    /// A line for the shell, in which `$S` is the program.
    static func shell(_ line: String, in folder: Folder, environment: [String: String] = [:]) throws -> Run {
        try run(
            ["-c", line], in: folder, environment: environment.merging(["S": path]) { first, _ in first },
            program: "/bin/sh")
    }

    static func start(
        _ arguments: [String], in folder: Folder, input: Data, environment: [String: String] = [:],
        program: String = Program.path, scratch: Folder
    ) throws -> Process {
        try scratch.write("in", input)
        try scratch.write("out", Data())
        try scratch.write("err", Data())
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("SIDENOTE_") && $0.key != "NO_COLOR" }.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: scratch.url.appendingPathComponent("in"))
        process.standardOutput = try FileHandle(forWritingTo: scratch.url.appendingPathComponent("out"))
        process.standardError = try FileHandle(forWritingTo: scratch.url.appendingPathComponent("err"))
        try process.run()
        return process
    }
}

/// Where the project's own files lie.
enum Project {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let fixtures = root.appendingPathComponent("Fixtures").path
}
