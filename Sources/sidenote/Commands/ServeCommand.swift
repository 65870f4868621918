import ArgumentParser
import Domain
import Foundation
import Glibc

/// Hands over to `sidenote-server`, which is installed beside this program.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Starts the service: webhooks in, drafts ready for review.",
        discussion: """
            Runs sidenote-server from the folder of this program with the same arguments. Without any configuration it \
            serves the sample MSP on this machine and prints one address to open.

            Examples:
              sidenote serve
              sidenote serve --data /var/lib/sidenote --listen 127.0.0.1:8484
            """)

    @Argument(
        parsing: .captureForPassthrough,
        help: ArgumentHelp("Passed on; see “sidenote serve --help”.", valueName: "arguments"))
    var arguments: [String] = []

    func run() throws {
        let program = try Self.program()
        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        argv.append(nil)
        // Replaces this process: signals, exit status and terminal are the service's.
        execv(program, &argv)
        throw Problem(
            "sidenote-server cannot be started: \(String(cString: strerror(errno)))", place: program,
            remedy: "Check that it may be executed")
    }

    private static func program() throws -> String {
        let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let folder = URL(fileURLWithPath: own ?? CommandLine.arguments[0]).deletingLastPathComponent()
        let path = folder.appendingPathComponent("sidenote-server").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Problem(
                "sidenote-server is not installed beside this program", place: path,
                remedy: "Build it with “swift build -c release --product sidenote-server” and put it there")
        }
        return path
    }
}
