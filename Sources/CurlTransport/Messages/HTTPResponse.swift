/// The status line and header fields of an answer.
public struct HTTPResponseHead: Hashable, Sendable {
    /// The status code, 200 to 599 (1xx answers are passed over).
    public var status: Int
    /// In order of arrival, names as the server wrote them, invalid UTF-8 repaired.
    public var headers: [HTTPHeader]
    /// `1.0`, `1.1` or `2`.
    public var httpVersion: String
    /// Whether the exchange used a connection kept from an earlier one.
    public var reusedConnection: Bool

    public init(
        status: Int, headers: [HTTPHeader] = [], httpVersion: String = "1.1", reusedConnection: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.httpVersion = httpVersion
        self.reusedConnection = reusedConnection
    }
}

/// How long each part of an exchange took, counted from its start. Zero where a part did not happen.
public struct TransferTimings: Hashable, Sendable {
    public var nameLookup: Duration
    public var connect: Duration
    public var tls: Duration
    public var firstByte: Duration
    public var total: Duration

    public init(
        nameLookup: Duration = .zero, connect: Duration = .zero, tls: Duration = .zero, firstByte: Duration = .zero,
        total: Duration = .zero
    ) {
        self.nameLookup = nameLookup
        self.connect = connect
        self.tls = tls
        self.firstByte = firstByte
        self.total = total
    }
}

/// A whole answer. Any status is an answer: only exchanges that failed throw.
public struct HTTPResponse: Hashable, Sendable {
    public var head: HTTPResponseHead
    /// The body, decompressed.
    public var body: [UInt8]
    public var timings: TransferTimings

    public var status: Int { head.status }
    public var headers: [HTTPHeader] { head.headers }

    public init(head: HTTPResponseHead, body: [UInt8], timings: TransferTimings = TransferTimings()) {
        self.head = head
        self.body = body
        self.timings = timings
    }
}

/// An answer whose body is still arriving.
public struct HTTPStreamedResponse: Sendable {
    public var head: HTTPResponseHead
    public var body: HTTPBody

    public init(head: HTTPResponseHead, body: HTTPBody) {
        self.head = head
        self.body = body
    }
}
