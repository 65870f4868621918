import Foundation
import Glibc
import Synchronization

/// A server on a free loopback port that does exactly what a test wants it to, right or wrong.
///
/// One thread for each connection. The handler gets the connection and its number, from 1.
final class RawServer: Sendable {
    let port: Int
    private let listener: Int32
    private let count = Atomic<Int>(0)
    private let open = Mutex<Set<Int32>>([])

    var connections: Int { count.load(ordering: .relaxed) }
    var url: String { "http://127.0.0.1:\(port)" }

    init(_ handler: @escaping @Sendable (RawConnection, Int) -> Void) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0 else { throw POSIXError(.EMFILE) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) == 0 && listen(listener, 1024) == 0
                    && getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                let number = count.wrappingAdd(1, ordering: .relaxed).newValue
                open.withLock { _ = $0.insert(client) }
                Thread.detachNewThread { [self] in
                    handler(RawConnection(client), number)
                    open.withLock { _ = $0.remove(client) }
                    close(client)
                }
            }
        }
    }

    /// Ends the listener and hangs up on whoever is connected.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        open.withLock { for client in $0 { shutdown(client, Int32(SHUT_RDWR)) } }
        close(listener)
    }
}

struct RawConnection: Sendable {
    private let socket: Int32

    init(_ socket: Int32) {
        self.socket = socket
    }

    /// The head and body of the next request, or `nil` when the client has hung up.
    func request() -> (head: String, body: [UInt8])? {
        var bytes: [UInt8] = []
        var end: Int?
        while end == nil {
            guard let more = read() else { return nil }
            bytes += more
            end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        }
        let head = String(decoding: bytes[..<(end ?? 0)], as: UTF8.self)
        var body = Array(bytes[((end ?? 0) + 4)...])
        let length = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces)) }
        while body.count < length ?? 0 {
            guard let more = read() else { return nil }
            body += more
        }
        return (head, body)
    }

    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    /// `false` once the client has hung up.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write(Array(text.utf8)) }

    @discardableResult
    func answer(_ body: String, status: String = "200 OK", headers: String = "") -> Bool {
        write("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
    }

    /// Closes with a reset in place of a farewell.
    func reset() {
        var option = Glibc.linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    /// Waits until the client hangs up.
    func drain() {
        while read() != nil {}
    }
}
