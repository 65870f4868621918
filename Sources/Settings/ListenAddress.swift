public import Domain

/// Host and port as `127.0.0.1:8484`, `[::1]:8484`, `sidenote.example.net:443`.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    public var host: String
    public var port: Int

    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// - Throws: `Problem` for a missing port, a port beyond 65535, or an IPv6 address without brackets.
    public init(_ text: String, origin: String) throws(Problem) {
        let problem = Problem(
            "“\(text.prefix(60))” is no address to listen on", place: origin,
            remedy: "Write it as HOST:PORT, as 127.0.0.1:8484 or [::1]:8484")
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw problem
        }
        var host = String(text[..<colon])
        if host.hasPrefix("[") && host.hasSuffix("]") {
            host = String(host.dropFirst().dropLast())
            guard IPAddress(host)?.isIPv6 == true else { throw problem }
        } else if host.contains(":") || host.isEmpty {
            throw problem
        }
        self.init(host: host, port: Int(port))
    }

    /// Whether only this machine can reach it.
    public var isLoopback: Bool {
        host == "localhost" || IPAddress(host)?.isLoopback == true
    }

    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
