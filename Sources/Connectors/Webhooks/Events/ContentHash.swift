public import Digest
public import Domain

/// SHA-256 over what a ticket says, so that the same content makes one draft however often it is told.
///
/// What a draft would say differently counts: texts, people, client, devices, kind, priority, whether it is closed.
/// What systems change by themselves does not: times of change, SLA clocks, queue and status names.
public enum ContentHash {
    /// - Throws: when the cryptographic library cannot compute it.
    public static func of(_ ticket: Ticket) throws(DigestUnavailable) -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote inbound ticket 1")
        try digest.add(ticket.id.rawValue)
        try digest.add(ticket.clientID?.rawValue)
        try digest.add(ticket.subject)
        try digest.add(ticket.body)
        try digest.add(ticket.bodyFormat.rawValue)
        try digest.add(ticket.requester.name)
        try digest.add(ticket.requester.email)
        try digest.add(ticket.requester.phone)
        try digest.add(ticket.type)
        try digest.add(ticket.priority)
        try digest.add(ticket.agreement)
        try digest.add(ticket.resolution)
        try digest.add(ticket.isClosed ? 1 : 0)
        try digest.add(Int64(ticket.deviceIDs.count))
        for device in ticket.deviceIDs { try digest.add(device.rawValue) }
        for note in ticket.notes {
            try digest.add(note.id)
            try digest.add(note.author)
            try digest.add(note.authorKind.rawValue)
            try digest.add(note.visibility.rawValue)
            try digest.add(note.body)
            try digest.add(note.bodyFormat.rawValue)
        }
        return try digest.finalize()
    }

    /// For an event that names a ticket and does not say what it holds.
    static func of(_ id: TicketID, version: Int64) throws(DigestUnavailable) -> [UInt8] {
        var digest = try FieldDigest(domain: "sidenote inbound reference 1")
        try digest.add(id.rawValue)
        try digest.add(version)
        return try digest.finalize()
    }
}
