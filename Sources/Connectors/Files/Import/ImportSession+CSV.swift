import Domain

extension ImportSession {
    mutating func readCSV(_ source: ImportPlan.Source, _ mapping: CSVMapping) throws {
        let name = PathText.display(PathText.name(source.path))
        if !mapping.deniedHeaders.isEmpty {
            let list = mapping.deniedHeaders.map { PathText.display(String($0.prefix(60))) }.joined(separator: ", ")
            report.warn("\(name): columns named like secrets were not read: \(list)")
        }
        var builder = CSVRecordBuilder(mapping: mapping, orders: try dateOrders(source, mapping))
        var reader = try CSVReader(path: source.path)
        guard case .row(let header) = try reader.next() else { return }
        reader.masked = mapping.masked(count: header.fields.count)
        while let item = try reader.next() {
            switch item {
            case .row(let row):
                let place = "\(name) line \(row.line)"
                do {
                    try check(row, width: header.fields.count)
                    try add(row, &builder, place)
                } catch let problem as Problem {
                    let what = [mapping.kind.noun, builder.text("id", row)].compactMap { $0 }.joined(separator: " ")
                    report.fail(ImportReport.Entry(what: PathText.display(what), place: place, problem: problem))
                }
            case .failure(let failure):
                report.fail(
                    ImportReport.Entry(
                        what: "row", place: "\(name) line \(failure.line)", problem: failure.problem))
            }
            tellNowAndThen(reader.offset)
        }
        for (field, example) in builder.unreadDates.sorted(by: { $0.key < $1.key }) {
            report.warn(
                "\(name): \(field) was left out where it cannot be read without guessing, such as “\(example)”; "
                    + "--date-order mdy or dmy says what comes first")
        }
    }

    /// A row with more fields than the header has shifted its values: better left out than stored wrong.
    private func check(_ row: CSVReader.Row, width: Int) throws {
        guard row.fields.count > width, row.fields[width...].contains(where: { !$0.isEmpty }) else { return }
        throw Problem(
            "the row has \(row.fields.count) fields, the header \(width)",
            remedy: "put fields that hold the delimiter in quotation marks")
    }

    private mutating func add(_ row: CSVReader.Row, _ builder: inout CSVRecordBuilder, _ place: String) throws {
        switch builder.mapping.kind {
        case .clients: try add(merged(try builder.client(row)))
        case .contacts:
            guard let client = owner(row, builder, place)?.client else { return }
            try add(try builder.contact(row, client: client))
        case .devices:
            guard let client = owner(row, builder, place)?.client else { return }
            try add(try builder.device(row, client: client))
        case .documents:
            guard let owner = owner(row, builder, place) else { return }
            let document = try builder.document(row, client: owner.client)
            if builder.text("archived", row).flatMap(CSVRecordBuilder.flag) == true { return }
            if document.body.isEmpty, let locator = builder.text("locator", row) {
                locators[locator] = document
            } else {
                try add(document)
            }
        case .tickets:
            // A ticket may come without a client; it is matched by its requester later.
            if builder.mapping.clientTexts(row).isEmpty, options.owner == .unknown {
                try add(try builder.ticket(row, client: nil))
            } else if let owner = owner(row, builder, place) {
                try add(try builder.ticket(row, client: owner.client))
            }
        }
    }

    private struct Owner {
        /// nil: the MSP itself.
        var client: ClientID?
    }

    /// Quarantines the row and returns nil when its owner is in doubt.
    private mutating func owner(_ row: CSVReader.Row, _ builder: CSVRecordBuilder, _ place: String) -> Owner? {
        let kind = builder.mapping.kind
        let names = builder.mapping.clientTexts(row)
        let reason: String
        if let named = names.first {
            let isShared = names.contains { RunbookOwner(matcher: matcher, options: options).isShared($0) }
            let matches = names.map { matcher.match($0) }
            let found = Set(matches.compactMap { if case .client(let id) = $0 { id } else { nil } })
            if found.count == 1, !isShared, let id = found.first { return Owner(client: id) }
            if found.isEmpty, isShared, kind == .documents { return Owner(client: nil) }
            let isKnown = matches.contains { $0 != .none }
            reason =
                "“\(PathText.display(String(named.prefix(80))))” "
                + (isKnown ? "fits more than one client" : "is no known client")
        } else {
            switch options.owner {
            case .client(let id): return Owner(client: id)
            case .shared where kind == .documents || kind == .tickets: return Owner(client: nil)
            default: reason = "the row names no client"
            }
        }
        let label =
            builder.text("id", row) ?? builder.text("hostname", row) ?? builder.text("title", row)
            ?? builder.text("name", row)
        report.quarantine(
            ImportReport.Entry(
                what: PathText.display([kind.noun, label].compactMap { $0 }.joined(separator: " ")), place: place,
                reason: reason,
                remedy: names.isEmpty
                    ? "name the column with --map client_id=COLUMN, or the client with --client"
                    : "add it to the clients or to a client's aliases, or to the names that stand for the MSP itself"))
        return nil
    }

    /// The same company from another system: the client that is known keeps its id and gains the source's id and
    /// short names as aliases, so that later files of that system lead to it.
    private func merged(_ client: Client) -> Client {
        guard !matcher.contains(client.id), case .client(let id) = matcher.match(client.name),
            var known = matcher[id]
        else { return client }
        for alias in [client.id.rawValue] + client.aliases
        where alias != known.id.rawValue && alias != known.name && !known.aliases.contains(alias) {
            known.aliases.append(alias)
        }
        for domain in client.domains where !known.domains.contains(domain) { known.domains.append(domain) }
        return known
    }

    /// Reads the date columns once to see which order their values prove; both orders proven is none.
    private func dateOrders(_ source: ImportPlan.Source, _ mapping: CSVMapping) throws -> [String: DateOrder] {
        let fields = CSVRecordBuilder.dateFields(of: mapping.kind).filter { mapping.columns[$0] != nil }
        guard !fields.isEmpty else { return [:] }
        if let order = options.dateOrder { return Dictionary(uniqueKeysWithValues: fields.map { ($0, order) }) }
        var found: [String: Set<DateOrder>] = [:]
        var reader = try CSVReader(path: source.path)
        guard case .row(let header) = try reader.next() else { return [:] }
        reader.masked = Set(header.fields.indices).subtracting(fields.compactMap { mapping.columns[$0] })
        while let item = try reader.next() {
            guard case .row(let row) = item else { continue }
            for field in fields {
                if let text = mapping.text(field, row), let order = ExportDate.evidence(text) {
                    found[field, default: []].insert(order)
                }
            }
        }
        return found.compactMapValues { $0.count == 1 ? $0.first : nil }
    }
}
