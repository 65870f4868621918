import Domain

extension ImportSession {
    mutating func readMail(_ source: ImportPlan.Source) throws {
        let bytes = try FileInput.contents(of: source.path, limit: options.mailLimit)
        try addMail(bytes, source)
    }

    mutating func readMbox(_ source: ImportPlan.Source) throws {
        var reader = MboxReader(try FileInput(path: source.path), limit: options.mailLimit)
        let name = PathText.display(PathText.name(source.path))
        while let item = try reader.next() {
            switch item {
            case .message(let bytes, let line):
                do {
                    try addMail(bytes, source)
                } catch let problem as Problem {
                    report.fail(
                        ImportReport.Entry(what: "message", place: "\(name) line \(line)", problem: problem))
                }
            case .failure(let failure):
                report.fail(
                    ImportReport.Entry(
                        what: "message", place: "\(name) line \(failure.line)", problem: failure.problem))
            }
            tell(reader.offset)
        }
    }

    private mutating func addMail(_ bytes: [UInt8], _ source: ImportPlan.Source) throws {
        var client: ClientID?
        if case .client(let id) = options.owner { client = id }
        try add(try MailTicket.make(bytes, client: client, fallback: source.modified))
    }

    mutating func readRunbook(_ source: ImportPlan.Source) throws {
        let name = PathText.name(source.relative)
        let path = PathText.display(source.relative)
        let runbook = try RunbookReader(limit: options.runbookLimit).read(path: source.path, name: name)
        if let warning = runbook.warning { report.warn("\(path): \(warning)") }
        if let locator = Self.locator(in: source.relative), let listed = locators.removeValue(forKey: locator) {
            var document = listed
            document.body = runbook.body
            document.bodyFormat = runbook.format
            return try add(document)
        }
        var identity = RunbookOwner.identity(source.relative)
        let (owner, isByRoot) = RunbookOwner(matcher: matcher, options: options)
            .owner(identity: identity, root: source.root, named: runbook.client)
        if isByRoot { identity = UnicodeForm.composed(source.root) + "/" + identity }
        var document = Document(
            id: DocumentID(identity), title: runbook.title, body: runbook.body, bodyFormat: runbook.format,
            kind: "runbook", visibility: runbook.visibility,
            url: options.linkPrefix.map { $0 + PercentEncoding.path(source.relative) },
            updatedAt: runbook.updated ?? source.modified, tags: runbook.tags)
        switch owner {
        case .client(let id):
            document.clientID = id
            try add(document)
        case .shared: try add(document)
        case .unknown(let problem):
            report.quarantine(ImportReport.Entry(what: "runbook \(path)", place: path, problem: problem))
        }
    }

    /// Documents that a list promised and no file brought.
    mutating func reportMissingBodies() {
        guard !locators.isEmpty else { return }
        let some = locators.keys.sorted().prefix(3).joined(separator: ", ")
        report.warn(
            "\(locators.count) listed documents have no file with their text, such as \(some); "
                + "import the folder “Documents” of the export with them")
    }

    /// IT Glue puts the locator (`DOC-4418825-17`) at the head of a document's folder name.
    static func locator(in path: String) -> String? {
        for part in path.split(separator: "/") where part.hasPrefix("DOC-") {
            let locator = part.prefix { $0 == "-" || $0.isASCII && ($0.isNumber || $0.isUppercase) }
            if locator.count > 5 { return String(locator) }
        }
        return nil
    }
}

/// RFC 3986 percent-encoding.
enum PercentEncoding {
    static func path(_ path: String) -> String {
        path.utf8.reduce(into: "") { text, byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 47, 95, 126: text.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                text += "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            }
        }
    }
}
