import Digest
import Domain
import Foundation
import Storage

@testable import Service

/// Two clients, and what a test of the settings does with them.
enum SettingsWorld {
    static let alder: ClientID = "alder"
    static let birch: ClientID = "birch"

    static var records: ImportBatch {
        var batch = ImportBatch()
        batch.clients = [
            Client(id: alder, name: "Alder Dental", policy: .extractive), Client(id: birch, name: "Birch Law"),
        ]
        return batch
    }

    /// A job that was given up.
    @discardableResult
    static func deadJob(
        _ store: SQLiteStore, lane: ClientID, ticket: String, reason: String = "the PSA refused the sign-in"
    ) async throws -> Int64 {
        let now = SystemClock().now()
        _ = try await store.accept(
            InboundEvent(
                source: "generic", key: ticket, action: .changed, ticketID: TicketID(ticket), version: now.milliseconds,
                contentHash: try SHA256Digest.bytes(of: Array(ticket.utf8)), lane: lane.rawValue,
                deadline: now.milliseconds, ticket: Array("{}".utf8)))
        guard let leased = try await store.lease(limit: 1, owner: "test", seconds: 60, now: now).first else {
            throw Problem("there is no job")
        }
        try await store.fail(
            leased.job.id, leased.lease, JobFailure(reason: reason, isPermanent: true), now: now)
        return leased.job.id
    }
}

extension TestBrowser {
    /// Sends a form as the page at `page` would: with the token of that page.
    mutating func submit(_ path: String, from page: String, _ fields: [(String, String)] = []) async throws -> Page {
        let token = try await get(page).csrfToken ?? ""
        return try await post(path, fields + [("csrf_token", token)])
    }
}

extension TestBrowser.Page {
    /// The address of a redirect without the service's own, which a stage may not know.
    var target: String { location ?? "" }
}
