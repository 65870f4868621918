import Digest
public import Domain

/// Any system that signs as Standard Webhooks says (https://www.standardwebhooks.com, specification 1.0.0): headers
/// `webhook-id`, `webhook-timestamp`, `webhook-signature`; HMAC-SHA256 over `id.timestamp.body`.
public struct GenericWebhook: WebhookSource {
    public let name = "generic"
    private let secrets: [StandardWebhookSecret]

    /// How far the time of signing may lie from now, in seconds and both ways.
    static let tolerance: Int64 = 300
    private static let mostSignatures = 16

    public init(secrets: [StandardWebhookSecret]) {
        self.secrets = secrets
    }

    public func verify(_ request: WebhookRequest, now: Timestamp) -> WebhookVerdict {
        guard let id = request.headers.single("webhook-id"), let time = request.headers.single("webhook-timestamp"),
            let list = request.headers.single("webhook-signature")
        else { return .refused(.missing) }
        guard Self.isSound(id), let seconds = Self.seconds(time) else { return .refused(.misshapen) }
        let parts = list.split(separator: " ", maxSplits: Self.mostSignatures)
        // Signatures of other versions (`v1a`) are none of ours and prove nothing.
        let signatures = parts.prefix(Self.mostSignatures).filter { $0.hasPrefix("v1,") }
            .compactMap { Base64.bytes(String($0.dropFirst(3))) }
        guard !signatures.isEmpty else { return .refused(.misshapen) }
        guard abs(now.seconds(since: Timestamp(seconds: seconds))) <= Self.tolerance else { return .refused(.stale) }

        var message = Array("\(id).\(time).".utf8)
        message.reserveCapacity(message.count + request.body.count)
        message.append(contentsOf: request.body)
        var isValid = false
        for secret in secrets {
            guard let code = try? HMAC.code(.sha256, key: secret.key, message: message) else { continue }
            for signature in signatures where ConstantTime.equal(code, signature) { isValid = true }
        }
        return isValid ? .accepted : .refused(.mismatch)
    }

    public func events(in request: WebhookRequest, now: Timestamp) throws -> [InboundEvent] {
        let draft = try EventDraft(source: name, key: request.headers.single("webhook-id") ?? "", now: now)
        let payload = try GenericPayload(request.body)
        let sent = request.headers.single("webhook-timestamp").flatMap(Self.seconds).map(Timestamp.init(seconds:))
        let time = payload.timestamp ?? sent
        switch payload.content {
        case .changed(let ticket, let json):
            return [try draft.changed(ticket, json: json, version: ticket.updatedAt ?? time)]
        case .deleted(let id):
            return [try draft.deleted(id, version: time?.milliseconds)]
        case .other:
            return [draft.ignored()]
        }
    }

    /// Visible ASCII without the full stop, which joins the signed parts: with it, one signed text could be read as
    /// another id, time and body.
    private static func isSound(_ id: String) -> Bool {
        (1...EventKey.longest).contains(id.utf8.count)
            && id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ".") }
    }

    /// Digits alone: a sign or a fraction would be another spelling of the same time.
    private static func seconds(_ text: String) -> Int64? {
        guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }
}
