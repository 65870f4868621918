import Domain
import Retrieval

/// A client with the policy in force for it.
struct ClientView: Sendable {
    var client: Client
    var policy: Policy
}

/// A ticket with its newest draft and its jobs.
struct TicketView: Sendable {
    var id: TicketID
    var stored: StoredTicket?
    var newest: DraftSummary?
    var jobs: [Job]
    /// nil for a job's lane that is no client's id.
    var clientID: ClientID?
}

extension Shape where Value == ClientView {
    static let client = Shape(
        "Client", "A client.",
        [
            .text("id", "The client.") { $0.client.id.rawValue },
            .text("name", "Its name.") { $0.client.name },
            .texts("domains", "Its mail domains.") { $0.client.domains },
            .texts("aliases", "Names under which tickets may speak of it.") { $0.client.aliases },
            .word("policy", "What may be done with its tickets.") { $0.policy },
        ])
}

extension Shape where Value == Device.Disk {
    static let disk = Shape(
        "Disk", "A disk.",
        [
            .text("name", "Its name.") { $0.name },
            .optionalInteger("total_bytes", "Its size.") { $0.totalBytes },
            .optionalInteger("free_bytes", "What is free.") { $0.freeBytes },
        ])
}

extension Shape where Value == Device.Alert {
    static let alert = Shape(
        "Alert", "An alert of the monitoring.",
        [
            .optionalTime("at", "When.") { $0.at },
            .optionalText("severity", "As the source says it.") { $0.severity },
            .text("message", "What it says.") { $0.message },
        ])
}

extension Shape where Value == Device {
    static let device = Shape(
        "Device", "A device. Notes are left out: they may hold anything.",
        [
            .text("id", "The device.") { $0.id.rawValue },
            .text("client_id", "Whose it is.") { $0.clientID.rawValue },
            .text("hostname", "Its name.") { $0.hostname },
            .optionalText("kind", "What it is.") { $0.kind },
            .optionalText("manufacturer", "Who made it.") { $0.manufacturer },
            .optionalText("model", "Its model.") { $0.model },
            .optionalText("serial", "Its serial number.") { $0.serial },
            .optionalText("os", "Its operating system.") { $0.os },
            .texts("ip_addresses", "Its addresses.") { $0.ipAddresses },
            .texts("mac_addresses", "Its hardware addresses.") { $0.macAddresses },
            .optionalText("last_user", "Who used it last.") { $0.lastUser },
            .optionalText("site", "Where it stands.") { $0.site },
            .optionalFlag("online", "Whether the monitoring reaches it.") { $0.online },
            .optionalTime("last_seen_at", "When it was last reached.") { $0.lastSeenAt },
            .optionalTime("warranty_until", "When its warranty ends.") { $0.warrantyUntil },
            .objects("disks", "Its disks.", .disk) { $0.disks },
            .objects("alerts", "Its alerts.", .alert) { $0.alerts },
            .texts("software", "What is installed.") { $0.software },
            .optionalText("url", "Where its record lives.") { $0.url },
        ])
}

extension Shape where Value == Document {
    fileprivate static let facts: [Field] = [
        .text("id", "The document.") { $0.id.rawValue },
        .optionalText("client_id", "Whose it is; null for the MSP's own, which serve every client.") {
            $0.clientID?.rawValue
        },
        .text("title", "Its title.") { $0.title },
        .optionalText("kind", "What it is.") { $0.kind },
        .text("visibility", "`shareable` may be quoted to a requester.") { $0.visibility.rawValue },
        .optionalText("url", "Where it lives.") { $0.url },
        .optionalTime("updated_at", "When it last changed.") { $0.updatedAt },
        .texts("tags", "Its tags.") { $0.tags },
    ]

    static let document = Shape("DocumentSummary", "A document without its text.", facts)
}

extension Shape where Value == StoredDocument {
    static let document = Shape(
        "Document", "A document.",
        Shape<Document>.facts.map { field in
            Field(name: field.name, schema: field.schema, read: { field.read($0.document) })
        } + [.text("text", "Its plain text, secrets removed.") { $0.text }])
}

extension Shape where Value == TicketSummary {
    static let ticket = Shape(
        "TicketSummary", "A ticket without its text.",
        [
            .text("id", "The ticket.") { $0.id.rawValue },
            .optionalText("client_id", "Whose it is; null when that is not known.") { $0.clientID?.rawValue },
            .text("subject", "The cleaned subject.") { $0.subject },
            .optionalTime("created_at", "When it was opened; null where only its draft is kept.") { $0.createdAt },
            .optionalTime("closed_at", "When it was closed.") { $0.closedAt },
            .optionalObject("newest_enrichment", .summary) { $0.newest },
        ])
}

extension Shape where Value == TicketView {
    static let ticket = Shape(
        "Ticket", "A ticket. What is only known from its draft or its jobs leaves the rest null.",
        [
            .text("id", "The ticket.") { $0.id.rawValue },
            .optionalText("client_id", "Whose it is; null when that is not known.") { $0.clientID?.rawValue },
            .optionalText("number", "As people call it.") { $0.stored?.ticket.number },
            .optionalText("subject", "The cleaned subject.") { $0.stored?.subject ?? $0.newest?.subject },
            .optionalText("text", "The cleaned text.") { $0.stored?.text },
            .optionalText("status", "As the source says it.") { $0.stored?.ticket.status },
            .optionalText("priority", "As the source says it.") { $0.stored?.ticket.priority },
            .optionalText("board", "As the source says it.") { $0.stored?.ticket.board },
            .optionalText("type", "As the source says it.") { $0.stored?.ticket.type },
            .texts("device_ids", "Devices linked to it at its source.") {
                $0.stored?.ticket.deviceIDs.map(\.rawValue) ?? []
            },
            .optionalTime("created_at", "When it was opened.") { $0.stored?.ticket.createdAt },
            .optionalTime("updated_at", "When it last changed.") { $0.stored?.ticket.updatedAt },
            .optionalTime("closed_at", "When it was closed.") { $0.stored?.ticket.closedAt },
            .optionalText("url", "Where it lives.") { $0.stored?.ticket.url },
            .optionalObject("newest_enrichment", .summary) { $0.newest },
            .objects("jobs", "Its newest jobs, the newest first.", .job) { $0.jobs },
        ])
}

extension Shape where Value == Job {
    static let job = Shape(
        "Job", "A ticket's content that waits for its draft, or waited.",
        [
            .integer("id", "The job.") { $0.id },
            .text("source", "Where the ticket came from.") { $0.source },
            .text("ticket_id", "The ticket.") { $0.ticketID.rawValue },
            .text("lane", "Which queue it waits in: the client where it is known.") { $0.lane },
            .word("state", "Where it stands.") { $0.state },
            .integer("attempts", "How often it was begun.") { Int64($0.attempts) },
            .optionalTime("deadline", "By when it should be worked on.") { Timestamp(milliseconds: $0.deadline) },
            .time("enqueued_at", "When it came.") { $0.enqueuedAt },
            .optionalTime("run_at", "When it may be begun.") { $0.runAt },
            .optionalTime("lease_until", "Until when a worker has it.") { $0.lease?.until },
            .optionalText("reason", "Why the last attempt failed.") { $0.reason },
            .optionalTime("finished_at", "When it ended.") { $0.finishedAt },
        ])
}
