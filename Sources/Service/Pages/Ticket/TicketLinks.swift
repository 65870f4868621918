import Domain

/// Addresses of a ticket's pages. A ticket's id may hold any character.
enum TicketLinks {
    static func path(_ id: TicketID) -> String { "/tickets/" + FormEncoding.escape(id.rawValue) }

    static func path(_ id: TicketID, draft: Int64) -> String { path(id) + "?draft=\(draft)" }

    static func egress(_ id: TicketID, receipt: Int64) -> String { path(id) + "/egress/\(receipt)" }

    static func outbound(_ draft: Int64) -> String { "/drafts/\(draft)/outbound" }
}

/// What the query of a ticket's page asks for.
struct TicketQuery: Hashable, Sendable {
    enum Tab: String, Hashable, Sendable, CaseIterable {
        case evidence, device, documents, similar, person, egress

        var label: String {
            switch self {
            case .evidence: "Evidence"
            case .device: "Device"
            case .documents: "Documents"
            case .similar: "Similar"
            case .person: "Person"
            case .egress: "Egress"
            }
        }
    }

    /// Another version than the newest.
    var draft: Int64?
    var tab = Tab.evidence
    /// Whether the whole of a long text is shown.
    var isWhole = false
    /// Whether the ticket is shown as it was received.
    var isOriginal = false
    /// The evidence that is shown in full.
    var evidence: String?

    init() {}

    /// - Throws: 400 for a query that cannot be read, 404 for a draft that cannot exist.
    init(_ query: String?) throws(ProblemResponse) {
        guard let fields = FormFields(query ?? "") else {
            throw .badRequest("The address of this page is not complete.", remedy: "Open the ticket from the queue.")
        }
        if let text = fields["draft"] {
            guard let number = Int64(text), number > 0 else { throw .notFound }
            draft = number
        }
        tab = fields["tab"].flatMap(Tab.init) ?? .evidence
        isWhole = fields["whole"] == "1"
        isOriginal = fields["original"] == "1"
        evidence = fields["evidence"]
    }

    /// The address of the same page with `changes`, so that a link changes one thing and keeps the rest.
    func path(_ ticket: TicketID, _ change: (inout TicketQuery) -> Void = { _ in }) -> String {
        var query = self
        change(&query)
        var fields: [(name: String, value: String)] = []
        if let draft = query.draft { fields.append(("draft", String(draft))) }
        if query.tab != .evidence { fields.append(("tab", query.tab.rawValue)) }
        if query.isWhole { fields.append(("whole", "1")) }
        if query.isOriginal { fields.append(("original", "1")) }
        if let evidence = query.evidence { fields.append(("evidence", evidence)) }
        return TicketLinks.path(ticket) + (fields.isEmpty ? "" : "?" + FormEncoding.text(fields))
    }
}
