import Domain

/// What an import will read, in the order in which it reads it: clients first, whatever order the paths came in.
public struct ImportPlan: Sendable {
    /// How a file is read.
    public enum Format: Hashable, Sendable {
        case jsonLines(ImportKind)
        case csv(CSVMapping)
        case mail, mbox, runbook

        var kind: ImportKind {
            switch self {
            case .jsonLines(let kind): kind
            case .csv(let mapping): mapping.kind
            case .mail, .mbox: .tickets
            case .runbook: .documents
            }
        }

        /// Among files of one kind, tables before the files that they describe.
        var order: Int {
            switch self {
            case .jsonLines: 0
            case .csv: 1
            case .runbook, .mail, .mbox: 2
            }
        }
    }

    public struct Source: Sendable {
        public var format: Format
        /// The path to open.
        public var path: String
        /// The path below the folder that was named, with `/`, in NFC.
        public var relative: String
        /// The name of that folder.
        public var root: String
        public var size: Int
        var modified: Timestamp
    }

    public private(set) var sources: [Source] = []
    public private(set) var ignored: [ImportReport.Entry] = []
    public private(set) var refused: [ImportReport.Entry] = []
    public private(set) var failures: [ImportReport.Entry] = []

    public var bytes: Int { sources.reduce(0) { $0 + $1.size } }

    private let options: ImportOptions

    /// Looks at names, and at the first lines of JSON Lines and CSV files.
    ///
    /// - Throws: `Problem` when a path does not exist or `--map` names an unknown column.
    public init(paths: [String], options: ImportOptions = ImportOptions()) throws {
        self.options = options
        for path in paths {
            if FolderWalk.isFolder(path) { try add(folder: path) } else { try add(single: path) }
        }
        sources.sort { a, b in
            let left = (a.format.kind, a.format.order)
            let right = (b.format.kind, b.format.order)
            return left == right ? a.relative.utf8.lexicographicallyPrecedes(b.relative.utf8) : left < right
        }
    }

    private mutating func add(folder: String) throws {
        let walk = try FolderWalk(folder)
        let root = PathText.name(PathText.resolved(folder) ?? folder)
        for file in walk.files { try add(file, root: root) }
        for relative in walk.refused { refuse(relative) }
        for (relative, problem) in walk.problems {
            failures.append(ImportReport.Entry(what: PathText.display(relative), place: folder, problem: problem))
        }
    }

    private mutating func add(single path: String) throws {
        let name = PathText.name(path)
        if FileRules.verdict(name) == .refuse { return refuse(name) }
        guard let file = FolderWalk.file(path, relative: name) else {
            _ = try FileInput(path: path)
            throw Problem("this is not a regular file", place: PathText.display(path), remedy: "name a file or folder")
        }
        let parts = (PathText.resolved(path) ?? path).split(separator: "/")
        try add(file, root: parts.count > 1 ? String(parts[parts.count - 2]) : "")
    }

    private mutating func add(_ file: FolderWalk.File, root: String) throws {
        let name = PathText.name(file.relative)
        guard let format = try format(of: file, name: name) else { return }
        sources.append(
            Source(
                format: format, path: file.path, relative: file.relative, root: root, size: file.size,
                modified: Timestamp(seconds: file.modified)))
    }

    private mutating func format(of file: FolderWalk.File, name: String) throws -> Format? {
        let (stem, ext) = PathText.split(name)
        switch ext {
        case "jsonl", "ndjson":
            do {
                if let kind = try JSONLinesKind.recognise(name: name, path: file.path) { return .jsonLines(kind) }
                ignore(file, "the lines are none of the records Sidenote imports", "see “sidenote import --help”")
            } catch let problem as Problem {
                failures.append(
                    ImportReport.Entry(what: PathText.display(file.relative), place: file.path, problem: problem))
            }
        case "csv", "tsv":
            if let mapping = try mapping(of: file, name: name) { return .csv(mapping) }
        case "eml": return .mail
        case "mbox", "mbx": return .mbox
        case "md", "markdown", "html", "htm", "txt", "docx", "pdf":
            let isAbout = ["readme", "license", "changelog", "contributing"].contains(stem.lowercased())
            if isAbout && !file.relative.contains("/") {
                ignore(file, "it is about the folder, no runbook", "move it into a client's folder to import it")
            } else if file.size > options.runbookLimit {
                ignore(file, "it is larger than \(ByteCount.text(options.runbookLimit))", "split it")
            } else {
                return .runbook
            }
        case "doc", "rtf", "odt": ignore(file, "this format is not supported", "save it as .docx")
        case "xls", "xlsx", "ods": ignore(file, "spreadsheets are not supported", "save it as CSV")
        case "json": ignore(file, "JSON documents are not supported", "make JSON Lines: jq -c '.[]' FILE")
        case "msg", "pst": ignore(file, "Outlook's own formats are not supported", "export as .eml or .mbox")
        default: ignore(file, "this kind of file holds no records", "nothing to do")
        }
        return nil
    }

    private mutating func mapping(of file: FolderWalk.File, name: String) throws -> CSVMapping? {
        var header: [String]?
        do {
            var reader = try CSVReader(path: file.path)
            if case .row(let row) = try reader.next() { header = row.fields }
        } catch let problem as Problem {
            failures.append(
                ImportReport.Entry(what: PathText.display(file.relative), place: file.path, problem: problem))
            return nil
        }
        guard let header else {
            ignore(file, "it holds no header line", "export it again with headers")
            return nil
        }
        let mapping = try CSVMapping(
            header: header, fileName: name, explicit: options.columns, kind: options.csvKind)
        if mapping == nil {
            ignore(file, "its columns are not recognised", "name them: --map hostname=COLUMN, or --kind devices")
        }
        return mapping
    }

    private mutating func ignore(_ file: FolderWalk.File, _ reason: String, _ remedy: String) {
        let path = PathText.display(file.relative)
        ignored.append(ImportReport.Entry(what: path, place: path, reason: reason, remedy: remedy))
    }

    private mutating func refuse(_ relative: String) {
        let path = PathText.display(relative)
        refused.append(
            ImportReport.Entry(
                what: path, place: path, reason: "its name says that it holds secrets; it was not opened",
                remedy: "rename it if that is wrong"))
    }
}

/// What the lines of a JSON Lines file are.
enum JSONLinesKind {
    /// By name, else by the keys of the first line; nil for anything that is none of an import's business.
    static func recognise(name: String, path: String) throws -> ImportKind? {
        let stem = PathText.split(name.lowercased()).stem
        if let kind = ImportKind(rawValue: stem) { return kind }
        if stem.hasPrefix("tickets") { return .tickets }
        if stem.hasPrefix("enrichment") || stem.hasPrefix("truth") { return nil }
        var reader = try LineReader(path: path, limit: 8 << 20)
        guard let line = try reader.next() else { return nil }
        return kind(of: Set(TopLevelKeys(line.bytes).keys))
    }

    static func kind(of keys: Set<String>) -> ImportKind? {
        func has(_ names: String...) -> Bool { names.allSatisfy(keys.contains) }
        if has("ticket_id") { return nil }
        if has("_id", "text") { return has("title") ? .documents : .tickets }
        guard has("id") else { return nil }
        if has("hostname", "client_id") { return .devices }
        if has("subject", "created_at") { return .tickets }
        if has("title", "body") { return .documents }
        if has("emails", "client_id", "name") { return .contacts }
        if has("name", "domains") { return .clients }
        return nil
    }
}
