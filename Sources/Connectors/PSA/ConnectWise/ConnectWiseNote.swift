import Domain

/// A note of a ticket as `/service/tickets/{id}/notes` lists it.
struct ConnectWiseNote {
    let note: Ticket.Note
    /// Part of the discussion, whose first note is what the requester wrote in the first place.
    let isDescription: Bool
    /// The note with which the ticket began.
    let isFirst: Bool
    let isResolution: Bool

    /// nil for a note without text.
    init?(_ values: VendorObject) {
        guard let text = values.text("text") else { return nil }
        isDescription = values.flag("detailDescriptionFlag")
        isFirst = values.flag("issueFlag")
        isResolution = values.flag("resolutionFlag")
        let contact = values.object("contact")
        let member = values.object("member")
        // Discussion and resolution are what the customer sees; what is marked internal besides is not.
        let isShown =
            (isDescription || isResolution) && !values.flag("internalAnalysisFlag") && !values.flag("internalFlag")
        note = Ticket.Note(
            id: values.number("id").map(String.init) ?? "", author: (contact ?? member)?.text("name"),
            authorKind: contact != nil ? .requester : member != nil ? .technician : .system,
            visibility: isShown ? .public : .internal, body: text,
            bodyFormat: values.flag("isMarkdownFlag") ? .markdown : .text,
            createdAt: values.time("dateCreated") ?? values.object("_info")?.time("lastUpdated"))
    }
}

extension Ticket {
    /// Puts notes in their places: the first of the discussion is the description, a closed ticket's resolution is its
    /// solution, the others are notes.
    mutating func take(_ list: [ConnectWiseNote]) {
        var rest = list
        let description =
            rest.firstIndex { $0.isFirst && $0.isDescription }
            ?? rest.firstIndex { $0.isDescription && !$0.isResolution }
        if let description {
            let note = rest.remove(at: description).note
            // What the form's fields say stands after it, as in a callback.
            body = body.isEmpty ? note.body : note.body + "\n\n" + body
            bodyFormat = note.bodyFormat
        }
        if isClosed, let last = rest.lastIndex(where: { $0.isResolution }) {
            resolution = rest.remove(at: last).note.body
        }
        notes += rest.map(\.note)
    }
}
