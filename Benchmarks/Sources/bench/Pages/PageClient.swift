import Domain
import Foundation
import Glibc

/// One connection over which one request follows the other, and the clock stops at the first byte of an answer: what no
/// client library tells.
final class PageClient {
    struct Answer {
        var status: Int
        /// Of head and body, as they came over the line.
        var bytes: Int
        var body: [UInt8]
        /// Milliseconds until the first byte.
        var firstByte: Double
        var whole: Double
    }

    private let socket: Int32
    private let fields: String

    /// - Parameter fields: sent with every request: `Name: value\r\n`.
    init(port: UInt16, fields: String) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.fields = "Host: 127.0.0.1:\(port)\r\n" + fields
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard socket >= 0, isConnected else { throw Problem("the server cannot be reached") }
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close(socket) }

    func get(_ path: String, gzip: Bool = true) throws -> Answer {
        try send("GET \(path) HTTP/1.1\r\n\(fields)" + (gzip ? "Accept-Encoding: gzip\r\n" : "") + "\r\n")
    }

    func post(_ path: String, form: String) throws -> Answer {
        try send(
            """
            POST \(path) HTTP/1.1\r\n\(fields)Accept-Encoding: gzip\r\nAccept: application/json\r\n\
            Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n\
            Content-Length: \(form.utf8.count)\r\n\r\n\(form)
            """)
    }

    private func send(_ request: String) throws -> Answer {
        let bytes = Array(request.utf8)
        let start = ContinuousClock.now
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { write(socket, $0.baseAddress?.advanced(by: sent), bytes.count - sent) }
            guard count > 0 else { throw Problem("the server closed the connection") }
            sent += count
        }
        var received: [UInt8] = []
        var first: Double?
        var wanted: (head: Int, whole: Int, status: Int)?
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while wanted.map({ received.count < $0.whole }) ?? true {
            let count = read(socket, &buffer, buffer.count)
            guard count > 0 else { throw Problem("the server closed the connection") }
            first = first ?? Latencies.milliseconds(since: start)
            received += buffer[..<count]
            if wanted == nil { wanted = try head(received) }
        }
        guard let first, let wanted else { throw Problem("there was no answer") }
        return Answer(
            status: wanted.status, bytes: received.count, body: Array(received[wanted.head...]), firstByte: first,
            whole: Latencies.milliseconds(since: start))
    }

    /// nil until the head is whole.
    private func head(_ received: [UInt8]) throws -> (head: Int, whole: Int, status: Int)? {
        guard let end = received.indices.dropLast(3).first(where: { Array(received[$0..<$0 + 4]) == [13, 10, 13, 10] })
        else { return nil }
        let lines = String(decoding: received[..<end], as: UTF8.self).lowercased().split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        let length = lines.first { $0.hasPrefix("content-length:") }?.split(separator: " ").last.flatMap { Int($0) }
        guard let status, let length else { throw Problem("the answer has no length") }
        return (end + 4, end + 4 + length, status)
    }
}
