import Domain

/// `{"Action", "Guid", "EntityType", "Id", "Fields": {…}, "EventTime", "SequenceNumber", "PersonID"}`.
struct AutotaskPayload {
    /// The event has no id of its own; these together name it.
    var key: String
    /// The ticket it is about, also for one of its notes; nil for other entities.
    var ticket: Int64?
    var deletesTicket: Bool
    /// Milliseconds. Autotask's times are whole seconds; the sequence number orders events within one.
    var version: Int64?
    var company: Int64?

    init(_ body: [UInt8]) throws(MalformedPayload) {
        let json = try JSONBody(body)
        guard json.isObject else { throw MalformedPayload("the body is not a JSON object") }
        let root = try json.decode(VendorObject.self)
        guard let action = root.text("Action") else { throw MalformedPayload("“Action” is missing") }
        guard let entity = root.text("EntityType") else { throw MalformedPayload("“EntityType” is missing") }
        guard let id = root.number("Id") else { throw MalformedPayload("“Id” is missing or no whole number") }
        let time = root.text("EventTime")
        let sequence = root.number("SequenceNumber")
        key = [root.text("Guid") ?? "", entity, String(id), sequence.map(String.init) ?? "", time ?? ""]
            .joined(separator: "/")
        let fields = root.object("Fields")
        switch entity.lowercased() {
        case "ticket":
            ticket = id
            deletesTicket = action.lowercased() == "delete"
        case "ticketnote":
            // Without the ticket's number there is nothing to look at; the set-up notes ask for it to be sent along.
            ticket = fields?.number("TicketID", "TicketId", "ticketID")
            deletesTicket = false
        default:
            ticket = nil
            deletesTicket = false
        }
        company = fields?.number("AccountID", "CompanyID", "companyID")
        version = root.time("EventTime").map { time in
            let milliseconds = time.milliseconds
            return milliseconds % 1000 == 0 ? milliseconds + max(0, sequence ?? 0) % 1000 : milliseconds
        }
    }

    /// Whether an unsigned body is the call with which Autotask says that it switched a webhook off. Only a short one
    /// is looked at: this is work done for strangers.
    static func saysDeactivated(_ body: [UInt8]) -> Bool {
        guard body.count <= 4096, let json = try? JSONBody(body), json.isObject else { return false }
        return json.text("Action") == "Deactivated"
    }
}
