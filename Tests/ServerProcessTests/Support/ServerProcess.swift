import Foundation

/// The built `sidenote-server`, run as a child process over a folder of its own.
final class ServerProcess {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    let folder: URL
    let process = Process()

    var output: String { (try? String(contentsOf: folder.appendingPathComponent("out"), encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOf: folder.appendingPathComponent("err"), encoding: .utf8)) ?? "" }
    var data: String { folder.appendingPathComponent("data").path }

    /// Beside the test bundle in the build directory.
    static func path(_ name: String = "sidenote-server") -> String {
        var candidates: [URL] = []
        if let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
            candidates.append(URL(fileURLWithPath: bundle).deletingLastPathComponent())
        }
        candidates += CommandLine.arguments.filter { $0.contains(".xctest") }
            .map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        candidates.append(
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".build/debug"))
        return candidates.map { $0.appendingPathComponent(name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
    }

    /// - Parameter arguments: `DATA` in them stands for the data folder.
    init(
        _ arguments: [String], program: String = ServerProcess.path(), environment: [String: String] = [:]
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("sidenote-process-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in ["out", "err"] { try Data().write(to: folder.appendingPathComponent(name)) }
        process.executableURL = URL(fileURLWithPath: program)
        let data = self.data
        process.arguments = arguments.map { $0 == "DATA" ? data : $0 }
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SIDENOTE_") }
            .merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: folder.appendingPathComponent("out"))
        process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent("err"))
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// The address it printed.
    func address() async throws -> URL {
        while process.isRunning {
            if let range = output.range(of: "https?://[^ \n]+\n", options: .regularExpression),
                let url = URL(string: output[range].trimmingCharacters(in: .newlines))
            {
                return url
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw Failure(description: "it ended before it served: \(errors)")
    }

    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Its exit status, or the number of the signal that ended it, negative.
    func exitStatus() async throws -> Int32 {
        while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    /// Runs to the end and returns status, output and errors.
    static func run(
        _ arguments: [String], program: String = ServerProcess.path(), environment: [String: String] = [:]
    ) async throws -> (status: Int32, output: String, errors: String) {
        let server = try ServerProcess(arguments, program: program, environment: environment)
        let status = try await server.exitStatus()
        return (status, server.output, server.errors)
    }
}
