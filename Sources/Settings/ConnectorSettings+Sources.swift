import Connectors
public import CurlTransport
public import Domain
import LanguageModel

extension ConnectorSettings {
    /// What reads tickets, by source, and what the operator should know.
    public struct Sources: Sendable {
        public var byName: [String: any TicketSource] = [:]
        /// For example that other users of the machine can read a secret.
        public var warnings: [Problem] = []
    }

    /// Reads the credentials of every configured system; calls none of them yet.
    ///
    /// - Parameter environment: the value of a variable; by default that of this process.
    /// - Throws: `Problem` naming the setting or the secret's place, never the secret.
    public func sources(
        transport: any HTTPTransport, clock: any Clock = SystemClock(), environment: ((String) -> String?)? = nil
    ) throws(Problem) -> Sources {
        var sources = Sources()
        func secret(_ place: SecretSource) throws(Problem) -> String {
            let list =
                if let environment {
                    try place.readSeveral(minimum: 8, environment: environment)
                } else {
                    try place.readSeveral(minimum: 8)
                }
            guard list.secrets.count == 1, let secret = list.secrets.first else {
                throw Problem("there is more than one secret", place: place.name, remedy: "Leave the one in force")
            }
            sources.warnings += list.warnings
            return secret.reveal()
        }
        func map(_ source: WebhookSettings.Source) -> ClientMap { ClientMap(clients[source] ?? [:]) }
        if let connectWise {
            sources.byName[ConnectWiseTickets.name] = try ConnectWiseTickets(
                .init(
                    site: connectWise.site, company: connectWise.company, publicKey: connectWise.publicKey,
                    privateKey: try secret(connectWise.privateKey), clientID: connectWise.clientID,
                    codebase: connectWise.codebase, version: connectWise.version, clients: map(.connectWise)),
                transport: transport, clock: clock)
        }
        if let autotask {
            sources.byName[AutotaskTickets.name] = try AutotaskTickets(
                .init(
                    user: autotask.user, secret: try secret(autotask.secret),
                    integrationCode: try secret(autotask.integrationCode), discovery: autotask.discoveryURL,
                    clients: map(.autotask)),
                transport: transport, clock: clock)
        }
        if let halo {
            sources.byName[HaloTickets.name] = try HaloTickets(
                .init(
                    url: halo.url, authURL: halo.authURL, tenant: halo.tenant, clientID: halo.clientID,
                    clientSecret: try secret(halo.clientSecret), clients: map(.halo)),
                transport: transport, clock: clock)
        }
        return sources
    }
}
