import Domain
import Enrichment
import Storage

/// Which clients a person or a token sees, in a form: all, or those of a list.
struct ClientChoice: Sendable {
    var isEvery: Bool
    /// One id a line, as typed.
    var text: String

    init(_ clients: Set<ClientID>?) {
        isEvery = clients == nil
        text = clients?.sorted().map(\.rawValue).joined(separator: "\n") ?? ""
    }

    init(_ fields: FormFields) {
        isEvery = fields["scope"] != "these"
        text = fields["clients"] ?? ""
    }

    /// nil: every client.
    ///
    /// - Throws: `Problem` (place `accounts`) naming an id that no client has, so that a typing error does not shut
    ///   anybody out.
    func clients(in store: SQLiteStore) throws -> Set<ClientID>? {
        guard !isEvery else { return nil }
        let ids = text.split(whereSeparator: \.isNewline).map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
        let known = Set(try store.clients().map(\.id.rawValue))
        for id in ids where !known.contains(id) {
            throw Problem("there is no client “\(id.clipped(to: 60))”", place: "accounts")
        }
        return Set(ids.map { ClientID($0) })
    }

    func write(to html: inout HTML, objection: String? = nil) {
        html.choice(
            "Which clients", id: "scope", name: "scope",
            options: [("every", "Every client"), ("these", "Only those below")], selected: isEvery ? "every" : "these")
        html.textArea(
            "Clients", id: "clients", name: "clients", value: text, rows: 3,
            hint: "One id a line, as on the page of policies. An empty list is no client at all.",
            objection: objection)
    }
}
