import Dispatch
import Foundation
import Glibc
import Synchronization

/// A chat completions endpoint on a free port of this machine that streams as a script says, right or wrong.
public final class EventServer: Sendable {
    public enum Step: Sendable {
        /// One chunk.
        case send(String)
        /// Goes on when the test says so.
        case wait
        /// Hangs up in the middle of the answer.
        case hangUp
        /// Until the other side hangs up.
        case drain
    }

    public struct Answer: Sendable {
        var status: Int
        var type: String
        var steps: [Step]

        public init(status: Int = 200, type: String = "text/event-stream", steps: [Step]) {
            self.status = status
            self.type = type
            self.steps = steps
        }
    }

    private let listener: Int32
    private let port: Int
    private let gate = DispatchSemaphore(value: 0)
    private let received = Mutex<[String]>([])
    private let gone = Mutex(0)

    public var url: String { "http://127.0.0.1:\(port)" }
    /// The bodies of the requests so far.
    public var bodies: [String] { received.withLock { $0 } }
    /// How many answers the other side hung up on.
    public var hangUps: Int { gone.withLock { $0 } }

    /// Lets one `wait` go on.
    public func goOn() { gate.signal() }

    /// - Parameter script: the answer to a request by its number, from 1, and its body.
    public init(_ script: @escaping @Sendable (Int, String) -> Answer) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard listener >= 0, isBound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                Thread.detachNewThread { [self] in
                    serve(client, script)
                    close(client)
                }
            }
        }
    }

    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
        for _ in 0..<16 { gate.signal() }
    }

    private func serve(_ client: Int32, _ script: (Int, String) -> Answer) {
        guard let body = Self.request(client) else { return }
        let number = received.withLock { list in
            list.append(body)
            return list.count
        }
        let answer = script(number, body)
        guard
            Self.write(
                "HTTP/1.1 \(answer.status) Scripted\r\nContent-Type: \(answer.type)\r\nTransfer-Encoding: chunked\r\n"
                    + "Connection: close\r\n\r\n", client)
        else { return }
        for step in answer.steps {
            switch step {
            case .send(let text):
                guard Self.write("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n", client) else {
                    return gone.withLock { $0 += 1 }
                }
            case .wait: gate.wait()
            case .hangUp: return
            case .drain:
                while Self.read(client) != nil {}
                return gone.withLock { $0 += 1 }
            }
        }
        _ = Self.write("0\r\n\r\n", client)
    }

    private static func request(_ client: Int32) -> String? {
        var text = ""
        while true {
            guard let more = read(client) else { return nil }
            text += more
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
                .first { $0.hasPrefix("content-length:") }
                .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) }
            if text[end.upperBound...].utf8.count >= length ?? 0 { return String(text[end.upperBound...]) }
        }
    }

    private static func read(_ client: Int32) -> String? {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let count = recv(client, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    private static func write(_ text: String, _ client: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    // MARK: Events

    public static func event(_ json: String) -> String { "data: \(json)\n\n" }

    public static func piece(_ text: String) -> String {
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return event(#"{"model":"small-1","choices":[{"index":0,"delta":{"content":"\#(escaped)"}}]}"#)
    }

    public static let end = event(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
    public static let usage = event(#"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":3}}"#)
    public static let done = event("[DONE]")

    /// A well-behaved stream of a text, a piece of `size` characters at a time.
    public static func steps(_ text: String, size: Int = 24) -> [Step] {
        var steps: [Step] = []
        var rest = text[...]
        while !rest.isEmpty {
            steps.append(.send(piece(String(rest.prefix(size)))))
            rest = rest.dropFirst(size)
        }
        return steps + [.send(end), .send(usage), .send(done)]
    }
}
