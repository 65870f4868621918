public import Digest
public import Domain

/// ConnectWise PSA (formerly Manage) callbacks: header `x-content-signature`, Base64 of HMAC-SHA256 over the body; the
/// key is SHA-256 of the signing key.
///
/// Sources: ConnectWise developer guide “PSA Callbacks”; NangoHQ/nango and covenanttechnologysolutions/connectwise-rest
/// for the signature.
public struct ConnectWiseWebhook: WebhookSource {
    public enum Keys: Sendable {
        /// Signing keys that the operator looked up.
        case configured([String])
        /// The key is fetched from the address in the payload, where `SigningKeys` allows that.
        case fetched(SigningKeys)
    }

    public let name = "connectwise-psa"
    private let keys: Keys
    private let configured: SharedSecrets
    private let clients: ClientMap

    /// - Throws: `DigestUnavailable` when the cryptographic library fails.
    public init(keys: Keys, clients: ClientMap = ClientMap()) throws(DigestUnavailable) {
        self.keys = keys
        self.clients = clients
        var hashed: [[UInt8]] = []
        if case .configured(let texts) = keys {
            for text in texts { hashed.append(try SHA256Digest.bytes(of: Array(text.utf8))) }
        }
        configured = SharedSecrets(keys: hashed)
    }

    public func verify(_ request: WebhookRequest, now: Timestamp) async -> WebhookVerdict {
        guard let header = request.headers.single("x-content-signature") else { return .refused(.missing) }
        guard let code = Base64.bytes(header), code.count == 32 else { return .refused(.misshapen) }
        switch keys {
        case .configured:
            return configured.made(code, .sha256, over: request.body) ? .accepted : .refused(.mismatch)
        case .fetched(let keys):
            // Here a part of the body has to be read before it is known to be genuine: where the key stands.
            guard let text = ConnectWisePayload.keyURL(in: request.body) else { return .refused(.untrustedKey) }
            return await keys.judge(code, over: request.body, keyURL: text, from: request.peer, now: now)
        }
    }

    public func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent] {
        let payload = try ConnectWisePayload(request.body)
        let draft = try EventDraft(
            source: name, key: payload.messageID ?? EventKey.make(of: request.body), now: now)
        guard payload.isTicket, let number = payload.number else { return [draft.ignored()] }
        let id = TicketID(number, in: name)
        switch payload.action {
        case "deleted": return [try draft.deleted(id, version: payload.entity?.lastUpdated?.milliseconds)]
        case "added", "updated": break
        default: return [draft.ignored()]
        }
        guard let entity = payload.entity else {
            return [try draft.named(id, version: nil, client: nil, company: nil)]
        }
        let client = clients.client(id: entity.company, identifier: entity.companyIdentifier)
        let company = entity.company.map(String.init)
        guard let ticket = entity.ticket(id, client: client, now: now) else {
            return [
                try draft.named(
                    id, version: entity.lastUpdated?.milliseconds, client: client, company: company)
            ]
        }
        return [try draft.changed(ticket, version: entity.lastUpdated, company: company)]
    }
}
