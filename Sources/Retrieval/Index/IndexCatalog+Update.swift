public import Domain
import Synchronization

extension IndexCatalog {
    /// Brings the files of a kind up to the store's records while searches go on: each is built beside the old one and
    /// takes its place when it is complete. A search that is under way keeps the file it began with. Takes as long as
    /// building does; ends early when the task is cancelled.
    ///
    /// - Returns: how many files were replaced.
    /// - Throws: the first `Problem`, after every partition was tried.
    @discardableResult
    public func update(_ kind: RecordKind) throws -> Int {
        // Partitions that lost their last record are no longer listed, but still open here.
        let open = entries.withLock { $0.keys.filter { $0.kind == kind }.map(\.partition) }
        var replaced = 0
        var failure: (any Error)?
        for partition in Set(try store.partitions(of: kind)).union(open).sorted() {
            try Task.checkCancellation()
            do {
                if try update(Key(kind: kind, partition: partition)) { replaced += 1 }
            } catch {
                failure = failure ?? error
            }
        }
        if let failure { throw failure }
        return replaced
    }

    /// Whether the shared documents' file can be had: opened now, or built where it is missing.
    ///
    /// - Throws: `Problem` when neither works.
    public func probe() throws {
        _ = try readers(of: .documents, in: .sharedOnly)
    }

    private func update(_ key: Key) throws -> Bool {
        // Read before the records are: what is written while the file is built shows as a further change.
        let generation = try store.generation(of: key.kind, in: key.partition)
        func isCurrent() -> Bool { entries.withLock { $0[key]?.generation == generation } }
        if isCurrent() { return false }
        return try exclusively(key) {
            if isCurrent() { return false }
            let reader = try current(key, generation)
            entries.withLock { $0[key] = Entry(generation: generation, reader: reader) }
            return true
        }
    }
}
