import Domain

/// `{"MessageId", "Action", "Type", "ID", "Entity": "{…}", "Metadata": {"key_url"}, …}`; the object stands in `Entity` as
/// JSON inside a string, and is null after a deletion.
struct ConnectWisePayload {
    var messageID: String?
    /// Lower case: `added`, `updated`, `deleted`.
    var action: String
    /// Project tickets come under the same type and tell by their `recordType`.
    var isTicket: Bool
    var number: Int64?
    var entity: ConnectWiseEntity?

    init(_ body: [UInt8]) throws(MalformedPayload) {
        let json = try JSONBody(body)
        guard json.isObject else { throw MalformedPayload("the body is not a JSON object") }
        let root = try json.decode(VendorObject.self)
        guard let action = root.text("Action") else { throw MalformedPayload("“Action” is missing") }
        guard let type = root.text("Type") else { throw MalformedPayload("“Type” is missing") }
        messageID = root.text("MessageId")
        self.action = action.lowercased()
        isTicket = type.lowercased() == "ticket"
        number = root.number("ID")
        guard isTicket else { return }
        guard let number, number > 0 else { throw MalformedPayload("“ID” is missing or no whole number") }
        entity = try Self.entity(json)
    }

    private static func entity(_ json: JSONBody) throws(MalformedPayload) -> ConnectWiseEntity? {
        guard let range = json.member("Entity"), !json.isNull(range) else { return nil }
        // Some servers send the object itself.
        if json.bytes[range.lowerBound] == UInt8(ascii: "{") {
            return ConnectWiseEntity(try json.decode(VendorObject.self, range))
        }
        guard let text = json.text("Entity") else { throw MalformedPayload("“Entity” is not JSON in a text") }
        let inner = try JSONBody(Array(text.utf8))
        guard inner.isObject else { throw MalformedPayload("“Entity” does not hold an object") }
        return ConnectWiseEntity(try inner.decode(VendorObject.self))
    }

    /// Where an unverified body says that its signing key stands.
    static func keyURL(in body: [UInt8]) -> String? {
        guard let json = try? JSONBody(body), let range = json.member("Metadata"),
            let metadata = try? JSONBody(Array(json.bytes[range])), metadata.isObject
        else { return nil }
        return metadata.text("key_url")
    }
}

/// A ticket as ConnectWise writes it. The description is not in it: that is the ticket's first note.
struct ConnectWiseEntity {
    private let values: VendorObject

    init(_ values: VendorObject) {
        self.values = values
    }

    private var info: VendorObject? { values.object("_info") }

    /// UTC, whole seconds.
    var lastUpdated: Timestamp? { info?.time("lastUpdated") }
    var company: Int64? { values.object("company")?.number("id") }
    var companyIdentifier: String? { values.object("company")?.text("identifier") }

    /// nil when there is no summary, the one text that every ticket has.
    func ticket(_ id: TicketID, client: ClientID?, now: Timestamp) -> Ticket? {
        guard let summary = values.text("summary") else { return nil }
        func name(_ member: String) -> String? { values.object(member)?.text("name") }
        let created = info?.time("dateEntered") ?? lastUpdated ?? now
        var ticket = Ticket(
            id: id, clientID: client, number: values.number("id").map(String.init), subject: summary, body: body,
            createdAt: created, updatedAt: lastUpdated)
        ticket.status = name("status")
        ticket.priority = name("priority") ?? values.object("priority")?.text("level")
        ticket.board = name("board")
        ticket.type = name("type") ?? values.text("recordType")
        ticket.agreement = name("agreement")
        // A sender whom the PSA does not know has no contact, only the members of the ticket itself.
        ticket.requester = Ticket.Requester(
            name: values.text("contactName") ?? name("contact"), email: values.text("contactEmailAddress"),
            phone: values.text("contactPhoneNumber"))
        if values.flag("closedFlag") { ticket.closedAt = values.time("closedDate") ?? lastUpdated ?? now }
        let respondBy = values.time("respondByGoalUTC")
        let resolveBy = values.time("resolutionGoalUTC", "requiredDate")
        if respondBy != nil || resolveBy != nil { ticket.sla = Ticket.SLA(respondBy: respondBy, resolveBy: resolveBy) }
        return ticket
    }

    /// The initial description where the payload has one, and what the requester filled in. A field of type `Password`
    /// holds a secret by design and is never read.
    private var body: String {
        var lines = values.text("initialDescription").map { [$0] } ?? []
        for field in values.objects("customFields") where ["Text", "TextArea"].contains(field.text("type") ?? "") {
            guard let caption = field.text("caption"), let value = field.text("value") else { continue }
            lines.append("\(caption): \(value)")
        }
        return lines.joined(separator: "\n")
    }
}
