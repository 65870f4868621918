import Connectors
import Domain
import ScriptedServer
import Testing

@Suite("Tickets read from HaloPSA")
struct HaloTicketsTests {
    private let vendor = PSAVendor.halo

    @Test func ticketActionsAndAssets() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake, clients: ["21": "hdg", "1": "nobody"])
            let ticket = try #require(try await source.ticket(vendor.known))
            #expect(ticket.id == "halopsa:12418" && ticket.clientID == "hdg" && ticket.type == "Incident")
            #expect(ticket.subject == "Front desk cannot print appointment cards" && ticket.bodyFormat == .text)
            #expect(ticket.requester == .init(name: "Dana Whitfield", email: "dana.whitfield@harbordental.example.com"))
            // 1900-01-01 is “never”.
            #expect(ticket.closedAt == nil && ticket.createdAt == Timestamp("2026-09-11T09:12:44.717Z"))
            #expect(ticket.deviceIDs == ["halopsa:1282", "halopsa:1287"])
            // Oldest first; the first mail is the ticket itself.
            #expect(ticket.notes.map(\.id) == ["2", "3", "devices"])
            #expect(ticket.notes.map(\.visibility) == [.internal, .public, .internal])
            #expect(ticket.notes.map(\.authorKind) == [.technician, .technician, .system])
            #expect(ticket.notes[0].author == "Tess Kovac")
            #expect(ticket.notes[2].body == "Devices linked to the ticket: HDG-FRONT01, HDG-PRN-FRONT1")
        }
    }

    @Test func closedAndFromAStranger() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake, clients: ["21": "hdg", "1": "nobody"])
            let closed = try #require(try await source.ticket(vendor.id(12402)))
            #expect(closed.closedAt == Timestamp("2026-09-11T08:40:00.39Z"))
            let stranger = try #require(try await source.ticket(vendor.id(12441)))
            #expect(stranger.clientID == nil && stranger.requester.email == "ceo.office@mail.example.net")
            #expect(try await source.ticket(vendor.id(12422))?.deviceIDs.count == 2)
            #expect(try await source.ticket(vendor.id(7)) == nil)
        }
    }

    @Test func whoWroteAnActionAndWhoMaySeeIt() async throws {
        let script = try vendor.script { seen, _ in
            guard seen.path.hasPrefix("/api/Actions") else { return nil }
            return .json(
                #"""
                {"actions": [
                 {"ticket_id": 12418, "id": 1, "who": "Unassigned", "who_type": 1, "who_agentid": 1, "note": "a"},
                 {"ticket_id": 12418, "id": 2, "who_agentid": 6, "note": "b", "hiddenfromuser": null},
                 {"ticket_id": 12418, "id": 3, "emaildirection": "I", "note_html": "<p>c</p>", "hiddenfromuser": false},
                 {"ticket_id": 12418, "id": 4, "who_agentid": 6, "note": " "},
                 {"ticket_id": 99, "id": 1, "who_agentid": 6, "note": "another ticket's"}]}
                """#)
        }
        try await FakeVendor.run(script) { fake in
            let notes = try #require(try await vendor.source(fake).ticket(vendor.known)).notes.filter {
                $0.id != "devices"
            }
            #expect(notes.map(\.authorKind) == [.system, .technician, .requester])
            #expect(notes.map(\.visibility) == [.internal, .internal, .public])
            #expect(notes[2].bodyFormat == .html)
        }
    }

    @Test func oneTokenServesAllAndIsAskedForAsDocumented() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { _ = try await source.ticket(vendor.known) } }
                try await group.waitForAll()
            }
            let calls = fake.seen.filter { $0.path.hasPrefix("/auth/token") }
            #expect(calls.count == 1 && calls[0].method == "POST" && calls[0].path == "/auth/token?tenant=bluewater")
            #expect(
                calls[0].text
                    == "grant_type=client_credentials&client_id=client-1&client_secret=haloSecret%2B%2F%3D77&scope=all")
            #expect(
                fake.seen.filter { $0.path.hasPrefix("/api/") }.allSatisfy {
                    $0.headers["authorization"] == "Bearer \(PSAVendor.token)"
                })
        }
    }

    @Test func aTokenThatIsRefusedIsRenewedOnce() async throws {
        let script = try vendor.script { seen, vendor in
            if seen.path.hasPrefix("/auth/token") {
                return .json(#"{"access_token":"token\#(vendor.count("/auth/token"))","expires_in":"3600"}"#)
            }
            return seen.headers["authorization"] == "Bearer token1" ? .init(status: 401) : nil
        }
        try await FakeVendor.run(script) { fake in
            let source = try vendor.source(fake)
            #expect(try await source.ticket(vendor.known)?.notes.count == 3)
            #expect(try await source.ticket(vendor.known) != nil)
            #expect(fake.count("/auth/token") == 2)
        }
    }

    @Test func aTokenThatHasEndedIsNotUsed() async throws {
        let script = try vendor.script { seen, vendor in
            guard seen.path.hasPrefix("/auth/token") else { return nil }
            return .json(#"{"access_token":"token\#(vendor.count("/auth/token"))","expires_in":0}"#)
        }
        try await FakeVendor.run(script) { fake in
            _ = try await vendor.source(fake).ticket(vendor.known)
            #expect(fake.count("/auth/token") == 2)
        }
    }

    @Test(arguments: [400, 401, 403])
    func aSignInThatIsRefusedNamesItsSettings(_ status: Int) async throws {
        let script = try vendor.script { seen, _ in
            seen.path.hasPrefix("/auth/") ? .json(#"{"error":"invalid_client"}"#, status: status) : nil
        }
        try await FakeVendor.run(script) { fake in
            let failure = await #expect(throws: JobFailure.self) { try await vendor.source(fake).ticket(vendor.known) }
            #expect(failure?.isPermanent == true && failure?.reason.contains("connectors.halopsa") == true)
        }
    }

    @Test func aDeletedTicketDoesNotExist() async throws {
        let script = try vendor.script { seen, _ in
            seen.path.hasPrefix("/api/Tickets/")
                ? .json(#"{"id":12418,"summary":"x","details":"y","deleted":true}"#) : nil
        }
        try await FakeVendor.run(script) { fake in
            let ticket = try await vendor.source(fake).ticket(vendor.known)
            #expect(ticket == nil)
        }
    }
}
