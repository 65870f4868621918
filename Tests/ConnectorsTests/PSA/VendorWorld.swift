import Connectors
import Domain
import Foundation
import ScriptedServer

/// The three vendors as they are when all is well, and sources that read from them.
enum PSAVendor: String, CaseIterable, Sendable {
    case connectWise = "connectwise-psa"
    case autotask
    case halo = "halopsa"

    /// None of these may show in an error.
    static let secrets = [
        "pubKey7Qx", "privKey9Zw+/=", "at-Secret~5Kq*8", "ATCODE00000000000000000001", "haloSecret+/=77",
    ]
    static let token = "eyJ0b2tlbiI6Im9uZSJ9"

    func id(_ number: Int) -> TicketID { TicketID("\(rawValue):\(number)") }

    /// A ticket that is among the samples.
    var known: TicketID {
        switch self {
        case .connectWise: id(402104)
        case .autotask: id(352744)
        case .halo: id(12418)
        }
    }

    /// The script that answers from the samples; `change` may answer in its place.
    func script(
        _ change: @escaping @Sendable (FakeVendor.Seen, FakeVendor) async -> FakeVendor.Answer? = { _, _ in nil }
    ) throws -> @Sendable (FakeVendor.Seen, FakeVendor) async -> FakeVendor.Answer {
        let samples = try VendorSamples.load(rawValue)
        return { seen, vendor in
            if let answer = await change(seen, vendor) { return answer }
            return standard(seen, vendor, samples)
        }
    }

    private func standard(
        _ seen: FakeVendor.Seen, _ vendor: FakeVendor, _ samples: [String: String]
    ) -> FakeVendor.Answer {
        func sample(_ path: Substring) -> FakeVendor.Answer {
            samples[String(path)].map { .json($0) } ?? .missing
        }
        let path = seen.path.prefix { $0 != "?" }
        switch self {
        case .connectWise:
            guard path.hasPrefix("/v4_6_release/apis/3.0/") else { return .missing }
            return sample(path.dropFirst("/v4_6_release/apis/3.0/".count))
        case .autotask:
            if path == "/atservicesrest/v1.0/zoneInformation" {
                return .json(#"{"zoneName":"Z","url":"\#(vendor.address)/ATServicesRest/","webUrl":"","ci":1}"#)
            }
            let found = sample(path.dropFirst("/ATServicesRest/V1.0/".count))
            return found.status == 404 ? .json(#"{"item":null}"#) : found
        case .halo:
            if path == "/auth/token" { return .json(#"{"access_token":"\#(Self.token)","expires_in":3600}"#) }
            if path == "/api/Actions" {
                let number = seen.path.split(separator: "ticket_id=").last?.prefix { $0 != "&" } ?? ""
                return sample(Substring("Actions/" + number))
            }
            return sample(path.dropFirst("/api/".count))
        }
    }

    func source(
        _ vendor: FakeVendor, clients: [String: ClientID] = [:], limits: ReadingLimits = ReadingLimits()
    ) throws -> any TicketSource {
        let map = ClientMap(clients)
        switch self {
        case .connectWise:
            return try ConnectWiseTickets(
                .init(
                    site: vendor.address, company: "bluewater", publicKey: Self.secrets[0],
                    privateKey: Self.secrets[1], clientID: "11111111-2222-3333-4444-555555555555", clients: map,
                    limits: limits), transport: vendor.transport)
        case .autotask:
            return try AutotaskTickets(
                .init(
                    user: "sidenote-api@bluewater.example.com", secret: Self.secrets[2],
                    integrationCode: Self.secrets[3], discovery: vendor.address, clients: map, limits: limits),
                transport: vendor.transport)
        case .halo:
            return try HaloTickets(
                .init(
                    url: vendor.address, tenant: "bluewater", clientID: "client-1", clientSecret: Self.secrets[4],
                    clients: map, limits: limits), transport: vendor.transport)
        }
    }
}
