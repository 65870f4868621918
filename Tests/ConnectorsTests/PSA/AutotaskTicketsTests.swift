import Connectors
import Domain
import ScriptedServer
import Testing

@Suite("Tickets read from Autotask")
struct AutotaskTicketsTests {
    private let vendor = PSAVendor.autotask

    @Test func ticketNotesPersonAndDevice() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake, clients: ["29683533": "cmf"])
            let ticket = try #require(try await source.ticket(vendor.known))
            #expect(ticket.id == "autotask:352744" && ticket.number == "T20260911.0017" && ticket.clientID == "cmf")
            #expect(ticket.subject == "Outlook keeps prompting for password & won't connect")
            #expect(ticket.body.hasPrefix("Outlook keeps asking") && ticket.body.hasSuffix("Asset tag: CMF-WS21"))
            #expect(
                ticket.requester
                    == .init(
                        name: "Tomas Lindgren", email: "tomas.lindgren@cascademfg.example.com", phone: "253-555-0191"))
            #expect(ticket.status == "In Progress" && ticket.priority == "Medium")
            #expect(ticket.board == "Level I Support" && ticket.type == "Incident" && !ticket.isClosed)
            #expect(ticket.createdAt == Timestamp("2026-09-11T13:05:12.247Z"))
            #expect(ticket.sla?.respondBy == Timestamp("2026-09-11T15:05:12.247Z"))
            #expect(ticket.sla?.resolveBy == Timestamp("2026-09-12T13:05:12.247Z"))
            #expect(ticket.deviceIDs == ["autotask:30012927"])
            // What the workflow logged is left out.
            #expect(ticket.notes.map(\.id) == ["30771906", "30771907", "devices"])
            #expect(ticket.notes.map(\.visibility) == [.public, .internal, .internal])
            #expect(ticket.notes.map(\.authorKind) == [.requester, .technician, .system])
            #expect(ticket.notes[0].author == "Tomas Lindgren" && ticket.notes[1].author == nil)
            #expect(ticket.notes[2].body == "Devices linked to the ticket: CMF-WS21")
            for call in fake.seen where !call.path.hasPrefix("/atservicesrest/") {
                #expect(call.headers["secret"] == PSAVendor.secrets[2])
                #expect(call.headers["apiintegrationcode"] == PSAVendor.secrets[3])
                #expect(call.headers["username"] == "sidenote-api@bluewater.example.com")
            }
        }
    }

    @Test func completedWithoutContactAndTwoDevices() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake)
            let closed = try #require(try await source.ticket(vendor.id(352702)))
            #expect(closed.closedAt == Timestamp("2026-09-10T08:40:00Z") && closed.requester == .init())
            #expect(closed.resolution?.hasPrefix("Cleared the update cache") == true && closed.status == "Complete")
            let pair = try #require(try await source.ticket(vendor.id(352767)))
            #expect(pair.deviceIDs == ["autotask:30012948", "autotask:30012955"] && pair.resolution == nil)
            #expect(pair.notes.last?.body == "Devices linked to the ticket: CMF-FW-A, CMF-FW-B")
            let internalOnly = try #require(try await source.ticket(vendor.id(352770)))
            #expect(internalOnly.notes.first?.visibility == .internal && internalOnly.priority == "Critical")
        }
    }

    @Test func zoneLabelsAndNamesAreAskedOnce() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await source.ticket(vendor.known) } }
                try await group.waitForAll()
            }
            let before = fake.seen.count
            _ = try await source.ticket(vendor.known)
            // Ticket, notes, further devices.
            #expect(fake.seen.count == before + 3)
            #expect(fake.count("/atservicesrest/v1.0/zoneInformation?user=sidenote-api@bluewater.example.com") == 1)
        }
    }

    @Test func aTenantThatMovedIsFollowedOnce() async throws {
        let script = try vendor.script { seen, vendor in
            if seen.path.hasPrefix("/atservicesrest/"), vendor.count("/atservicesrest/") == 1 {
                return .json(#"{"url":"\#(vendor.address)/OldZone/"}"#)
            }
            return seen.path.hasPrefix("/OldZone/") ? .init(status: 401) : nil
        }
        try await FakeVendor.run(script) { fake in
            let ticket = try await vendor.source(fake).ticket(vendor.known)
            #expect(ticket != nil)
            #expect(fake.count("/OldZone/") == 1 && fake.count("/atservicesrest/") == 2)
        }
    }

    @Test(
        arguments: [
            "https://webservices5.autotask.net.evil.example/ATServicesRest/", "http://webservices5.autotask.net/x",
            "https://evil.example/ATServicesRest/", "https://webservices5.autotask.net:8443/", "nonsense", "",
        ])
    func noSecretGoesToAStrangeZone(_ url: String) async throws {
        let script = try vendor.script { seen, _ in
            seen.path.hasPrefix("/atservicesrest/") ? .json(#"{"url":"\#(url)"}"#) : nil
        }
        try await FakeVendor.run(script) { fake in
            await #expect(throws: JobFailure.self) { try await vendor.source(fake).ticket(vendor.known) }
            #expect(fake.seen.count == 1 && fake.seen[0].headers["secret"] == nil)
        }
    }

    @Test func anItemThatIsNullDoesNotExist() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let ticket = try await vendor.source(fake).ticket(vendor.id(7))
            #expect(ticket == nil)
        }
    }

    @Test func missingRightsArePermanentThoughTheyComeAs500() async throws {
        let script = try vendor.script { seen, _ in
            guard seen.path.contains("/Tickets/") else { return nil }
            return .json(
                #"{"errors":["The logged in Resource does not have the adequate permissions."]}"#, status: 500)
        }
        try await FakeVendor.run(script) { fake in
            let failure = await #expect(throws: JobFailure.self) { try await vendor.source(fake).ticket(vendor.known) }
            #expect(failure?.isPermanent == true)
        }
    }

    @Test func aCompanyIsFoundByItsNumberOrNameWhereThoseAreMapped() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let byNumber = try vendor.source(fake, clients: ["CMF": "one"])
            #expect(try await byNumber.ticket(vendor.known)?.clientID == "one")
            let byName = try vendor.source(fake, clients: ["Cascade Manufacturing": "two", "1": "three"])
            #expect(try await byName.ticket(vendor.known)?.clientID == "two")
            #expect(fake.count("/ATServicesRest/V1.0/Companies/") == 2)
            let byNeither = try vendor.source(fake, clients: ["1": "three"])
            #expect(try await byNeither.ticket(vendor.known)?.clientID == nil)
            #expect(fake.count("/ATServicesRest/V1.0/Companies/") == 2)
        }
    }

    @Test func aTicketDoesWithoutNamesThatCannotBeRead() async throws {
        let script = try vendor.script { seen, _ in
            ["Contacts", "ConfigurationItems", "entityInformation", "Additional"].contains { seen.path.contains($0) }
                ? .init(status: 500, body: "<html>") : nil
        }
        try await FakeVendor.run(script) { fake in
            let ticket = try #require(try await vendor.source(fake).ticket(vendor.known))
            #expect(ticket.notes.count == 2 && ticket.requester == .init() && ticket.status == nil)
            #expect(ticket.deviceIDs == ["autotask:30012927"])
        }
    }
}
