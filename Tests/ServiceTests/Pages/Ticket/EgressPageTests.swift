import Domain
import Storage
import Testing

@testable import Service

@Suite struct EgressPageTests {
    private static let body = """
        {"model":"m","messages":[{"role":"system","content":"Answer."},{"role":"user","content":"PERSON_1 on HOST_2B says <b>hi</b>\\nKey: [secret removed: password]"}]}
        """

    private func receipt(_ stage: PageStage, _ ticket: TicketID, _ client: ClientID) async throws -> EgressReceipt {
        try await stage.store.record(
            EgressEntry(
                at: TicketWorld.start, ticketID: ticket, clientID: client, endpoint: "https://model.example.com/v1",
                body: Array(Self.body.utf8), redacted: ["person": 1, "host": 1]))
    }

    @Test func showsTheExactBytesWithBoxes() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let receipt = try await receipt(stage, "t-1", TicketWorld.a)
            try await stage.draft("t-1", TicketWorld.a) { record in
                record.egress = [receipt]
                record.usage = .init(inputTokens: 1200, outputTokens: 80, cost: 0.25)
            }
            var browser = try await stage.browser()
            let ticket = try await browser.get("/tickets/t-1?tab=egress")
            #expect(ticket.text.contains("/tickets/t-1/egress/\(receipt.receipt)"))
            #expect(ticket.text.contains(receipt.sha256))
            #expect(ticket.text.contains("cost 0.2500"))
            let page = try await browser.get("/tickets/t-1/egress/\(receipt.receipt)")
            #expect(page.status == 200)
            for part in [
                "<span class=\"withheld\" title=\"withheld\">PERSON_1</span> on <span class=\"withheld\" title=\"withheld\">HOST_2B</span> says &lt;b&gt;hi",
                "<span class=\"withheld\" title=\"withheld\">[secret removed: password]</span>", "host × 1, person × 1",
                "https://model.example.com/v1", receipt.sha256, "&quot;role&quot;:&quot;system&quot;",
            ] { #expect(page.text.contains(part), "\(part)") }
            let looks = try stage.store.auditEntries(AuditFilter(act: "egress_body_viewed"), limit: 10)
            #expect(looks.map(\.object) == ["receipt:\(receipt.receipt)"])
        }
    }

    @Test func aReceiptOfAnotherTicketIsNotThere() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let own = try await receipt(stage, "t-1", TicketWorld.a)
            let other = try await receipt(stage, "t-2", TicketWorld.a)
            var browser = try await stage.browser()
            #expect(try await browser.get("/tickets/t-1/egress/\(own.receipt)").status == 200)
            #expect(try await browser.get("/tickets/t-1/egress/\(other.receipt)").status == 404)
            #expect(try await browser.get("/tickets/t-2/egress/\(own.receipt)").status == 404)
            var reader = try await stage.browser(.reader)
            #expect(try await reader.get("/tickets/t-1/egress/\(own.receipt)").status == 403)
            #expect(try stage.store.auditEntries(AuditFilter(act: "egress_body_viewed"), limit: 10).count == 1)
        }
    }

    /// An earlier ticket that the bytes quote has become another client's.
    @Test func bytesThatQuoteWhatHasMovedAreNotShown() async throws {
        try await PageStage.run(records: TicketWorld.records) { stage in
            let receipt = try await stage.store.record(
                EgressEntry(
                    at: TicketWorld.start, ticketID: "t-1", clientID: TicketWorld.a,
                    endpoint: "https://model.example.com/v1", body: Array(Self.body.utf8), cases: ["case"])
            ).receipt
            func move(to client: ClientID) throws {
                var batch = ImportBatch()
                let ticket = Ticket(
                    id: "case", clientID: client, subject: "Case", body: "Case", createdAt: TicketWorld.start)
                batch.tickets = [StoredTicket(ticket: ticket, subject: "Case", text: "Case", entities: [])]
                _ = try stage.store.write(batch)
            }
            try move(to: TicketWorld.a)
            var lead = try await stage.browser(.lead, clients: [TicketWorld.a])
            let path = "/ledger/egress/\(receipt)?bytes=shown"
            #expect(try await lead.get("/tickets/t-1/egress/\(receipt)").status == 200)
            #expect(try await lead.get(path).text.contains("PERSON_1"))
            try move(to: TicketWorld.b)
            #expect(try await lead.get("/tickets/t-1/egress/\(receipt)").status == 404)
            let walled = try await lead.get(path)
            #expect(walled.text.contains("The bytes are not shown") && !walled.text.contains("PERSON_1"))
            var admin = try await stage.browser(.admin)
            #expect(try await admin.get(path).text.contains("PERSON_1"))
        }
    }

    @Test(arguments: [
        ("PERSON_1", ["PERSON_1"]), ("xPERSON_1", []), ("PERSON_", []), ("HOST_12ab", ["HOST_12"]),
        ("[secret removed: token] x", ["[secret removed: token]"]),
        ("[secret removed: " + String(repeating: "x", count: 200), []),
        ("IP_1,MAC_2", ["IP_1", "MAC_2"]), ("", []), ("ü[é]", []), (#"a\nHOST_1"#, ["HOST_1"]),
    ])
    func findsWhatStandsForWithheldText(text: String, found: [String]) {
        let bytes = Array(text.utf8)
        #expect(WithheldMarks.ranges(in: bytes[...]).map { String(decoding: bytes[$0], as: UTF8.self) } == found)
    }
}
