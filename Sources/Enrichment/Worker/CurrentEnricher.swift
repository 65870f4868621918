public import Domain

/// The enricher that fits the store. What an enricher keeps in memory of clients, contacts and devices, the alarm about
/// other clients' names among it, is made anew when any of them changes.
///
/// The rule is exact: whoever asks gets one that was made from records at least as new as the moment of asking. The
/// generation is read before the records are, so a change in between only makes it be made once more.
public actor CurrentEnricher {
    private struct Made {
        var generation: Int64
        var enricher: Enricher
    }

    private struct Making {
        var generation: Int64
        var task: Task<Enricher, any Error>
    }

    private let store: any Store
    private let threads: WorkThreads
    private let make: @Sendable () throws -> Enricher
    private var made: Made?
    private var making: Making?

    /// - Parameters:
    ///   - threads: where it is made; with many devices that takes a while.
    ///   - make: reads the store's clients, contacts and devices anew at each call.
    public init(store: any Store, threads: WorkThreads, make: @escaping @Sendable () throws -> Enricher) {
        self.store = store
        self.threads = threads
        self.make = make
    }

    /// - Throws: `Problem` when the store cannot be read.
    public func enricher() async throws -> Enricher {
        let generation = try store.generations().identities
        if let made, made.generation >= generation { return made.enricher }
        let making: Making
        if let current = self.making, current.generation >= generation {
            making = current
        } else {
            making = Making(
                generation: generation, task: Task(executorPreference: threads) { [make] in try make() })
            self.making = making
        }
        do {
            let enricher = try await making.task.value
            keep(Made(generation: making.generation, enricher: enricher))
            return enricher
        } catch {
            // The next who asks tries again.
            if self.making?.generation == making.generation { self.making = nil }
            throw error
        }
    }

    private func keep(_ new: Made) {
        if making?.generation == new.generation { making = nil }
        if let made, made.generation >= new.generation { return }
        made = new
    }
}
