import Connectors
import Domain
import Testing

@Suite("Malformed bodies")
struct MalformedTests {
    private static func nested(_ depth: Int, _ open: String = "[", _ close: String = "]") -> String {
        "{\"type\":\"ticket.created\",\"data\":" + String(repeating: open, count: depth) + "1"
            + String(repeating: close, count: depth) + "}"
    }

    static let bodies: [(String, String)] = [
        ("", "is empty"), ("   \n", "is empty"), ("null", "not a JSON object"), ("[]", "not a JSON object"),
        ("\"text\"", "not a JSON object"), ("{", "cut off"), ("{\"type\"", "cut off"), ("{\"type\":", "cut off"),
        ("{\"type\":\"ticket.created\"", "cut off"), ("{\"type\":\"ticket.created\"}", "“data” is missing"),
        ("{}", "“type” is missing"), ("{\"type\":7}", "“type” is missing"),
        ("{\"type\":\"ticket.created\",}", "not valid JSON"), ("{type:1}", "not valid JSON"),
        ("{\"a\":01}", "not valid JSON"), ("{\"a\":1}x", "not valid JSON"), ("{\"a\":nul}", "not valid JSON"),
        ("{\"a\":\"\\x\"}", "not valid JSON"), ("{\"a\":\"\\u12g4\"}", "not valid JSON"),
        ("{\"a\":1e400}", "too large"), ("{\"a\":\(String(repeating: "9", count: 70))}", "too large"),
        ("{\"a\":\"b\nc\"}", "control character"), ("{\"a\":\"b\0c\"}", "control character"), ("\0", "not valid JSON"),
        (nested(64), "nests deeper"), (nested(64, "{\"a\":", "}"), "nests deeper"),
        (nested(62), "“data” is not an object"),
        ("{\"type\":\"ticket.created\",\"data\":7}", "“data” is not an object"),
        ("{\"type\":\"ticket.created\",\"data\":{}}", "“id” is missing"),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":\"\",\"created_at\":\"2026-01-01\"}}", "“id” is missing"),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":{},\"created_at\":\"2026-01-01\"}}", "“id” is neither"),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":99999999999999999999}}", "“id” is neither"),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":\"T\"}}", "“created_at” is missing"),
        (
            "{\"type\":\"ticket.created\",\"data\":{\"id\":\"T\",\"created_at\":\"yesterday\"}}",
            "“created_at” cannot be read"
        ),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":\"T\",\"created_at\":\"2026-01-01\",\"notes\":7}}", "“notes"),
        ("{\"type\":\"ticket.created\",\"data\":{\"id\":\"email:1\",\"created_at\":\"2026-01-01\"}}", "another source"),
        ("{\"type\":\"ticket.created\",\"timestamp\":\"03/04/2026\",\"data\":{}}", "cannot be read"),
    ]

    @Test("The reason is told in words and quotes nothing", arguments: bodies)
    func generic(_ body: String, _ reason: String) throws {
        let request = WebhookRequest(headers: WebhookHeaders([("webhook-id", "m")]), body: Array(body.utf8))
        let error = #expect(throws: MalformedPayload.self) {
            try GenericWebhook(secrets: []).events(in: request, now: SampleCall.now)
        }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
        #expect(error?.reason.contains("yesterday") == false)
    }

    @Test("A million brackets cost no stack", arguments: ["[", "{\"a\":", "[{\"a\":["])
    func bottomless(_ open: String) {
        let body = Array(String(repeating: open, count: 1_000_000).utf8)
        for source in sources where source.name != "email" {
            #expect(throws: MalformedPayload.self, "\(source.name)") {
                try source.events(
                    in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: body), now: SampleCall.now)
            }
        }
    }

    @Test(
        "Bytes that are no UTF-8",
        arguments: [[0xFF], [0x7B, 0x22, 0xC3, 0x28, 0x22, 0x3A, 0x31, 0x7D], [0xED, 0xA0, 0x80]])
    func encoding(_ bytes: [UInt8]) {
        for source in sources {
            #expect(throws: MalformedPayload.self) {
                try source.events(
                    in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: bytes), now: SampleCall.now)
            }
        }
    }

    @Test(
        "Vendors: bodies that are JSON and no delivery",
        arguments: [
            "{}", "7", "{\"Action\":\"added\"}", "{\"Action\":\"added\",\"Type\":\"ticket\"}",
            "{\"Action\":\"added\",\"Type\":\"ticket\",\"ID\":\"x\"}",
            "{\"Action\":\"added\",\"Type\":\"ticket\",\"ID\":1,\"Entity\":7}",
            "{\"Action\":\"added\",\"Type\":\"ticket\",\"ID\":1,\"Entity\":\"{\"}",
            "{\"Action\":\"added\",\"Type\":\"ticket\",\"ID\":1,\"Entity\":\"[]\"}",
            "{\"Action\":\"Create\",\"EntityType\":\"Ticket\"}", "[7]", "[{}]", "{\"event\":null}",
        ])
    func vendors(_ body: String) {
        for source in sources {
            #expect(throws: MalformedPayload.self, "\(source.name)") {
                try source.events(
                    in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: Array(body.utf8)),
                    now: SampleCall.now)
            }
        }
    }

    @Test("An entity inside a text may not nest deeper either")
    func deepEntity() throws {
        let deep = String(repeating: "[", count: 100_000)
        let body =
            "{\"MessageId\":\"m\",\"Action\":\"added\",\"Type\":\"ticket\",\"ID\":1,\"Entity\":\"{\\\"a\\\":\(deep)\"}"
        #expect(throws: MalformedPayload.self) {
            try ConnectWiseWebhook(keys: .configured([])).events(
                in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: Array(body.utf8)),
                now: SampleCall.now)
        }
    }

    private var sources: [any WebhookSource] {
        [
            AutotaskWebhook(secrets: []), HaloWebhook(secrets: [], authentication: .hmac(header: "Token")),
            MailWebhook(secrets: []), GenericWebhook(secrets: []),
        ] + ((try? ConnectWiseWebhook(keys: .configured([]))).map { [$0 as any WebhookSource] } ?? [])
    }
}
