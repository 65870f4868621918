internal import Domain
internal import GRDB

/// The conditions of a query and the values they need, in order.
///
/// The audience is one of them, so that a record outside of it is never read.
struct Conditions {
    private enum Value {
        case text(String)
        case integer(Int64)
    }

    private var fragments: [String] = []
    private var values: [Value] = []

    /// Nothing, or ` WHERE …`.
    var sql: String { fragments.isEmpty ? "" : " WHERE " + fragments.joined(separator: " AND ") }

    mutating func add(_ sql: String) {
        fragments.append(sql)
    }

    /// `sql` holds one `?`.
    mutating func add(_ sql: String, _ text: String) {
        fragments.append(sql)
        values.append(.text(text))
    }

    mutating func add(_ sql: String, _ number: Int64) {
        fragments.append(sql)
        values.append(.integer(number))
    }

    /// Lets through what the audience may see. `column` holds a client's id, NULL for none.
    mutating func admit(_ audience: Audience, _ column: String = "client_id") throws {
        switch audience {
        case .everyClient: break
        case .clients(let admitted) where admitted.count == 1:
            for client in admitted { add("\(column) = ?", client.rawValue) }
        case .clients(let admitted) where admitted.isEmpty: add("0")
        case .clients(let admitted):
            let list = try CanonicalJSON().text(admitted.map(\.rawValue).sorted())
            add("\(column) IN (SELECT value FROM json_each(?))", list)
        }
    }

    /// Lets through the drafts that the audience may see: not those whose ticket has moved on to another client.
    mutating func admitDrafts(_ audience: Audience, _ table: String = "drafts") throws {
        try admit(audience, "\(table).client_id")
        // As the index `drafts_of_client` says it.
        if audience != .everyClient { add("\(table).is_moved = 0") }
    }

    /// Lets through what belongs to such a draft: rows of `table` with a column `draft`.
    mutating func admitOfDrafts(_ audience: Audience, _ table: String) throws {
        try admit(audience, "\(table).client_id")
        guard audience != .everyClient else { return }
        add("EXISTS (SELECT 1 FROM drafts seen WHERE seen.id = \(table).draft AND seen.is_moved = 0)")
    }

    /// Lets through jobs: those in the lane of an admitted client, unless their ticket is another's by now.
    mutating func admitJobs(_ audience: Audience, lane: String = "lane") throws {
        try admit(audience, lane)
        guard audience != .everyClient else { return }
        add(
            """
            NOT EXISTS (SELECT 1 FROM inbox i WHERE i.source = jobs.source AND i.ticket_id = jobs.ticket_id
                AND i.client_id IS NOT jobs.lane)
            """)
    }

    /// Lets through calls to a model, `e`, unless what was sent is another client's ticket by now.
    mutating func admitEgress(_ audience: Audience) throws {
        try admit(audience, "e.client_id")
        guard audience != .everyClient else { return }
        add("NOT \(TicketOwner.isElsewhere(ticket: "e.ticket_id", client: "e.client_id"))")
    }

    /// Like `admit`, and what belongs to no client.
    mutating func admitWithShared(_ audience: Audience, _ column: String = "client_id") throws {
        guard audience != .everyClient else { return }
        var own = Conditions()
        try own.admit(audience, column)
        fragments.append("(\(column) IS NULL OR \(own.fragments.joined(separator: " AND ")))")
        values += own.values
    }

    /// Binds the values from position `first` on and returns the next free position.
    @discardableResult
    func bind(_ statement: Prepared, from first: Int32 = 1) throws -> Int32 {
        var position = first
        for value in values {
            switch value {
            case .text(let text): try statement.bind(position, text)
            case .integer(let number): try statement.bind(position, number)
            }
            position += 1
        }
        return position
    }
}

extension SQLiteStore {
    /// The rows of `select`, the conditions, `tail` and a limit.
    func rows<Value>(
        _ select: String, _ conditions: Conditions, _ tail: String, limit: Int, _ decode: (Prepared) throws -> Value
    ) throws -> [Value] {
        try read { db in
            try rows(
                "\(select)\(conditions.sql) \(tail) LIMIT ?", db,
                bind: {
                    let next = try conditions.bind($0)
                    try $0.bind(next, Int64(max(0, limit)))
                }, decode)
        }
    }
}
