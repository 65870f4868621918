import Connectors
import Domain
import Testing

@Suite("Mail through the webhook")
struct MailWebhookTests {
    private func events(_ headers: [String], body: String = "Hello") throws -> [InboundEvent] {
        let text = (headers + ["", body]).joined(separator: "\r\n")
        return try MailWebhook(secrets: []).events(
            in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: Array(text.utf8)),
            now: SampleCall.now)
    }

    private func event(_ headers: [String], body: String = "Hello") throws -> InboundEvent {
        try #require(try events(headers, body: body).first)
    }

    @Test func newMail() throws {
        let event = try #require(try SampleCall.load("email-new").events().first)
        #expect(event.action == .changed && event.lane == "@harbordental.example.com")
        #expect(event.ticketID?.rawValue.hasPrefix("email:") == true && event.key.hasPrefix("8f31c0@"))
        let ticket = try event.decodedTicket()
        #expect(ticket.bodyFormat == .mime && ticket.subject == "Scanner at the front desk")
        #expect(ticket.requester.email == "tomas.sample@harbordental.example.com" && ticket.clientID == nil)
    }

    @Test("A reply belongs to its conversation; one from another domain does not")
    func threads() throws {
        let first = try event(["From: a@x.example", "Message-ID: <1@x.example>"])
        let reply = try event([
            "From: b@x.example", "Message-ID: <2@x.example>", "References: <1@x.example> <1b@x.example>",
            "In-Reply-To: <1b@x.example>",
        ])
        let answer = try event(["From: a@x.example", "Message-ID: <3@x.example>", "In-Reply-To: <1@x.example>"])
        let stranger = try event(["From: m@evil.example", "Message-ID: <4@evil.example>", "References: <1@x.example>"])
        #expect(first.ticketID == reply.ticketID && first.ticketID == answer.ticketID)
        #expect(stranger.ticketID != first.ticketID)
        #expect(Set([first.key, reply.key, answer.key, stranger.key]).count == 4)
    }

    @Test("The same message by two ways is one delivery; an appliance with one id for all its mails is not swallowed")
    func keys() throws {
        let headers = ["From: a@x.example", "Message-ID: <1@x.example>", "Date: Thu, 10 Sep 2026 14:00:00 +0000"]
        let first = try event(headers)
        let other = try event(["Received: from elsewhere by mx; Thu, 10 Sep 2026 14:00:05 +0000"] + headers)
        #expect(first.key == other.key)
        let next = try event(Array(headers.prefix(2)) + ["Date: Thu, 10 Sep 2026 15:00:00 +0000"])
        #expect(first.key != next.key)
        let without = try event(["From: a@x.example"])
        #expect(without.key.hasPrefix("sha256:"))
        let long = try event(["From: a@x.example", "Message-ID: <\(String(repeating: "y", count: 900))@x.example>"])
        #expect(long.key.utf8.count <= 256)
    }

    @Test(
        "Loops are ignored, alerts are not",
        arguments: [
            ("Auto-Submitted: auto-replied", true), ("Auto-Submitted: auto-replied; owner-email=\"x\"", true),
            ("Precedence: bulk", true), ("Precedence: junk", true), ("X-Loop: support@bluewater.example.com", true),
            ("Auto-Submitted: auto-generated", false), ("Auto-Submitted: no", false), ("X-Priority: 1", false),
        ])
    func loops(_ header: String, _ isIgnored: Bool) throws {
        let event = try event(["From: a@x.example", "Message-ID: <1@x.example>", header])
        #expect((event.action == .ignored) == isIgnored)
    }

    @Test("A large message is kept as its text, without what is attached")
    func large() throws {
        let attachment = String(repeating: "QUJDREVGR0g=\r\n", count: 40_000)
        let body = """
            --b\r
            Content-Type: text/plain\r
            \r
            the text\r
            --b\r
            Content-Type: application/octet-stream; name=x.bin\r
            Content-Transfer-Encoding: base64\r
            \r
            \(attachment)\r
            --b--\r

            """
        let event = try event(
            [
                "From: a@x.example", "Message-ID: <1@x>", "MIME-Version: 1.0",
                "Content-Type: multipart/mixed; boundary=b",
            ],
            body: body)
        let ticket = try event.decodedTicket()
        #expect(ticket.bodyFormat == .text && ticket.body.trimmingWhitespace() == "the text")
    }

    @Test("A sender's clock is believed about the past alone")
    func dates() throws {
        let past = try event(["From: a@x.example", "Date: Wed, 9 Sep 2026 10:00:00 +0000"]).decodedTicket()
        #expect(past.createdAt == Timestamp("2026-09-09T10:00:00Z"))
        let future = try event(["From: a@x.example", "Date: Fri, 9 Sep 2033 10:00:00 +0000"]).decodedTicket()
        #expect(future.createdAt == SampleCall.now)
    }

    @Test("Not mail", arguments: ["", "hello", "{\"a\":1}", "\u{0}\u{1}", "Subject: nobody sent it\r\n\r\nx"])
    func notMail(_ text: String) {
        #expect(throws: MalformedPayload.self) {
            try MailWebhook(secrets: []).events(
                in: WebhookRequest(headers: WebhookHeaders([(String, String)]()), body: Array(text.utf8)),
                now: SampleCall.now)
        }
    }
}
