import Domain

/// `{"type": "ticket.created", "timestamp": …, "data": {…}}`, where `data` is a ticket as in `tickets.jsonl`.
struct GenericPayload {
    enum Content {
        /// The ticket and its bytes as they came.
        case changed(Ticket, json: [UInt8])
        case deleted(TicketID)
        case other
    }

    var content: Content
    var timestamp: Timestamp?

    init(_ body: [UInt8]) throws(MalformedPayload) {
        let json = try JSONBody(body)
        guard json.isObject else { throw MalformedPayload("the body is not a JSON object") }
        guard let type = json.text("type") else { throw MalformedPayload("“type” is missing or not a text") }
        if let range = json.member("timestamp"), !json.isNull(range) {
            timestamp = try json.decode(Timestamp.self, range)
        }
        guard ["ticket.created", "ticket.updated", "ticket.deleted"].contains(type) else {
            content = .other
            return
        }
        guard let data = json.member("data") else { throw MalformedPayload("“data” is missing") }
        let bytes = Array(json.bytes[data])
        let inner = try JSONBody(bytes)
        guard inner.isObject else { throw MalformedPayload("“data” is not an object") }
        try Self.checkID(inner)
        if type == "ticket.deleted" {
            content = .deleted(try Self.checked(inner.decode(Reference.self).id))
        } else {
            let ticket = try inner.decode(Ticket.self)
            _ = try Self.checked(ticket.id)
            content = .changed(ticket, json: bytes)
        }
    }

    private struct Reference: Decodable {
        var id: TicketID
    }

    /// A number beyond 64 bits would be read as the nearest double, and two tickets could become one.
    private static func checkID(_ object: JSONBody) throws(MalformedPayload) {
        guard let range = object.member("id") else { throw MalformedPayload("“id” is missing or empty") }
        let first = object.bytes[range.lowerBound]
        guard first != UInt8(ascii: "\"") else { return }
        guard Int64(String(decoding: object.bytes[range], as: UTF8.self)) != nil else {
            throw MalformedPayload("“id” is neither a text nor a whole number of 64 bits")
        }
    }

    private static func checked(_ id: TicketID) throws(MalformedPayload) -> TicketID {
        guard id.rawValue.utf8.count <= EventKey.longest else {
            throw MalformedPayload("“id” is longer than 256 bytes")
        }
        guard !id.rawValue.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.value == 0xFFFD })
        else { throw MalformedPayload("“id” holds a control character") }
        guard !TicketID.reservedPrefixes.contains(where: { id.rawValue.lowercased().hasPrefix($0) }) else {
            throw MalformedPayload("“id” begins as the ids of another source do")
        }
        return id
    }
}
