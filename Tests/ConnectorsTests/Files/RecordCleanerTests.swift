import Domain
import Testing

@testable import Connectors

@Suite struct RecordCleanerTests {
    private let password = "Password: Xk9-EXAMPLE-ONLY"

    @Test(arguments: [BodyFormat.text, .html, .markdown, .mime])
    func noTicketKeepsASecret(_ format: BodyFormat) {
        let bodies: [BodyFormat: String] = [
            .text: "Hello\n\(password)\n", .html: "<p>Hello</p><p>Pass<b>word</b>: Xk9-EXAMPLE-ONLY</p>",
            .markdown: "Hello\n\n**Password:** Xk9-EXAMPLE-ONLY\n",
            .mime:
                "From: Jo <jo@example.com>\nSubject: x\nDate: Mon, 14 Sep 2026 15:05:00 +0200\n\nHello\n\n\(password)\n",
        ]
        let ticket = Ticket(
            id: "1", subject: password, body: bodies[format] ?? "", bodyFormat: format,
            createdAt: Timestamp(seconds: 0), notes: [Ticket.Note(id: "n", body: password)], resolution: password)
        let (stored, findings) = RecordCleaner.standard.ticket(ticket)
        #expect(!"\(stored)".contains("Xk9"))
        #expect(stored.text.contains("Hello"))
        #expect(stored.ticket.body.contains("Hello"))
        #expect(stored.ticket.bodyFormat == .text)
        #expect((findings["password"] ?? 0) >= 3)
    }

    @Test func invisibleCharactersDoNotHideASecret() {
        let ticket = Ticket(
            id: "1", subject: "s", body: "Hello\nPass\u{200B}word: Xk9-EXAMPLE-ONLY", createdAt: Timestamp(seconds: 0))
        #expect(!"\(RecordCleaner.standard.ticket(ticket).0)".contains("Xk9"))
    }

    @Test func aMailNamesItsRequester() {
        let ticket = Ticket(
            id: "1", subject: "", body: "From: Jo <jo@example.com>\nSubject: Printer\n\nIt is broken.\n",
            bodyFormat: .mime, createdAt: Timestamp(seconds: 0))
        let stored = RecordCleaner.standard.ticket(ticket).0
        #expect(stored.ticket.requester.email == "jo@example.com")
        #expect(stored.ticket.subject == "Printer")
    }

    @Test func documentsAndDevicesAreScrubbed() {
        let document = Document(id: "1", title: "t", body: "# VPN\n\n- \(password)\n", bodyFormat: .markdown)
        let (stored, findings) = RecordCleaner.standard.document(document)
        #expect(!"\(stored)".contains("Xk9"))
        #expect(stored.text.contains("# VPN"))
        #expect(findings == ["password": 1])
        let device = Device(id: "1", clientID: "c", hostname: "H", notes: password)
        #expect(!"\(RecordCleaner.standard.device(device).0)".contains("Xk9"))
    }
}
