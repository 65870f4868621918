public import Domain
import Glibc
import Normalization
import Synchronization

/// The index files of one data directory: opened on demand, kept open, rebuilt from the store when they are missing,
/// torn, of another version or older than the store's records.
///
/// One file per (kind, partition): a read of a scope opens exactly the client's own file and the shared one.
public final class IndexCatalog: Sendable {
    /// What the catalog is doing, for progress output; called with the partition being built and records done so far.
    public typealias Progress = @Sendable (_ kind: RecordKind, _ partition: Partition, _ records: Int) -> Void

    struct Key: Hashable {
        var kind: RecordKind
        var partition: Partition
    }

    struct Entry {
        var generation: Int64
        var reader: IndexReader?
    }

    let store: any Store
    private let directory: String
    private let toleratesOld: Set<RecordKind>
    private let progress: Progress?
    let entries = Mutex<[Key: Entry]>([:])
    private let building = Mutex<[Key: BuildLock]>([:])

    /// - Parameters:
    ///   - directory: where the files lie; created when missing.
    ///   - toleratesOld: kinds of which an older file is better than waiting until a new one is built; whoever names
    ///     some calls `update` from time to time.
    public init(
        store: any Store, directory: String, toleratesOld: Set<RecordKind> = [], progress: Progress? = nil
    ) {
        self.store = store
        self.directory = directory
        self.toleratesOld = toleratesOld
        self.progress = progress
    }

    /// The readers of a scope, the client's own first; an empty partition has none.
    func readers(of kind: RecordKind, in scope: Scope) throws -> [IndexReader] {
        try scope.partitions.compactMap { try reader(of: kind, in: $0) }
    }

    /// Builds what is missing or stale, for every partition. Returns how many files were built.
    @discardableResult
    public func refresh(_ kinds: [RecordKind] = [.documents, .tickets]) throws -> Int {
        var built = 0
        for kind in kinds {
            for partition in try store.partitions(of: kind) where try isStale(kind, partition) {
                _ = try reader(of: kind, in: partition)
                built += 1
            }
        }
        return built
    }

    /// Forgets what is open, so that the next read looks at the store's generations again.
    public func invalidate() {
        entries.withLock { $0.removeAll() }
    }

    private func isStale(_ kind: RecordKind, _ partition: Partition) throws -> Bool {
        let generation = try store.generation(of: kind, in: partition)
        let key = Key(kind: kind, partition: partition)
        if let entry = entries.withLock({ $0[key] }), entry.generation == generation { return false }
        return try open(key, generation: generation) == nil && generation > 0
    }

    private func reader(of kind: RecordKind, in partition: Partition) throws -> IndexReader? {
        let key = Key(kind: kind, partition: partition)
        if let entry = entries.withLock({ $0[key] }) { return entry.reader }
        return try exclusively(key) {
            if let entry = entries.withLock({ $0[key] }) { return entry.reader }
            let generation = try store.generation(of: kind, in: partition)
            let entry =
                if generation > 0, toleratesOld.contains(kind), let old = try openAny(key) {
                    Entry(generation: old.header.generation, reader: old)
                } else {
                    Entry(generation: generation, reader: try current(key, generation))
                }
            entries.withLock { $0[key] = entry }
            return entry.reader
        }
    }

    /// Runs `body` while nobody else opens or builds that file; those who have it open do not wait.
    func exclusively<Value>(_ key: Key, _ body: () throws -> Value) throws -> Value {
        let lock = building.withLock { locks in
            if let lock = locks[key] { return lock }
            let lock = BuildLock()
            locks[key] = lock
            return lock
        }
        return try lock.mutex.withLock { _ in try body() }
    }

    /// The file of exactly this generation, built where there is none.
    func current(_ key: Key, _ generation: Int64) throws -> IndexReader? {
        try generation == 0 ? nil : open(key, generation: generation) ?? build(key, generation)
    }

    private func open(_ key: Key, generation: Int64) throws -> IndexReader? {
        guard let reader = try openAny(key), reader.header.generation == generation else { return nil }
        return reader
    }

    private func openAny(_ key: Key) throws -> IndexReader? {
        guard let file = try MappedFile(path: path(of: key)), let reader = IndexReader(file),
            reader.header.partitionHash == hash(of: key)
        else { return nil }
        return reader
    }

    private func build(_ key: Key, _ generation: Int64) throws -> IndexReader? {
        var builder = IndexBuilder()
        let languages = LanguageIdentifier()
        switch key.kind {
        case .documents:
            try store.eachDocument(in: key.partition) { stored in
                builder.add(
                    id: stored.document.id.rawValue, title: stored.document.title,
                    body: stored.document.tags.isEmpty
                        ? stored.text : stored.text + "\n" + stored.document.tags.joined(separator: " "),
                    time: stored.document.updatedAt,
                    language: StemmingLanguage(tag: languages.identify(stored.text)) ?? .english)
                try report(key, builder.documents)
            }
        case .tickets:
            try store.eachTicket(in: key.partition) { stored in
                builder.add(
                    id: stored.ticket.id.rawValue, title: stored.subject,
                    body: [stored.text, stored.ticket.resolution ?? ""].joined(separator: "\n"),
                    time: stored.ticket.createdAt,
                    language: StemmingLanguage(tag: languages.identify(stored.text)) ?? .english)
                try report(key, builder.documents)
            }
        case .devices:
            return nil
        }
        let target = path(of: key)
        try createDirectory()
        try IndexFile.write(builder, to: target, generation: generation, partitionHash: hash(of: key))
        guard let file = try MappedFile(path: target), let reader = IndexReader(file) else {
            throw Problem(
                "the index file cannot be read back after writing", place: target,
                remedy: "Check the disk of the data directory for errors")
        }
        return reader
    }

    private func report(_ key: Key, _ count: Int) throws {
        // At the end of a process nobody waits for a file that can be built later.
        if count % 100 == 0 { try Task.checkCancellation() }
        if count % 500 == 0 { progress?(key.kind, key.partition, count) }
    }

    private func createDirectory() throws {
        guard mkdir(directory, 0o700) != 0, errno != EEXIST else { return }
        throw Problem(
            "cannot create the index directory: \(String(cString: strerror(errno)))", place: directory,
            remedy: "Check that the data directory is writable")
    }

    private func hash(of key: Key) -> UInt64 {
        var name = "\(key.kind.rawValue)\u{0}" + (key.partition.owner.map { "client\u{0}\($0)" } ?? "shared")
        return name.withUTF8 { TermHash.hash($0) }
    }

    /// Client ids come from outside, so the name holds only their hash.
    private func path(of key: Key) -> String {
        let digits = String(hash(of: key), radix: 16)
        let padded = String(repeating: "0", count: 16 - digits.utf8.count) + digits
        let owner = key.partition == .shared ? "shared" : "client"
        return "\(directory)/\(key.kind.rawValue)-\(owner)-\(padded).idx"
    }
}

/// One builder per file at a time; readers of other files do not wait.
private final class BuildLock: Sendable {
    let mutex = Mutex<Void>(())
}
