import Domain
import Foundation

/// The built service over a folder, as a process of its own.
final class PageServer {
    private let process = Process()
    let port: UInt16

    init(_ program: String, data: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = ["--data", data, "--listen", "127.0.0.1:0"]
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Problem("the server did not start", place: program) }
            text += String(decoding: data, as: UTF8.self)
        }
        guard let number = text.split(separator: "\n").first?.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            process.terminate()
            throw Problem("the server said no address", place: program)
        }
        port = number
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
