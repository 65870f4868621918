import Domain

extension ImportSession {
    mutating func readJSONLines(_ source: ImportPlan.Source, _ kind: ImportKind) throws {
        switch kind {
        case .clients:
            try read(source, kind, \Client.id.rawValue) { session, client, _ in try session.add(client) }
        case .contacts:
            try read(source, kind, \Contact.id.rawValue) { session, contact, place in
                if session.isKnown(contact.clientID, "contact \(contact.id)", place) { try session.add(contact) }
            }
        case .devices:
            try read(source, kind, \Device.id.rawValue) { session, device, place in
                if session.isKnown(device.clientID, "device \(device.id)", place) { try session.add(device) }
            }
        case .documents:
            try read(source, kind, \DocumentRecord.document.id.rawValue) { session, record, place in
                try session.add(record, place)
            }
        case .tickets:
            var undated = 0
            try read(source, kind, \TicketRecord.ticket.id.rawValue) { session, record, place in
                if record.hasNoDate { undated += 1 }
                if let client = record.ticket.clientID, !session.isKnown(client, "ticket \(record.ticket.id)", place) {
                    return
                }
                try session.add(record.ticket)
            }
            if undated > 0 {
                report.warn(
                    "\(PathText.display(source.relative)): \(undated) queries have no date; 1970-01-01 was taken")
            }
        }
    }

    private mutating func add(_ record: DocumentRecord, _ place: String) throws {
        let what = "document \(record.document.id)"
        switch record.owner {
        case .shared: try add(record.document)
        case .client(let id):
            if isKnown(id, what, place) { try add(record.document) }
        case .missing:
            switch options.owner {
            case .shared: try add(record.document)
            case .client(let id):
                var document = record.document
                document.clientID = id
                try add(document)
            case .unknown:
                report.quarantine(
                    ImportReport.Entry(
                        what: what, place: place, reason: "client_id is missing",
                        remedy: "give the client's id, or null (written out) to share it with every client"))
            }
        }
    }

    private mutating func read<Record: Decodable>(
        _ source: ImportPlan.Source, _ kind: ImportKind, _ id: KeyPath<Record, String>,
        _ body: (inout ImportSession, Record, String) throws -> Void
    ) throws {
        var reader = try JSONLinesReader<Record>(
            path: source.path, noun: kind.noun, limit: options.lineLimit, identity: { $0[keyPath: id] })
        let name = PathText.display(PathText.name(source.path))
        while let item = try reader.next() {
            switch item {
            case .record(let record, let line): try body(&self, record, "\(name) line \(line)")
            case .failure(let failure):
                report.fail(
                    ImportReport.Entry(
                        what: [kind.noun, failure.id.map { PathText.display(String($0.prefix(80))) }]
                            .compactMap { $0 }.joined(separator: " "),
                        place: "\(name) line \(failure.line)", problem: failure.problem))
            }
            tellNowAndThen(reader.offset)
        }
        for warning in reader.warnings { report.warn(warning) }
        if reader.repairedLines > reader.warnings.count {
            report.warn("\(name): \(reader.repairedLines) lines were repaired in all")
        }
    }
}
