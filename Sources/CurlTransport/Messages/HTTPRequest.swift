/// A request and the limits under which it is carried out.
///
/// Its description shows the method, the address without user name and query, and the length of the body:
/// never a header value.
public struct HTTPRequest: Sendable {
    /// The method, in capitals.
    public var method: String
    /// An absolute http or https address without user name or password.
    public var url: String
    public var headers: [HTTPHeader]
    public var body: [UInt8]

    /// Longest time until the connection (with TLS) stands.
    public var connectTimeout: Duration
    /// Longest time for the whole exchange, queueing for a connection included.
    public var deadline: Duration
    /// Longest time without a single byte arriving, whole seconds, rounded up. `nil` leaves it to `deadline`.
    ///
    /// Waiting for the first byte counts, so for a model that thinks before it answers it must be generous.
    public var idleTimeout: Duration?
    /// Largest body accepted, in bytes after decompression.
    public var maxResponseBytes: Int
    /// Largest head accepted, in bytes, trailers included.
    public var maxHeaderBytes: Int

    /// Values that must not show in any error text. Credential headers are added by themselves.
    public var secrets: [String]
    /// Allows http to a host that is not this machine.
    public var allowInsecure: Bool
    /// Opens a new connection, for example after a kept one turned out to be dead.
    public var freshConnection: Bool

    public init(
        method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8] = [],
        connectTimeout: Duration = .seconds(10), deadline: Duration = .seconds(60), idleTimeout: Duration? = nil,
        maxResponseBytes: Int = 16 << 20, maxHeaderBytes: Int = 64 << 10, secrets: [String] = [],
        allowInsecure: Bool = false, freshConnection: Bool = false
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.deadline = deadline
        self.idleTimeout = idleTimeout
        self.maxResponseBytes = maxResponseBytes
        self.maxHeaderBytes = maxHeaderBytes
        self.secrets = secrets
        self.allowInsecure = allowInsecure
        self.freshConnection = freshConnection
    }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        let place = (try? RequestURL(url))?.display ?? "(invalid address)"
        return "\(method) \(Redaction(self).apply(to: place)) (\(body.count) bytes)"
    }

    public var debugDescription: String { description }

    /// Empty, so that `dump` and test failure output do not print header values.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
