import Digest
import Domain
import Foundation

/// Makes events of one source, in one form.
struct EventDraft {
    var source: String
    var key: String
    var now: Timestamp

    init(source: String, key: String, now: Timestamp) throws(DigestUnavailable) {
        self.source = source
        self.key = try EventKey.make(key)
        self.now = now
    }

    /// The ticket as it is now.
    ///
    /// - Parameters:
    ///   - json: the ticket as JSON where it is at hand; it is written anew otherwise.
    ///   - version: when the vendor changed it, milliseconds; nil takes the time of arrival.
    ///   - company: the vendor's name of the company, for fairness where the client is not known.
    func changed(
        _ ticket: Ticket, json: [UInt8]? = nil, version: Timestamp?, company: String? = nil
    ) throws -> InboundEvent {
        InboundEvent(
            source: source, key: key, action: .changed, ticketID: ticket.id, version: order(version?.milliseconds),
            contentHash: try ContentHash.of(ticket), lane: lane(ticket, company),
            deadline: WorkDeadline.of(ticket, now: now), ticket: try json ?? Self.encode(ticket),
            isOrderedByArrival: isOrderedByArrival(version?.milliseconds))
    }

    /// A ticket that must be read from the vendor.
    func named(_ id: TicketID, version: Int64?, client: ClientID?, company: String?) throws -> InboundEvent {
        InboundEvent(
            source: source, key: key, action: .changed, ticketID: id, version: order(version),
            contentHash: try ContentHash.of(id, version: version ?? now.milliseconds), lane: lane(client, company),
            deadline: WorkDeadline.of(nil, now: now), ticket: nil, isOrderedByArrival: isOrderedByArrival(version))
    }

    func deleted(_ id: TicketID, version: Int64?) throws -> InboundEvent {
        InboundEvent(
            source: source, key: key, action: .deleted, ticketID: id, version: order(version),
            contentHash: try ContentHash.of(id, version: version ?? now.milliseconds), lane: "",
            deadline: now.milliseconds, ticket: nil, isOrderedByArrival: isOrderedByArrival(version))
    }

    func ignored() -> InboundEvent {
        InboundEvent(
            source: source, key: key, action: .ignored, ticketID: nil, version: now.milliseconds, contentHash: [],
            lane: "", deadline: now.milliseconds, ticket: nil)
    }

    /// The vendor's time. One that lies ahead counts as that of arrival, or a clock that runs ahead would make the ticket
    /// deaf to what others say of it until that time has come. In whole seconds then, since some vendors write no finer
    /// ones, and a change in the second of arrival is not older.
    private func order(_ version: Int64?) -> Int64 {
        guard let version else { return now.milliseconds }
        return isAhead(version) ? now.milliseconds / 1000 * 1000 : version
    }

    /// Also where the vendor's time lies ahead: whose clock is wrong is not known, and if it is ours, an earlier event
    /// may carry a time that is not reached again for long.
    private func isOrderedByArrival(_ version: Int64?) -> Bool {
        version.map(isAhead) ?? true
    }

    private func isAhead(_ version: Int64) -> Bool { version > now.milliseconds }

    private func lane(_ ticket: Ticket, _ company: String?) -> String {
        let lane = lane(ticket.clientID, company)
        guard lane.isEmpty, let email = ticket.requester.email, let at = email.lastIndex(of: "@") else { return lane }
        // With the sign, so that no domain can pass for a client's id.
        return Self.short(email[at...].lowercased())
    }

    /// A company's number is not a client id; the source's name keeps the two apart.
    private func lane(_ client: ClientID?, _ company: String?) -> String {
        if let client { return Self.short(client.rawValue) }
        return company.map { Self.short("\(source):\($0)") } ?? ""
    }

    private static func short(_ text: String) -> String {
        text.utf8.count <= 128 ? text : String(decoding: text.utf8.prefix(128), as: UTF8.self)
    }

    private static func encode(_ ticket: Ticket) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(ticket))
    }
}
