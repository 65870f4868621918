import Domain

/// Makes records of CSV rows. Errors are `Problem`s without a place; the caller knows the line.
struct CSVRecordBuilder {
    let mapping: CSVMapping
    /// Order of each date field, where it is known.
    let orders: [String: DateOrder]
    /// Fields with dates that were left out since they cannot be read, with one example each.
    private(set) var unreadDates: [String: String] = [:]

    init(mapping: CSVMapping, orders: [String: DateOrder]) {
        self.mapping = mapping
        self.orders = orders
    }

    /// The date fields of a kind.
    static func dateFields(of kind: ImportKind) -> [String] {
        switch kind {
        case .clients, .contacts: []
        case .devices: ["last_seen_at", "warranty_until"]
        case .documents: ["updated_at"]
        case .tickets: ["created_at", "updated_at", "closed_at"]
        }
    }

    /// The client as the row has it; its id may be the source's own, see `Importer`.
    func client(_ row: CSVReader.Row) throws -> Client {
        let name = try required("name", row)
        let id = text("id", row) ?? Self.slug(name)
        return Client(
            id: ClientID(id), name: name, domains: list("domains", row).compactMap(Self.domain),
            aliases: list("aliases", row))
    }

    func contact(_ row: CSVReader.Row, client: ClientID) throws -> Contact {
        let emails = list("emails", row).map { $0.lowercased() }.filter { $0.contains("@") }
        let parts = [text("first_name", row), text("last_name", row)].compactMap { $0 }.joined(separator: " ")
        guard let name = text("name", row) ?? Optional(parts).nonBlank ?? emails.first else {
            throw Problem("the row has neither a name nor an e-mail address", remedy: "fill one of them in")
        }
        let id = text("id", row) ?? "\(client)/\((emails.first ?? Self.slug(name)))"
        return Contact(
            id: ContactID(id), clientID: client, name: name, emails: emails,
            phones: list("phones", row) + list("mobile", row), vip: text("vip", row).flatMap(Self.flag))
    }

    mutating func device(_ row: CSVReader.Row, client: ClientID) throws -> Device {
        let hostname = try required("hostname", row)
        let id = text("id", row) ?? "\(client)/\(hostname.lowercased())"
        return Device(
            id: DeviceID(id), clientID: client, hostname: hostname, kind: text("kind", row),
            manufacturer: text("manufacturer", row), model: text("model", row), serial: text("serial", row),
            os: text("os", row), ipAddresses: list("ip_addresses", row), macAddresses: list("mac_addresses", row),
            lastUser: text("last_user", row), site: text("site", row), online: text("online", row).flatMap(Self.flag),
            lastSeenAt: optionalDate("last_seen_at", row), warrantyUntil: optionalDate("warranty_until", row),
            notes: text("notes", row), url: text("url", row).flatMap(Self.link))
    }

    /// `client` nil: one of the MSP's own documents.
    mutating func document(_ row: CSVReader.Row, client: ClientID?) throws -> Document {
        let title = try required("title", row)
        let body = text("body", row) ?? ""
        let id = documentID(row) ?? "\(client?.rawValue ?? "_global")/\(Self.slug(title))"
        return Document(
            id: DocumentID(id), clientID: client, title: title, body: body, bodyFormat: Self.format(of: body),
            kind: text("kind", row),
            visibility: text("visibility", row)?.lowercased() == "shareable" ? .shareable : .internal,
            url: text("url", row).flatMap(Self.link), updatedAt: optionalDate("updated_at", row),
            tags: list("tags", row))
    }

    mutating func ticket(_ row: CSVReader.Row, client: ClientID?) throws -> Ticket {
        let id = try required("id", row)
        let createdText = try required("created_at", row)
        let created: Timestamp
        switch ExportDate.read(createdText, order: orders["created_at"]) {
        case .date(let value): created = value
        case .ambiguous:
            throw Problem(
                "“\(createdText.prefix(40))” may be month/day or day/month",
                remedy: "say which: --date-order mdy or --date-order dmy")
        case .unreadable:
            throw Problem("“\(createdText.prefix(40))” is not a date", remedy: "write it as 2026-09-14T13:05:00Z")
        }
        let body = text("body", row) ?? ""
        return Ticket(
            id: TicketID(id), clientID: client, number: text("number", row), subject: text("subject", row) ?? "",
            body: body, bodyFormat: Self.format(of: body), createdAt: created,
            updatedAt: optionalDate("updated_at", row), closedAt: optionalDate("closed_at", row),
            status: text("status", row), priority: text("priority", row), board: text("board", row),
            type: text("type", row),
            requester: Ticket.Requester(
                name: text("requester_name", row), email: text("requester_email", row),
                phone: text("requester_phone", row)),
            deviceIDs: list("device_ids", row).map { DeviceID($0) }, resolution: text("resolution", row),
            agreement: text("agreement", row), url: text("url", row).flatMap(Self.link))
    }

    /// Each table of an export numbers its own rows: `KBID` 601 and `DocumentID` 601 are two documents.
    private func documentID(_ row: CSVReader.Row) -> String? {
        guard let id = text("id", row) else { return nil }
        let isBare = ["id", "uid"].contains(mapping.idHeader) || !id.utf8.allSatisfy { (48...57).contains($0) }
        return isBare ? id : "\(mapping.idHeader)-\(id)"
    }

    // MARK: Values

    func text(_ field: String, _ row: CSVReader.Row) -> String? {
        mapping.text(field, row)
    }

    private func required(_ field: String, _ row: CSVReader.Row) throws -> String {
        guard let text = text(field, row) else {
            throw Problem(
                "\(field) is missing or empty", remedy: "fill it in, or name its column: --map \(field)=COLUMN")
        }
        return text
    }

    private func list(_ field: String, _ row: CSVReader.Row) -> [String] {
        (text(field, row) ?? "").split { ",;|\n".contains($0) }.map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    private mutating func optionalDate(_ field: String, _ row: CSVReader.Row) -> Timestamp? {
        guard let text = text(field, row) else { return nil }
        if case .date(let value) = ExportDate.read(text, order: orders[field]) { return value }
        if unreadDates[field] == nil { unreadDates[field] = String(text.prefix(40)) }
        return nil
    }

    /// HTML when it holds a closing tag or a line break tag, as exported articles do.
    static func format(of body: String) -> BodyFormat {
        let head = body.prefix(4096)
        let isMarkup = head.contains("</") || head.contains("<br") || head.contains("<p>") || head.contains("<!--")
        return isMarkup && head.contains(">") ? .html : .text
    }

    /// Only http and https: a link ends up in a page.
    static func link(_ text: String) -> String? {
        let lower = text.lowercased()
        return lower.hasPrefix("https://") || lower.hasPrefix("http://") ? text : nil
    }

    /// The mail domain behind a web address: `https://www.example.com/x` -> `example.com`.
    static func domain(_ text: String) -> String? {
        var rest = text.lowercased()[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        rest = rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
        if rest.hasPrefix("@") { rest = rest.dropFirst() }
        return rest.contains(".") && !rest.contains(" ") && !rest.contains("@") ? String(rest) : nil
    }

    static func flag(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "true", "1", "y", "online", "vip", "x", "ja", "up": true
        case "no", "false", "0", "n", "offline", "nein", "down": false
        default: nil
        }
    }

    /// A name as an id: its words in lower case, joined by hyphens.
    static func slug(_ name: String) -> String {
        ClientMatcher.key(name).split(separator: " ").joined(separator: "-")
    }
}
