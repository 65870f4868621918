import Foundation
import Testing

/// On a terminal of their own, made by script(1) of util-linux; skipped where that is missing.
@Suite("On a terminal", .enabled(if: Terminal.isThere, "script(1) is not installed"))
struct TerminalTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func onTerminal(_ command: String, _ environment: [String: String] = [:]) throws -> String {
        try folder.write("command", "stty cols 80; \"$S\" \(command)\n")
        let run = try Program.shell(
            "script -q -e -c 'sh command' typescript", in: folder,
            environment: environment.merging(["TERM": "xterm"]) { first, _ in first })
        #expect(run.status == 0 || run.status == 3, "\(run.text)")
        return run.text
    }

    @Test("Colour on a terminal, none with NO_COLOR or TERM=dumb")
    func color() throws {
        let data = try SampleWorld.shared()
        let command = "search printer --client hdg --data '\(data)'"
        #expect(try onTerminal(command).contains("\u{1B}[1m"))
        #expect(try !onTerminal(command, ["NO_COLOR": "1"]).contains("\u{1B}["))
        #expect(try !onTerminal(command, ["TERM": "dumb"]).contains("\u{1B}["))
        // no-color.org: an empty value does not count.
        #expect(try onTerminal(command, ["NO_COLOR": ""]).contains("\u{1B}[1m"))
        #expect(try onTerminal("normalize none").contains("\u{1B}[31merror:"))
    }

    @Test("Tables and the bar stay within the width of the terminal")
    func width() throws {
        let data = try SampleWorld.shared()
        try folder.write("in.jsonl", try SampleWorld.tickets(20))
        for command in [
            "search 'printer vpn backup' --client hdg --data '\(data)'",
            "enrich in.jsonl -o o.jsonl --concurrency 1 --data '\(data)'",
        ] {
            let text = try onTerminal(command, ["NO_COLOR": "1"])
            // Each redraw of the bar begins with a carriage return and clears the line.
            for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }) {
                let plain = line.replacing("\u{1B}[K", with: "")
                #expect(plain.count <= 80, "\(plain)")
            }
        }
    }
}

enum Terminal {
    static let isThere: Bool = {
        guard let folder = try? Folder() else { return false }
        return (try? Program.shell("script -q -e -c true typescript", in: folder))?.status == 0
    }()
}
