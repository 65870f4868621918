import Domain
import Hummingbird

/// Which drafts the page is about, as its address says.
struct InsightFilter: Hashable, Sendable {
    static let longestDays: Int64 = 366
    static let periods: [Int64] = [7, 30, 90]

    /// nil: from and to.
    var days: Int64? = 30
    /// As typed.
    var from = ""
    var to = ""
    var client: ClientID?
    var board: String?
    /// What is wrong with what was asked for.
    var objection: String?
    private(set) var since: Timestamp
    private(set) var until: Timestamp

    init(_ request: Request, now: Timestamp) throws(ProblemResponse) {
        until = now.adding(seconds: 1)
        since = until.adding(seconds: -30 * 86_400)
        guard let query = request.uri.query else { return }
        guard let fields = FormFields(query) else {
            throw .badRequest("The address of this page could not be read.")
        }
        client = fields["client"].nonBlank.map { ClientID($0) }
        board = fields["board"].nonBlank
        from = fields["from"].nonBlank ?? ""
        to = fields["to"].nonBlank ?? ""
        if let text = fields["days"].nonBlank, text != "other" {
            guard let days = Int64(text), Self.periods.contains(days) else {
                object("The period must be 7, 30 or 90 days, or a span from one day to another.")
                return
            }
            self.days = days
            since = until.adding(seconds: -days * 86_400)
        } else if fields["days"] == "other" || !from.isEmpty || !to.isEmpty {
            days = nil
            readSpan()
        }
    }

    private mutating func readSpan() {
        guard let first = from.isEmpty ? since : Self.day(from) else {
            return object("“From” must be a day such as 2026-11-01.")
        }
        if !to.isEmpty {
            guard let last = Self.day(to) else { return object("“To” must be a day such as 2026-11-30.") }
            until = last.adding(seconds: 86_400)
            if from.isEmpty {
                since = until.adding(seconds: -30 * 86_400)
            }
        }
        if !from.isEmpty { since = first }
        guard since < until else { return object("“From” must not lie behind “to”.") }
        guard until.seconds(since: since) <= Self.longestDays * 86_400 else {
            return object("At most \(Self.longestDays) days can be looked at together.")
        }
    }

    private mutating func object(_ text: String) {
        objection = text
        days = nil
    }

    /// Midnight UTC of `YYYY-MM-DD`.
    static func day(_ text: String) -> Timestamp? {
        guard text.utf8.count == 10, !text.utf8.contains(UInt8(ascii: " ")) else { return nil }
        let time = Timestamp(text)
        return time?.description == text + "T00:00:00Z" ? time : nil
    }

    /// The query that leads back here, with further fields.
    func query(_ more: [(name: String, value: String)] = []) -> String {
        var fields: [(name: String, value: String)] = more
        if let days {
            fields.append(("days", String(days)))
        } else {
            fields.append(("days", "other"))
            fields.append(("from", from))
            fields.append(("to", to))
        }
        if let client { fields.append(("client", client.rawValue)) }
        if let board { fields.append(("board", board)) }
        return FormEncoding.text(fields)
    }

    func insightQuery(_ audience: Audience) -> InsightQuery {
        InsightQuery(since: since, until: until, client: client, board: board, audience: audience)
    }
}
