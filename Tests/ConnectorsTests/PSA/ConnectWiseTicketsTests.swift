import Domain
import Foundation
import ScriptedServer
import Testing

@testable import Connectors

@Suite("Tickets read from ConnectWise PSA")
struct ConnectWiseTicketsTests {
    private let vendor = PSAVendor.connectWise

    @Test func descriptionNotesAndDevices() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake, clients: ["19302": "nwl"])
            let ticket = try #require(try await source.ticket(vendor.known))
            #expect(ticket.id == "connectwise-psa:402104" && ticket.number == "402104" && ticket.clientID == "nwl")
            #expect(ticket.subject == "VPN stops at 98 % since the Windows update - working from home")
            #expect(ticket.body.hasPrefix("Hi,") && ticket.body.contains("NWL-LT12"))
            #expect(
                ticket.requester
                    == .init(
                        name: "Priya Raman", email: "priya.raman@northwindlegal.example.com", phone: "2065550183"))
            #expect(ticket.status == "New (email)" && ticket.board == "Help Desk" && ticket.agreement == "NWL-MS-2025")
            #expect(ticket.createdAt == Timestamp("2026-09-11T14:12:30Z"))
            #expect(ticket.updatedAt == Timestamp("2026-09-11T15:22:41Z"))
            #expect(ticket.sla?.respondBy == Timestamp("2026-09-11T16:12:30Z"))
            #expect(ticket.deviceIDs == ["connectwise-psa:88010"])
            #expect(ticket.notes.map(\.id) == ["911407", "911414", "devices"])
            #expect(ticket.notes.map(\.visibility) == [.internal, .public, .internal])
            #expect(ticket.notes.map(\.authorKind) == [.technician, .technician, .system])
            #expect(
                ticket.notes[0].author == "Dana Wren" && ticket.notes[0].createdAt == Timestamp("2026-09-11T14:31:07Z"))
            #expect(ticket.notes[2].body == "Devices linked to the ticket: NWL-LT12")
        }
    }

    @Test func signInAndVersionAreSent() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            _ = try await vendor.source(fake).ticket(vendor.known)
            let expected = Data("bluewater+\(PSAVendor.secrets[0]):\(PSAVendor.secrets[1])".utf8).base64EncodedString()
            #expect(fake.seen.count == 3)
            for call in fake.seen {
                #expect(call.method == "GET" && call.headers["authorization"] == "Basic \(expected)")
                #expect(call.headers["clientid"] == "11111111-2222-3333-4444-555555555555")
                #expect(call.headers["accept"] == "application/vnd.connectwise.com+json; version=2025.8")
            }
        }
    }

    @Test func aContactKnownByItsIdAloneIsLookedUpOnce() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let source = try vendor.source(fake, clients: ["NWL": "nwl"])
            for _ in 0..<2 {
                let ticket = try #require(try await source.ticket(vendor.id(402109)))
                #expect(ticket.requester.email == "priya.raman@northwindlegal.example.com")
                #expect(ticket.clientID == "nwl")
                #expect(ticket.notes.prefix(2).map(\.authorKind) == [.technician, .requester])
                #expect(ticket.notes.prefix(2).allSatisfy { $0.visibility == .public })
            }
            #expect(fake.count("/v4_6_release/apis/3.0/company/contacts/") == 1)
        }
    }

    @Test func aProjectsTicketIsFoundAndAClosedOneHasItsResolution() async throws {
        try await FakeVendor.run(try vendor.script()) { fake in
            let ticket = try #require(try await vendor.source(fake).ticket(vendor.id(402199)))
            #expect(ticket.isClosed && ticket.resolution?.hasPrefix("Restarted the DentaChart service") == true)
            #expect(ticket.body.hasPrefix("URGENT. DC-1042"))
            #expect(ticket.notes.count == 1 && ticket.notes[0].visibility == .internal)
        }
    }

    @Test func aMissingTicketIsNil() async throws {
        let script = try vendor.script { seen, _ in
            seen.path.hasPrefix("/login/companyinfo/") ? .json(#"{"Codebase":"v4_6_release/"}"#) : nil
        }
        try await FakeVendor.run(script) { fake in
            let source = try vendor.source(fake)
            for _ in 0..<3 { #expect(try await source.ticket(vendor.id(7)) == nil) }
            // Asked once, not for every missing ticket.
            #expect(fake.count("/login/companyinfo/bluewater") == 1)
            #expect(fake.seen.first { $0.path.hasPrefix("/login") }?.headers["authorization"] == nil)
        }
    }

    @Test func aNewReleaseIsFoundAndKept() async throws {
        let samples = try VendorSamples.load(vendor.rawValue)
        let script = try vendor.script { seen, _ in
            if seen.path.hasPrefix("/login/") { return .json(#"{"Codebase":"v2026_1/"}"#) }
            let path = seen.path.prefix { $0 != "?" }
            guard path.hasPrefix("/v2026_1/apis/3.0/") else { return .missing }
            return samples[String(path.dropFirst("/v2026_1/apis/3.0/".count))].map { .json($0) } ?? .missing
        }
        try await FakeVendor.run(script) { fake in
            let source = try vendor.source(fake)
            #expect(try await source.ticket(vendor.known)?.notes.count == 3)
            #expect(try await source.ticket(vendor.id(402111))?.notes.first?.visibility == .internal)
            #expect(fake.count("/v4_6_release/") == 2 && fake.count("/login/") == 1)
        }
    }

    @Test(arguments: [#"{"Codebase":"../../evil/"}"#, #"{"Codebase":7}"#, "{}"])
    func aStrangeReleaseIsNotUsed(_ info: String) async throws {
        let script = try vendor.script { seen, _ in seen.path.hasPrefix("/login/") ? .json(info) : .missing }
        try await FakeVendor.run(script) { fake in
            let ticket = try await vendor.source(fake).ticket(vendor.known)
            #expect(ticket == nil)
            #expect(fake.seen.allSatisfy { $0.path.hasPrefix("/v4_6_release/") || $0.path.hasPrefix("/login/") })
        }
    }

    @Test func anUnknownCompanyIsSaidToBeOne() async throws {
        let script = try vendor.script { seen, _ in seen.path.hasPrefix("/login/") ? .json("null") : .missing }
        try await FakeVendor.run(script) { fake in
            let failure = await #expect(throws: JobFailure.self) { try await vendor.source(fake).ticket(vendor.known) }
            #expect(failure?.isPermanent == true)
            #expect(failure?.reason.contains("connectors.connectwise-psa.company") == true)
        }
    }

    @Test(
        arguments: [
            ("na.myconnectwise.net", "https://na.myconnectwise.net", "https://api-na.myconnectwise.net"),
            ("https://eu.myconnectwise.net/", "https://eu.myconnectwise.net", "https://api-eu.myconnectwise.net"),
            ("api-au.myconnectwise.net", "https://api-au.myconnectwise.net", "https://api-au.myconnectwise.net"),
            ("psa.bluewater.example.com", "https://psa.bluewater.example.com", "https://psa.bluewater.example.com"),
        ])
    func sites(_ site: String, _ signIn: String, _ api: String) throws {
        let site = try ConnectWiseSite(site)
        #expect(site.signIn == signIn && site.api == api)
    }

    @Test(arguments: [
        "http://psa.example.com", "ftp://psa.example.com", "https://a@psa.example.com", "psa?x=1", "a b", "",
    ])
    func noSites(_ site: String) {
        #expect(throws: Problem.self) { try ConnectWiseSite(site) }
    }
}
