import Domain
import Foundation

/// The table of `docs/sign-in.md`: what each route answers to whom.
struct MatrixTable: Sendable {
    struct Row: Sendable {
        /// `GET /api/v1/tickets/{ticket_id}`
        var route: String
        /// `token` or `session`.
        var by: String
        var roles: [Role: Int]
        var otherClient: Int
        var none: Int
        var expired: Int

        var method: String { String(route.prefix { $0 != " " }) }
        var path: String { String(route.drop { $0 != " " }.dropFirst()) }

        /// Too small a role is told before anything else; then another client's things answer as absent ones.
        func expected(_ caller: MatrixWorld.Caller) -> Int {
            switch caller {
            case .none: none
            case .expired: expired
            case .restricted(let role, let client):
                if client == MatrixWorld.own || roles[role] == 403 { roles[role] ?? 0 } else { otherClient }
            }
        }
    }

    let rows: [Row]

    static var root: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Rows are the lines whose first cell is a route in backquotes. Throws a `Problem` for one that cannot be read.
    init() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent("docs/sign-in.md"), encoding: .utf8)
        var rows: [Row] = []
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let numbers = cells.dropFirst(2).compactMap { Int($0) }
            guard cells.count == 9, numbers.count == 7, ["token", "session"].contains(cells[1]) else {
                throw Problem("a row of the matrix cannot be read: \(line)")
            }
            rows.append(
                Row(
                    route: cells[0].replacing("`", with: ""), by: cells[1],
                    roles: Dictionary(uniqueKeysWithValues: zip(Role.allCases, numbers)), otherClient: numbers[4],
                    none: numbers[5], expired: numbers[6]))
        }
        self.rows = rows
    }
}
