import Domain
import Glibc

/// Standard output and standard error, unbuffered, and whether they are a terminal.
enum Console {
    enum Stream: Int32 {
        case standardOutput = 1
        case standardError = 2

        var isTerminal: Bool { isatty(rawValue) == 1 }

        /// Columns of the terminal; 80 where there is none.
        var columns: Int {
            var size = winsize()
            guard ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
            return Int(size.ws_col)
        }

        /// How wide a table may be: what goes to a file or a program is never cut.
        var tableWidth: Int { isTerminal ? columns : 10_000 }

        /// Whether to use colour: a terminal that is not dumb, and NO_COLOR is not set (no-color.org).
        var hasColor: Bool {
            if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
            guard isTerminal else { return false }
            return getenv("TERM").map { String(cString: $0) } != "dumb"
        }
    }

    /// Writes all of it. Standard output that takes no more ends the process: quietly when its reader is gone
    /// (`| head`), with an error otherwise. Nobody could be told that standard error takes no more.
    static func write(_ text: String, to stream: Stream) {
        var text = text
        let code: Int32? = text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(stream.rawValue, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count > 0 {
                    done += count
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
        guard let code, stream == .standardOutput else { return }
        guard code != EPIPE else { exit(0) }
        error(
            Problem(
                code == ENOSPC ? "the disk is full" : "writing failed: \(String(cString: strerror(code)))",
                place: "standard output", remedy: "Make room, or send the output elsewhere"))
        exit(ExitStatus.nothingDone)
    }

    static func note(_ text: String) {
        write(text + "\n", to: .standardError)
    }

    static func error(_ problem: Problem) {
        write(styled("error:", .red, on: .standardError) + " \(printable(problem.description))\n", to: .standardError)
    }

    static func warning(_ text: String) {
        write(styled("warning:", .yellow, on: .standardError) + " \(printable(text))\n", to: .standardError)
    }

    enum Style: String {
        case red = "31"
        case yellow = "33"
        case green = "32"
        case bold = "1"
        case dim = "2"
    }

    static func styled(_ text: String, _ style: Style, on stream: Stream) -> String {
        stream.hasColor ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Text from tickets and documents, safe to print: control characters could move the cursor or set the title.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                        ? "\u{FFFD}" : scalar
                }))
    }
}
