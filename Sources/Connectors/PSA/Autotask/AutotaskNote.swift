import Domain

/// A note of a ticket.
struct AutotaskNote {
    var note: Ticket.Note
    /// The customer's person who wrote it.
    let contact: Int64?

    /// nil for a note without text, and for what a workflow rule logs (`noteType` 13).
    init?(_ values: VendorObject) {
        let kind = values.number("noteType")
        guard kind != 13, let text = values.text("description", "title") else { return nil }
        contact = values.number("createdByContactID")
        let isTechnician = values.number("creatorResourceID", "impersonatorCreatorResourceID") != nil
        note = Ticket.Note(
            id: values.number("id").map(String.init) ?? "",
            // 99 is a note of the RMM.
            authorKind: kind == 99 ? .system : contact != nil ? .requester : isTechnician ? .technician : .system,
            // 1 shows it to everybody; 2 is internal, and so is every value that is not known.
            visibility: values.number("publish") == 1 ? .public : .internal, body: text,
            createdAt: values.time("createDateTime", "lastActivityDate"))
    }
}
