import Connectors
import Domain
import Foundation

/// A call of `Fixtures/webhooks`.
struct SampleCall: Decodable {
    var source: String
    var secret: String?
    var headers: [String: String]
    var alternativeHeaders: [String: String]?
    var body: String

    enum CodingKeys: String, CodingKey {
        case source, secret, headers, body
        case alternativeHeaders = "alternative_headers"
    }

    static let names = [
        "generic-created", "connectwise-psa-added", "connectwise-psa-updated", "connectwise-psa-deleted",
        "autotask-create", "autotask-update", "autotask-note", "halopsa-new", "halopsa-event-only", "email-new",
    ]

    /// Two seconds after `generic-created` was signed.
    static let now = Timestamp("2026-09-10T15:02:15Z") ?? Timestamp(milliseconds: 0)

    static func load(_ name: String) throws -> SampleCall {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("Fixtures/webhooks/\(name).json")
        return try JSONDecoder().decode(SampleCall.self, from: Data(contentsOf: file))
    }

    var bytes: [UInt8] { Array(body.utf8) }

    var request: WebhookRequest { request(headers: headers) }

    func request(headers: [String: String]) -> WebhookRequest {
        WebhookRequest(headers: WebhookHeaders(headers.map { ($0.key, $0.value) }), body: bytes)
    }

    /// The source that knows these secrets.
    func receiver(secrets: [String]? = nil, clients: ClientMap = ClientMap()) throws -> any WebhookSource {
        let secrets = secrets ?? [secret ?? ""]
        switch source {
        case "generic": return GenericWebhook(secrets: try secrets.map { try StandardWebhookSecret($0) })
        case "connectwise-psa": return try ConnectWiseWebhook(keys: .configured(secrets), clients: clients)
        case "autotask": return AutotaskWebhook(secrets: secrets, clients: clients)
        case "halopsa":
            return HaloWebhook(secrets: secrets, authentication: .hmac(header: "Token"), clients: clients)
        default: return MailWebhook(secrets: secrets)
        }
    }

    func events(clients: ClientMap = ClientMap()) throws -> [InboundEvent] {
        try receiver(clients: clients).events(in: request, now: Self.now)
    }
}

extension InboundEvent {
    func decodedTicket() throws -> Ticket {
        try JSONDecoder().decode(Ticket.self, from: Data(ticket ?? []))
    }
}

/// A generator of which a seed tells everything (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
