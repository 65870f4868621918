public import CurlTransport
import Digest
import Domain
import Logging
import Settings
import Storage

/// Signing in over HTTP, put together: the middleware that recognises callers and the routes that make sessions.
///
/// Add `authentication` to the router before the routes whose callers it is to recognise.
public struct SignIn: Sendable {
    public let authentication: AuthenticationMiddleware
    public let routes: SignInRoutes
    public let counters: SignInCounters

    /// Over the store, settings and address that the parts of the service share.
    ///
    /// - Parameter transport: For calls to the OpenID provider.
    /// - Throws: `Problem` when the provider's settings cannot be used or its client secret cannot be read;
    ///   `DigestUnavailable` when the system gives no randomness.
    public init(_ environment: ServiceEnvironment, transport: any HTTPTransport) throws {
        let (accounts, settings) = (environment.store, environment.settings.signIn)
        let (clock, logger) = (environment.clock, environment.logger)
        let isFramed = !environment.settings.server.frameAncestors.isEmpty
        let publicURL = environment.publicURL
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
            limits: try AttemptLimits(), passwords: try PasswordWorker(), flow: flow,
            kit: try PageKit(environment), counters: counters,
            publicURL: base, isFramed: isFramed, auditKey: try RandomBytes.make(32), clock: clock, logger: logger)
        authentication = AuthenticationMiddleware(
            authenticator: Authenticator(
                accounts: accounts, idleSeconds: settings.idleSeconds, clock: clock, logger: logger, counters: counters),
            publicURL: base, isFramed: isFramed)
        routes = SignInRoutes(parts: parts)
        self.counters = counters
    }
}
