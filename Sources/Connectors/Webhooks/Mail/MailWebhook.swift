import Digest
public import Domain
import Normalization

/// Mail as it comes from an MTA's pipe: the request's body is the whole message (RFC 5322), a bearer token lets it in.
public struct MailWebhook: WebhookSource {
    public let name = "email"
    private let secrets: SharedSecrets

    /// A larger message is kept as its decoded text, without its attachments.
    static let largestWholeMessage = 256 << 10

    public init(secrets: [String]) {
        self.secrets = SharedSecrets(secrets)
    }

    public func refusal(by headers: WebhookHeaders) -> WebhookRefusal? {
        guard let header = headers.single("authorization") else { return .missing }
        guard header.utf8.count <= 4096, header.prefix(7).lowercased() == "bearer " else { return .misshapen }
        return secrets.contain(String(header.dropFirst(7))) ? nil : .mismatch
    }

    public func verify(_ request: WebhookRequest, now: Timestamp) -> WebhookVerdict {
        refusal(by: request.headers).map { .refused($0) } ?? .accepted
    }

    public func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent] {
        let mail: MailMessage
        do {
            mail = try MailParser().parse(request.body)
        } catch let problem as Problem {
            throw MalformedPayload(problem.what)
        }
        guard mail.fromAddress != nil || mail.messageID != nil else {
            throw MalformedPayload("the message has neither a sender nor a Message-ID")
        }
        let draft = try EventDraft(source: name, key: try key(mail, request.body), now: now)
        guard !mail.mayLoop else { return [draft.ignored()] }
        return [try draft.changed(try ticket(mail, request.body, now: now), version: nil)]
    }

    /// The Message-ID, which stays the same when a message comes by two ways. Some appliances use one id for all their
    /// mails, and a stranger may choose one: sender, date and subject are part of the key, so that only the same message
    /// counts as a repetition.
    private func key(_ mail: MailMessage, _ body: [UInt8]) throws -> String {
        guard let id = mail.messageID.nonBlank else { return try EventKey.make(of: body) }
        var digest = try FieldDigest(domain: "sidenote mail 1")
        try digest.add(mail.fromAddress)
        try digest.add(mail.date?.milliseconds)
        try digest.add(mail.subject)
        let short = Hexadecimal.text(Array(try digest.finalize().prefix(8)))
        return id.utf8.count <= 200 ? "\(id)#\(short)" : "\(try SHA256Digest.hex(of: id))#\(short)"
    }

    private func ticket(_ mail: MailMessage, _ body: [UInt8], now: Timestamp) throws -> Ticket {
        var ticket = Ticket(
            id: try ticketID(mail, body), subject: mail.subject, body: "", createdAt: sentAt(mail, now) ?? now,
            updatedAt: now, requester: Ticket.Requester(name: mail.fromName, email: mail.fromAddress))
        if body.count <= Self.largestWholeMessage, let whole = String(validating: body, as: UTF8.self) {
            ticket.body = whole
            ticket.bodyFormat = .mime
        } else {
            ticket.body = mail.body
            ticket.bodyFormat = mail.bodyFormat
        }
        return ticket
    }

    /// One ticket for a conversation, named by the message that began it.
    ///
    /// The headers that say so are the sender's to choose. Whoever has seen a message's id could otherwise put their own
    /// text in the place of another client's ticket; so the sender's mail domain is part of the name, and a reply from
    /// another domain is a ticket of its own.
    private func ticketID(_ mail: MailMessage, _ body: [UInt8]) throws -> TicketID {
        var digest = try FieldDigest(domain: "sidenote mail thread 1")
        if let root = mail.threadRoot ?? mail.messageID.nonBlank {
            try digest.add(root)
        } else {
            try digest.add(body)
        }
        try digest.add(mail.fromAddress?.split(separator: "@").last.map { $0.lowercased() })
        return TicketID("email:" + Hexadecimal.text(Array(try digest.finalize().prefix(16))))
    }

    /// The sender's clock where it can be right.
    private func sentAt(_ mail: MailMessage, _ now: Timestamp) -> Timestamp? {
        mail.date.flatMap { $0 <= now ? $0 : nil }
    }
}
