import Domain

/// A ticket as Autotask's REST API writes it: numbers for everything that has a name elsewhere.
struct AutotaskTicket {
    private let values: VendorObject

    init(_ values: VendorObject) {
        self.values = values
    }

    var number: Int64? { values.number("id") }
    var company: Int64? { values.number("companyID") }
    var contact: Int64? { values.number("contactID") }
    var device: Int64? { values.number("configurationItemID") }

    /// - Parameter labels: names of picked values.
    func ticket(_ id: TicketID, client: ClientID?, labels: AutotaskLabels, now: Timestamp) -> Ticket? {
        guard let title = values.text("title") else { return nil }
        let fields = values.objects("userDefinedFields").compactMap { field in
            field.text("name").flatMap { name in field.text("value").map { (name, $0) } }
        }
        let body = [values.text("description"), FormFields.lines(fields).joined(separator: "\n").nonBlankText]
            .compactMap { $0 }.joined(separator: "\n\n")
        let updated = values.time("lastActivityDate")
        var ticket = Ticket(
            id: id, clientID: client, number: values.text("ticketNumber") ?? number.map(String.init), subject: title,
            body: body, createdAt: values.time("createDate") ?? updated ?? now, updatedAt: updated)
        func label(_ field: String) -> String? {
            values.number(field).flatMap { labels.label(field, $0) }
        }
        ticket.status = label("status")
        ticket.priority = label("priority")
        ticket.board = label("queueID")
        ticket.type = label("ticketType")
        // 5 is “Complete” everywhere; every other status is the tenant's own.
        if values.number("status") == 5 { ticket.closedAt = values.time("completedDate") ?? updated ?? now }
        if ticket.isClosed { ticket.resolution = values.text("resolution") }
        let respondBy = values.time("firstResponseDueDateTime")
        let resolveBy = values.time("resolvedDueDateTime", "dueDateTime")
        if respondBy != nil || resolveBy != nil { ticket.sla = Ticket.SLA(respondBy: respondBy, resolveBy: resolveBy) }
        return ticket
    }
}

/// Names of picked values by field and number. Everything in status, priority, queue and type is the tenant's own.
struct AutotaskLabels: Sendable {
    private var names: [String: [Int64: String]] = [:]

    init() {}

    /// - Parameter fields: of `Tickets/entityInformation/fields`.
    init(_ fields: [VendorObject]) {
        for field in fields {
            guard let name = field.text("name"), ["status", "priority", "queueID", "ticketType"].contains(name) else {
                continue
            }
            for value in field.objects("picklistValues").prefix(1000) {
                // A text here, a number in tickets.
                guard let number = value.number("value"), let label = value.text("label") else { continue }
                names[name, default: [:]][number] = String(label.prefix(100))
            }
        }
    }

    func label(_ field: String, _ number: Int64) -> String? { names[field]?[number] }
}

extension String {
    fileprivate var nonBlankText: String? { Optional(self).nonBlank }
}
