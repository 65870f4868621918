import Domain

/// An action of a ticket: a note, mail or log entry. Its id counts from 1 in each ticket.
struct HaloAction {
    let note: Ticket.Note

    /// nil for an action without text.
    init?(_ values: VendorObject) {
        let text = values.text("note")
        guard let body = text ?? values.text("note_html", "emailbody_html") else { return nil }
        let agent = values.number("who_agentid", "actionby_agent_id") ?? 0
        let isUser =
            values.text("emaildirection") == "I" || (values.number("actionby_user_id") ?? 0) > 0
            || values.number("who_type") == 0
        note = Ticket.Note(
            id: values.number("id").map(String.init) ?? "", author: values.text("who"),
            // Agent 1 is Halo's “unassigned”: nobody.
            authorKind: agent > 1 ? .technician : isUser ? .requester : .system,
            visibility: values.truth("hiddenfromuser") == false ? .public : .internal, body: body,
            bodyFormat: text == nil ? .html : .text, createdAt: values.time("datetime", "actiondatecreated"))
    }

    /// Oldest first, without what the ticket says itself: Halo logs the first mail as an action too.
    static func notes(_ list: [VendorObject], besides body: String) -> [Ticket.Note] {
        let body = body.trimmingWhitespace()
        return list.compactMap(HaloAction.init).map(\.note)
            .filter { $0.authorKind != .requester || $0.body.trimmingWhitespace() != body }
            .sorted { first, second in
                guard let one = first.createdAt, let two = second.createdAt, one != two else {
                    return (Int64(first.id) ?? 0) < (Int64(second.id) ?? 0)
                }
                return one < two
            }
    }
}
