import Domain

/// The state of one import: what has been read, the batch being filled, and the report.
struct ImportSession {
    private(set) var options: ImportOptions
    let cleaner: RecordCleaner
    let sink: (ImportBatch) throws -> [String: ImportCounts]
    let progress: (ImportProgress) -> Void
    let bytesTotal: Int

    var matcher: ClientMatcher
    var report = ImportReport()
    /// Documents of an IT Glue export that stand in `documents.csv` and whose text comes in a file of its own.
    var locators: [String: Document] = [:]

    private var batch = ImportBatch()
    /// Not cleaned yet; a batch of them is cleaned on all cores.
    private var documents: [Document] = []
    private var tickets: [Ticket] = []
    private var batchBytes = 0
    private var bytesBefore = 0
    private var records = 0
    private var file = ""
    private let batchBytesLimit = 16 << 20

    init(
        options: ImportOptions, cleaner: RecordCleaner, matcher: ClientMatcher, bytesTotal: Int,
        sink: @escaping (ImportBatch) throws -> [String: ImportCounts], progress: @escaping (ImportProgress) -> Void
    ) {
        self.options = options
        self.cleaner = cleaner
        self.matcher = matcher
        self.bytesTotal = bytesTotal
        self.sink = sink
        self.progress = progress
    }

    // MARK: Records

    mutating func add(_ client: Client) throws {
        var client = client
        client.name = clean(client.name)
        // Aliases are codes and account numbers: a scrubber takes long ones for card numbers.
        matcher.add(client)
        batch.clients.append(client)
        try added(bytes: 200)
    }

    mutating func add(_ contact: Contact) throws {
        var contact = contact
        contact.name = clean(contact.name)
        batch.contacts.append(contact)
        try added(bytes: 200)
    }

    mutating func add(_ device: Device) throws {
        let (device, findings) = cleaner.device(device)
        report.add(secrets: findings)
        batch.devices.append(device)
        try added(bytes: 1000)
    }

    mutating func add(_ document: Document) throws {
        documents.append(document)
        try added(bytes: document.body.utf8.count)
    }

    mutating func add(_ ticket: Ticket) throws {
        tickets.append(ticket)
        try added(bytes: ticket.body.utf8.count + ticket.notes.reduce(0) { $0 + $1.body.utf8.count })
    }

    private mutating func clean(_ text: String) -> String {
        let (text, findings) = cleaner.text(text)
        report.add(secrets: findings)
        return text
    }

    private mutating func added(bytes: Int) throws {
        records += 1
        batchBytes += bytes
        if batch.count + documents.count + tickets.count >= options.batchSize || batchBytes >= batchBytesLimit {
            try flush()
        }
    }

    /// Cleans and writes what has been gathered.
    mutating func flush() throws {
        for (stored, findings) in Parallel.map(documents, cleaner.document) {
            batch.documents.append(stored)
            report.add(secrets: findings)
        }
        for (stored, findings) in Parallel.map(tickets, cleaner.ticket) {
            batch.tickets.append(stored)
            report.add(secrets: findings)
        }
        documents.removeAll(keepingCapacity: true)
        tickets.removeAll(keepingCapacity: true)
        guard batch.count > 0 else { return }
        let full = batch
        batch = ImportBatch()
        batchBytes = 0
        do {
            report.add(counts: try sink(full))
        } catch {
            throw SinkFailure(error: error)
        }
    }

    // MARK: Owners

    /// The client that a record names by id.
    mutating func isKnown(_ id: ClientID, _ what: String, _ place: String) -> Bool {
        if matcher.contains(id) { return true }
        let reason = "the client “\(PathText.display(String(id.rawValue.prefix(80))))” is not known"
        report.quarantine(
            ImportReport.Entry(
                what: what, place: place, reason: reason, remedy: "add it to clients.jsonl and import again"))
        return false
    }

    /// Takes the owner that the caller named by id, name or alias to the client it means.
    mutating func resolveOwner() throws {
        guard case .client(let named) = options.owner else { return }
        switch matcher.match(named.rawValue) {
        case .client(let id): options.owner = .client(id)
        case .ambiguous(let ids):
            throw Problem(
                "“\(named)” fits more than one client", place: "--client",
                remedy: "give the id: \(ids.prefix(5).map(\.rawValue).joined(separator: ", "))")
        case .none:
            let known = matcher.clients.prefix(20).map(\.id.rawValue).joined(separator: ", ")
            throw Problem(
                "there is no client “\(named)”", place: "--client",
                remedy: known.isEmpty ? "import the clients first" : "known clients: \(known)")
        }
    }

    // MARK: Progress

    mutating func begin(_ source: ImportPlan.Source) {
        file = PathText.display(source.relative)
        tell(0)
    }

    mutating func end(_ source: ImportPlan.Source) {
        bytesBefore += source.size
        tell(0)
    }

    /// - Parameter offset: bytes read of the current file.
    func tell(_ offset: Int) {
        progress(
            ImportProgress(
                bytesDone: min(bytesBefore + offset, bytesTotal), bytesTotal: bytesTotal, records: records, file: file))
    }

    /// Tells every 256 records.
    func tellNowAndThen(_ offset: Int) {
        if records & 0xFF == 0 { tell(offset) }
    }
}
