import Domain
import Storage

extension Shape where Value == AuditRecord {
    static let audit = Shape(
        "AuditEntry", "An act.",
        [
            .integer("id", "Position in the ledger.") { $0.id },
            .time("at", "When.") { $0.at },
            .text("actor", "Who.") { $0.actor },
            .text("act", "What.") { $0.act.rawValue },
            .text("object", "To what; empty where there is nothing but the act.") { $0.object },
            .optionalText("client_id", "Whose it is.") { $0.clientID?.rawValue },
            Field(
                name: "detail", schema: .map("Further facts.", of: Schema(["type": "string"])),
                read: { .object($0.detail.mapValues(JSON.text)) }),
            .text("previous_hash", "Of the entry before.") { $0.previousHash },
            .text("hash", "Covers the entry and every one before it.") { $0.hash },
        ])
}

extension Shape where Value == LedgerEntry {
    static let egress = Shape(
        "EgressEntry", "A call to a model, without its body.",
        [
            .integer("receipt", "Position in the ledger.") { $0.receipt.receipt },
            .time("at", "When.") { $0.at },
            .text("ticket_id", "The ticket.") { $0.ticketID.rawValue },
            .optionalText("client_id", "Whose it is.") { $0.clientID?.rawValue },
            .text("endpoint", "Scheme, host, port and path.") { $0.receipt.endpoint },
            .integer("bytes", "Length of the body.") { Int64($0.receipt.bytes) },
            .text("sha256", "Of the body.") { $0.receipt.sha256 },
            Field(
                name: "redacted",
                schema: .map("How many stretches of each kind were withheld.", of: .integer("Count.")),
                read: { .object($0.receipt.redacted.mapValues { .integer(Int64($0)) }) }),
            .text("previous_hash", "Of the entry before.") { $0.previousHash },
            .text("hash", "Covers the entry and every one before it.") { $0.hash },
            .optionalInteger("answer_status", "HTTP status of the answer; null while there is none.") {
                $0.answerStatus.map(Int64.init)
            },
        ])
}

extension Shape where Value == UsageRow {
    static let usage = Shape(
        "UsageRow", "Drafts of one day, client and mode.",
        [
            .text("day", "UTC, YYYY-MM-DD.") { $0.day },
            .optionalText("client_id", "The client; null where none was found.") { $0.clientID?.rawValue },
            .word("mode", "Who drafted.") { $0.mode },
            .integer("drafts", "How many.") { $0.drafts },
            .integer("input_tokens", "Sent.") { $0.inputTokens },
            .integer("output_tokens", "Received.") { $0.outputTokens },
            .number("cost", "In the currency of the configured price.") { $0.cost },
        ])
}

/// Usage of a span of time.
struct UsageView: Sendable {
    var since: Timestamp
    var until: Timestamp
    var rows: [UsageRow]
}

extension Shape where Value == UsageView {
    static let usageReport = Shape(
        "Usage", "Drafts, tokens and cost of a span of time.",
        [
            .time("since", "From here on.") { $0.since },
            .time("until", "Up to here, not included.") { $0.until },
            .integer("drafts", "How many in all.") { $0.rows.reduce(0) { $0 + $1.drafts } },
            .integer("input_tokens", "Sent in all.") { $0.rows.reduce(0) { $0 + $1.inputTokens } },
            .integer("output_tokens", "Received in all.") { $0.rows.reduce(0) { $0 + $1.outputTokens } },
            .number("cost", "In the currency of the configured price.") { $0.rows.reduce(0) { $0 + $1.cost } },
            .objects("items", "By day, client and mode, the newest day first.", .usage) { $0.rows },
        ])
}

extension Shape where Value == Principal {
    static let caller = Shape(
        "Caller", "Who calls.",
        [
            .text("actor", "As the audit ledger names it.") { $0.actor.description },
            .text("name", "The name to show.") { $0.name },
            .word("role", "What it may do.") { $0.role },
            Field(
                name: "clients",
                schema: Schema.list("Whose records it may see; null for every client.", of: Schema(["type": "string"]))
                    .nullable,
                read: { principal in
                    switch principal.audience {
                    case .everyClient: .null
                    case .clients(let admitted): .list(admitted.map(\.rawValue).sorted().map(JSON.text))
                    }
                }),
            .flag("is_browser_session", "Whether it signed in with a browser.") { $0.isBrowserSession },
        ])
}
