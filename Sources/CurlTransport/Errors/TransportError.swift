/// Why an exchange failed. Cancellation of the task is not among the kinds: that throws `CancellationError`.
///
/// Texts never hold a credential, a user name or a query.
public struct TransportError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// The address cannot be called.
        case invalidURL
        /// http to another machine without leave to do so.
        case insecure
        /// A header field, method or limit that must not be sent.
        case invalidRequest
        /// The host name has no address.
        case resolve
        /// Nothing listens there, or there is no route to it.
        case connect
        /// The proxy refused or could not be reached.
        case proxy
        /// TLS could not be agreed or the certificate is not trusted.
        case tls
        case timeout(TimeoutPhase)
        /// The body is larger than the limit, in bytes.
        case tooLarge(limit: Int)
        /// The head is larger than the limit, in bytes.
        case headersTooLarge(limit: Int)
        /// A kept connection had been closed by the other side before anything of this answer came:
        /// trying once more at once on a new connection is right.
        case staleConnection
        /// The connection closed before the answer was whole.
        case closedMidway
        /// What came is not HTTP.
        case malformedResponse
        /// The transport was shut down.
        case shutDown
        /// Anything else, by libcurl's number.
        case other(code: Int)
    }

    public enum TimeoutPhase: String, Hashable, Sendable {
        case resolving, connecting, sending, waiting, receiving, idle
    }

    public let kind: Kind
    /// Scheme, host, port and path.
    public let endpoint: String
    /// libcurl's words, redacted.
    public let detail: String
    /// Whether any byte of the request's body was handed to the network.
    public let bodyMayHaveLeft: Bool

    public init(_ kind: Kind, endpoint: String, detail: String = "", bodyMayHaveLeft: Bool = false) {
        self.kind = kind
        self.endpoint = endpoint
        self.detail = detail
        self.bodyMayHaveLeft = bodyMayHaveLeft
    }
}
