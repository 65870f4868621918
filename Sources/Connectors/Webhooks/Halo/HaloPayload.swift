import Domain

/// One event: `event`, and `ticket` where the webhook sends the object along; the other names follow the Halo guide.
struct HaloPayload: Decodable {
    var id: String?
    var event: String
    var time: Timestamp?
    var ticket: HaloTicket?
    private var objectID: Int64?

    init(from decoder: any Decoder) throws {
        let root = try VendorObject(from: decoder)
        guard let event = root.text("event", "event_name") else {
            throw DecodingError.keyNotFound(
                VendorObject.Key(stringValue: "event"), .init(codingPath: decoder.codingPath, debugDescription: ""))
        }
        self.event = event.lowercased()
        id = root.text("id")
        time = root.time("timestamp")
        ticket = root.object("ticket").map(HaloTicket.init)
        objectID = root.number("object_id")
    }

    /// An event without its object tells by its name alone what kind of object it is about.
    var isAboutTicket: Bool {
        ticket != nil || event.contains("ticket") || event.contains("action")
    }

    var ticketNumber: Int64? { (ticket?.number ?? objectID).flatMap { $0 > 0 ? $0 : nil } }

    var isDeletion: Bool { event.contains("delete") && !event.contains("action") || ticket?.isDeleted == true }

    var company: Int64? { ticket?.company }
}

/// A ticket of Halo (`Faults`). Names with and without underscore mean the same; times without a zone are UTC.
struct HaloTicket {
    private let values: VendorObject

    init(_ values: VendorObject) {
        self.values = values
    }

    var number: Int64? { values.number("id") }
    /// Client 1 is Halo's “unknown”: mail from strangers lands there, and it is nobody's.
    var company: Int64? { values.number("client_id", "clientid").flatMap { $0 > 1 ? $0 : nil } }
    var isDeleted: Bool { values.flag("deleted") }

    /// nil when the object carries no text: the small payload kinds leave it out, and the ticket must be read.
    ///
    /// - Parameter isWhole: a missing text means that there is none.
    func ticket(_ id: TicketID, client: ClientID?, now: Timestamp, isWhole: Bool = false) -> Ticket? {
        let details = values.text("details", "symptom2")
        let html = values.text("details_html", "detailshtml")
        guard let subject = values.text("summary", "symptom"), isWhole || details ?? html != nil
        else { return nil }
        let updated = values.time("last_update", "lastupdate")
        var ticket = Ticket(
            id: id, clientID: client, number: number.map(String.init), subject: subject, body: details ?? html ?? "",
            bodyFormat: details == nil && html != nil ? .html : .text,
            createdAt: values.time("dateoccurred", "dateoccured", "datecreated") ?? updated ?? now, updatedAt: updated)
        if values.flag("hasbeenclosed") { ticket.closedAt = values.time("dateclosed") ?? updated ?? now }
        // Statuses, priorities and types are numbers whose meaning each tenant defines.
        ticket.status = values.text("status_name", "statusname")
        ticket.priority = values.text("priority_name", "priorityname")
        ticket.type = values.text("tickettype_name", "tickettypename")
        ticket.board = values.text("team")
        let reportedBy = values.text("reportedby").flatMap { $0.contains("@") ? $0 : nil }
        ticket.requester = Ticket.Requester(
            name: values.text("user_name", "username"),
            email: values.text("user_email", "useremail") ?? reportedBy)
        ticket.deviceIDs = values.objects("assets").compactMap { asset in
            asset.number("id").map { DeviceID("halopsa:\($0)") }
        }
        let respondBy = values.time("respondbydate")
        let resolveBy = values.time("fixbydate")
        if respondBy != nil || resolveBy != nil { ticket.sla = Ticket.SLA(respondBy: respondBy, resolveBy: resolveBy) }
        ticket.agreement = values.text("contract_ref")
        ticket.resolution = ticket.isClosed ? values.text("closure_note") : nil
        return ticket
    }
}
