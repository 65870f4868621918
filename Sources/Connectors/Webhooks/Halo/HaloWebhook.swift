import Digest
public import Domain

/// HaloPSA webhooks (also HaloITSM and Halo Service Desk), with keyed HMAC or Basic authentication.
///
/// Sources: Halo guide “Webhook Integration”; topleft-team/django-psa for the HMAC header; NangoHQ/nango for Basic.
public struct HaloWebhook: WebhookSource {
    public enum Authentication: Hashable, Sendable {
        /// Base64 of HMAC-SHA256 over the body, in the header of that name (`authentication_header` in Halo).
        case hmac(header: String)
        /// User name; the secrets are the passwords.
        case basic(user: String)
    }

    public let name = "halopsa"
    private let secrets: SharedSecrets
    private let authentication: Authentication
    private let clients: ClientMap

    static let mostEvents = 1000

    public init(secrets: [String], authentication: Authentication, clients: ClientMap = ClientMap()) {
        self.secrets = SharedSecrets(secrets)
        self.authentication = authentication
        self.clients = clients
    }

    public func verify(_ request: WebhookRequest, now: Timestamp) -> WebhookVerdict {
        switch authentication {
        case .hmac(let header):
            guard let text = request.headers.single(header.lowercased()) else { return .refused(.missing) }
            guard let code = Base64.bytes(text), code.count == 32 else { return .refused(.misshapen) }
            return secrets.made(code, .sha256, over: request.body) ? .accepted : .refused(.mismatch)
        case .basic: return refusal(by: request.headers).map { .refused($0) } ?? .accepted
        }
    }

    public func refusal(by headers: WebhookHeaders) -> WebhookRefusal? {
        switch authentication {
        case .hmac(let header):
            return headers.single(header.lowercased()) == nil ? .missing : nil
        case .basic(let user):
            guard let header = headers.single("authorization") else { return .missing }
            guard let (name, password) = Self.credentials(header) else { return .misshapen }
            let isUser = ConstantTime.equal(name, user)
            let isPassword = secrets.contain(password)
            return isUser && isPassword ? nil : .mismatch
        }
    }

    /// User and password of RFC 7617: a user name holds no colon, a password may.
    private static func credentials(_ header: String) -> (user: String, password: String)? {
        guard header.utf8.count <= 4096, header.prefix(6).lowercased() == "basic ",
            let bytes = Base64.bytes(header.dropFirst(6).trimmingWhitespace()),
            let text = String(validating: bytes, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { return nil }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    public func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent] {
        let json = try JSONBody(request.body)
        let payloads: [HaloPayload]
        if json.isArray {
            // The guide says that deliveries can be batched, and not how; a list is the likely form.
            payloads = try json.decode([HaloPayload].self)
        } else if json.isObject, json.member("event") == nil, let list = json.member("events") {
            payloads = try json.decode([HaloPayload].self, list)
        } else if json.isObject {
            payloads = [try json.decode(HaloPayload.self)]
        } else {
            throw MalformedPayload("the body is neither an object nor a list of objects")
        }
        guard payloads.count <= Self.mostEvents else { throw MalformedPayload("more than 1000 events in one delivery") }
        guard payloads.count > 1 else { return try payloads.map { try event($0, fallback: request.body, 0, now) } }
        return try payloads.enumerated().map { try event($0.element, fallback: request.body, $0.offset, now) }
    }

    private func event(
        _ payload: HaloPayload, fallback: [UInt8], _ position: Int, _ now: Timestamp
    ) throws -> InboundEvent {
        // An event without an id is named by the delivery's bytes and its place there.
        let key = try payload.id ?? "\(EventKey.make(of: fallback))/\(position)"
        let draft = try EventDraft(source: name, key: key, now: now)
        guard payload.isAboutTicket, let number = payload.ticketNumber else { return draft.ignored() }
        let id = TicketID(number, in: name)
        if payload.isDeletion { return try draft.deleted(id, version: payload.time?.milliseconds) }
        let client = clients.client(id: payload.company)
        let company = payload.company.map(String.init)
        guard let ticket = payload.ticket?.ticket(id, client: client, now: now) else {
            return try draft.named(id, version: payload.time?.milliseconds, client: client, company: company)
        }
        return try draft.changed(ticket, version: ticket.updatedAt ?? payload.time, company: company)
    }
}
