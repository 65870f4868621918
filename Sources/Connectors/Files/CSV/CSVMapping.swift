import Domain

/// Which column of a CSV file fills which field.
public struct CSVMapping: Hashable, Sendable {
    public var kind: ImportKind
    /// Column index of each field that has one.
    var columns: [String: Int]
    /// Columns that are dropped since their name says they hold secrets.
    var denied: Set<Int>
    /// Every column that may name the client, the best first: exports often hold an id and a name.
    var clientColumns: [Int] = []
    /// The folded header of the id column; empty without one.
    var idHeader = ""
    /// Their headers, for the report.
    public var deniedHeaders: [String]

    /// Recognises a file by its name and headers.
    ///
    /// - Parameters:
    ///   - fileName: its words (`configurations.csv`) help where headers fit several kinds.
    ///   - explicit: field -> header, as given by `--map field=Column`; wins over the aliases.
    ///   - kind: set by the caller instead of being recognised.
    /// - Returns: nil when no kind fits.
    /// - Throws: `Problem` when `explicit` names an unknown column.
    public init?(header: [String], fileName: String, explicit: [String: String] = [:], kind: ImportKind? = nil) throws {
        let denied = Set(header.indices.filter { CSVColumnRules.isDenied(column: header[$0]) })
        var folded: [String: Int] = [:]
        for index in header.indices where !denied.contains(index) {
            let key = CSVColumnRules.folded(header[index])
            if folded[key] == nil { folded[key] = index }
        }
        // “Date Entered (UTC)” is “Date Entered”: without a zone a date is taken as UTC anyway.
        for (key, index) in folded.sorted(by: { $0.value < $1.value }) {
            guard let zone = ["utc", "gmt"].first(where: key.hasSuffix) else { continue }
            let plain = String(key.dropLast(zone.count))
            if !plain.isEmpty, folded[plain] == nil { folded[plain] = index }
        }
        var chosen: [String: Int] = [:]
        for (field, column) in explicit.sorted(by: { $0.key < $1.key }) {
            guard let index = header.firstIndex(of: column) ?? folded[CSVColumnRules.folded(column)] else {
                throw Problem(
                    "--map names the column “\(column)”, which the file does not have", place: fileName,
                    remedy: "its columns are: \(header.prefix(40).joined(separator: ", "))")
            }
            guard !denied.contains(index) else {
                throw Problem(
                    "the column “\(column)” is named like a secret and is never read", place: fileName,
                    remedy: "leave it out of --map")
            }
            chosen[field] = index
        }
        guard let kind = kind ?? Self.recognise(folded, chosen, fileName: fileName) else { return nil }
        self.kind = kind
        self.denied = denied
        deniedHeaders = denied.sorted().map { header[$0] }
        columns = chosen
        // A column fills one field; the fields stand in order of importance.
        var used = Set(chosen.values)
        for field in CSVField.fields(of: kind) where columns[field.name] == nil {
            guard let index = field.aliases.lazy.compactMap({ folded[$0] }).first(where: { !used.contains($0) }) else {
                continue
            }
            columns[field.name] = index
            used.insert(index)
        }
        // A ticket number often is both the id and the number.
        if kind == .tickets, columns["id"] == nil { columns["id"] = columns["number"] }
        clientColumns = columns["client_id"].map { [$0] } ?? []
        if chosen["client_id"] == nil, let field = CSVField.fields(of: kind).first(where: { $0.name == "client_id" }) {
            for alias in field.aliases where !alias.hasPrefix("site") {
                if let index = folded[alias], used.insert(index).inserted { clientColumns.append(index) }
            }
        }
        idHeader = columns["id"].map { CSVColumnRules.folded(header[$0]) } ?? ""
    }

    /// Columns to leave out while reading: the denied ones and those nobody asked for.
    func masked(count: Int) -> Set<Int> {
        denied.union(Set(0..<count).subtracting(columns.values).subtracting(clientColumns))
    }

    /// The row's text of a field; nil when there is no such column or it is blank.
    func text(_ field: String, _ row: CSVReader.Row) -> String? {
        guard let index = columns[field], index < row.fields.count, !row.fields[index].isEmpty else { return nil }
        return row.fields[index]
    }

    /// What the row says about its client, column by column.
    func clientTexts(_ row: CSVReader.Row) -> [String] {
        clientColumns.compactMap { $0 < row.fields.count && !row.fields[$0].isEmpty ? row.fields[$0] : nil }
    }

    /// A kind's score: how many of its fields have a column, a third of them at least of those that tell it from the
    /// others, plus a strong hint from the file name.
    private static func recognise(_ folded: [String: Int], _ chosen: [String: Int], fileName: String) -> ImportKind? {
        func has(_ kind: ImportKind, _ field: String) -> Bool {
            chosen[field] != nil
                || CSVField.fields(of: kind).contains { $0.name == field && $0.aliases.contains { folded[$0] != nil } }
        }
        func count(_ kind: ImportKind, _ fields: String...) -> Int { fields.filter { has(kind, $0) }.count }
        let hint = kind(of: fileName)
        let scores: [(kind: ImportKind, fits: Bool, score: Int)] = [
            (
                .devices, has(.devices, "hostname"),
                count(
                    .devices, "serial", "os", "ip_addresses", "mac_addresses", "manufacturer", "model", "last_seen_at")
                    * 2
            ),
            (
                .tickets, has(.tickets, "subject") && has(.tickets, "created_at"),
                count(
                    .tickets, "created_at", "status", "priority", "board", "closed_at", "requester_email",
                    "requester_name")
            ),
            (
                .contacts,
                has(.contacts, "emails") && (has(.contacts, "name") || has(.contacts, "last_name")),
                count(.contacts, "emails", "first_name", "last_name", "phones", "mobile", "vip") + 1
            ),
            (
                .documents, has(.documents, "title") && (has(.documents, "body") || has(.documents, "locator")),
                count(.documents, "body", "locator", "tags", "updated_at") + 1
            ),
            (
                .clients, has(.clients, "name"), count(.clients, "aliases", "domains")
            ),
        ]
        let best = scores.filter(\.fits).map { ($0.kind, $0.score + ($0.kind == hint ? 8 : 0)) }
            .max { $0.1 < $1.1 }
        guard let best, best.1 >= 2 else { return nil }
        return best.0
    }

    /// What a file name says: `Configurations.csv`, `tickets-2026.csv`.
    static func kind(of fileName: String) -> ImportKind? {
        let words = CSVColumnRules.words(PathText.split(fileName).stem)
        let names: [(ImportKind, [String])] = [
            (.clients, ["clients", "client", "companies", "company", "organizations", "customers", "accounts"]),
            (.contacts, ["contacts", "contact", "people", "users"]),
            (
                .devices,
                ["devices", "device", "configurations", "assets", "computers", "inventory", "hardware", "agents"]
            ),
            (.documents, ["documents", "document", "kbs", "kb", "articles", "docs", "runbooks", "sops"]),
            (.tickets, ["tickets", "ticket", "cases", "incidents"]),
        ]
        for word in words {
            if let found = names.first(where: { $0.1.contains(word) }) { return found.0 }
        }
        return nil
    }
}
