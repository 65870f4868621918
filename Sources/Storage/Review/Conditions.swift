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

    /// The same, and what belongs to no client.
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
