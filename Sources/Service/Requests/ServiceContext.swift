public import Domain
public import Hummingbird
public import NIOCore

/// What is known about a request besides the request itself.
public struct ServiceContext: RequestContext, RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The peer of the connection; behind a trusted proxy it is the proxy, see `clientAddress`.
    public let remoteAddress: SocketAddress?
    /// The caller's address as far as it can be trusted: the peer, or what a trusted proxy says about it. For limits
    /// and logs. Set by the outermost middleware.
    public var clientAddress: String
    /// Whether the caller's connection is encrypted, here or at a trusted proxy.
    public var isSecure: Bool
    /// Short random text that ties log lines, problem answers and the caller's `X-Request-ID` answer header together.
    public var requestID: String
    /// Who calls; nil as long as nobody has proved anything.
    public var principal: Principal? {
        didSet { notes.principal = principal }
    }
    /// The signed-in browser, for pages and their forms; nil for tokens and strangers.
    public var browser: BrowserSession? {
        didSet { notes.browser = browser }
    }
    /// The largest body that decoding takes; routes that take more collect it themselves, with their own limit.
    public var bodyLimit: Int
    /// What those outside tell about the request besides the answer. Shared by all copies of the context.
    public let notes: RequestNotes

    public var maxUploadSize: Int { bodyLimit }

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        clientAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
        isSecure = false
        requestID = "-"
        principal = nil
        browser = nil
        bodyLimit = 1_048_576
        notes = RequestNotes()
    }

    /// The caller, or a 401 that says how to sign in.
    public func requirePrincipal() throws(ProblemResponse) -> Principal {
        guard let principal else { throw .unauthorized }
        return principal
    }

    /// The caller if it has at least that role; 401 without a caller, 403 with too small a role.
    @discardableResult
    public func require(_ role: Role) throws(ProblemResponse) -> Principal {
        let principal = try requirePrincipal()
        guard principal.role >= role else { throw .forbidden(needs: role) }
        return principal
    }
}
