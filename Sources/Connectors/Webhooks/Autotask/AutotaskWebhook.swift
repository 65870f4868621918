import Digest
public import Domain

/// Datto Autotask PSA, REST webhooks (TicketWebhooks and TicketNoteWebhooks): header
/// `X-Hook-Signature: sha1=` and Base64 of HMAC-SHA1 over the body.
///
/// Source: Autotask developer help, “Secret key and payload verification”.
public struct AutotaskWebhook: WebhookSource {
    public let name = "autotask"
    private let secrets: SharedSecrets
    private let clients: ClientMap

    public init(secrets: [String], clients: ClientMap = ClientMap()) {
        self.secrets = SharedSecrets(secrets)
        self.clients = clients
    }

    public func verify(_ request: WebhookRequest, now: Timestamp) -> WebhookVerdict {
        let refusal: WebhookRefusal
        switch signature(request) {
        case .success(let code):
            if secrets.made(code, .sha1, over: request.body) { return .accepted }
            if let other = AutotaskEscaping.signedForm(of: request.body),
                secrets.made(code, .sha1, over: other)
            {
                return .accepted
            }
            refusal = .mismatch
        case .failure(let problem): refusal = problem
        }
        // Autotask tells without a dependable signature that it switched a webhook off. Anybody can send that, so it
        // may only make the operator look; an unsigned call that cleared a secret was a published hole
        // (GHSA-hh59-fgrr-93hf).
        return AutotaskPayload.saysDeactivated(request.body) ? .notice(.deactivated) : .refused(refusal)
    }

    private func signature(_ request: WebhookRequest) -> Result<[UInt8], WebhookRefusal> {
        guard let header = request.headers.single("x-hook-signature") else { return .failure(.missing) }
        guard header.hasPrefix("sha1="), let code = Base64.bytes(String(header.dropFirst(5))), code.count == 20 else {
            return .failure(.misshapen)
        }
        return .success(code)
    }

    public func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent] {
        let payload = try AutotaskPayload(request.body)
        let draft = try EventDraft(source: name, key: payload.key, now: now)
        guard let ticket = payload.ticket else { return [draft.ignored()] }
        let id = TicketID(ticket, in: name)
        if payload.deletesTicket { return [try draft.deleted(id, version: payload.version)] }
        // The fields are those the operator subscribed to, under names of their own and without the description: the
        // ticket is read anew.
        return [
            try draft.named(
                id, version: payload.version, client: clients.client(id: payload.company),
                company: payload.company.map(String.init))
        ]
    }
}

extension WebhookRefusal: Error {}
