import Domain
import Glibc

/// What is printed besides the log.
enum Terminal {
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count > 0 {
                    done += count
                } else if errno != EINTR {
                    return
                }
            }
        }
    }

    static func error(_ problem: Problem) {
        write("error: \(problem.description)\n", to: STDERR_FILENO)
    }

    static func warning(_ text: String) {
        write("warning: \(text)\n", to: STDERR_FILENO)
    }
}
