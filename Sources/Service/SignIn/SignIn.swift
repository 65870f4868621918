public import CurlTransport
import Digest
public import Domain
public import Logging
public import Settings
import Storage

/// Signing in over HTTP, put together: the middleware that recognises callers and the routes that make sessions.
///
/// Add `authentication` to the router before the routes whose callers it is to recognise.
public struct SignIn: Sendable {
    public let authentication: AuthenticationMiddleware
    public let routes: SignInRoutes
    public let counters: SignInCounters

    /// - Parameters:
    ///   - publicURL: Address that people use, without a path.
    ///   - isFramed: Whether pages of other sites may show this one in a frame, which needs other cookies.
    ///   - transport: For calls to the OpenID provider.
    /// - Throws: `Problem` when the provider's settings cannot be used or its client secret cannot be read;
    ///   `DigestUnavailable` when the system gives no randomness.
    public init(
        accounts: any AccountStore & AuditLedger, settings: SignInSettings, publicURL: String,
        isFramed: Bool = false, transport: any HTTPTransport, clock: any Clock, logger: Logger
    ) throws {
        let base = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        let counters = SignInCounters()
        var flow: OpenIDFlow?
        if let provider = settings.provider {
            flow = try OpenIDFlow(
                provider: try OpenIDProvider(provider, transport: transport, clock: clock), publicURL: base,
                clock: clock)
        }
        let parts = SignInParts(
            accounts: accounts,
            opener: SessionOpener(accounts: accounts, absoluteSeconds: settings.absoluteSeconds, clock: clock),
            limits: try AttemptLimits(), passwords: try PasswordWorker(), flow: flow, counters: counters,
            publicURL: base, isFramed: isFramed, auditKey: try RandomBytes.make(32), clock: clock, logger: logger)
        authentication = AuthenticationMiddleware(
            authenticator: Authenticator(
                accounts: accounts, idleSeconds: settings.idleSeconds, clock: clock, logger: logger, counters: counters),
            publicURL: base, isFramed: isFramed)
        routes = SignInRoutes(parts: parts)
        self.counters = counters
    }

    /// Over the store, settings and address that the parts of the service share.
    public init(_ environment: ServiceEnvironment, transport: any HTTPTransport) throws {
        try self.init(
            accounts: environment.store, settings: environment.settings.signIn, publicURL: environment.publicURL,
            isFramed: !environment.settings.server.frameAncestors.isEmpty, transport: transport,
            clock: environment.clock, logger: environment.logger)
    }
}
