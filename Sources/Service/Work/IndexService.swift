import Enrichment
import ServiceLifecycle

/// The index files as a part of the life of a service without a worker: searches ask for their upkeep, and it ends with
/// the service.
struct IndexService: Service {
    let index: IndexParts

    init(_ index: IndexParts) {
        self.index = index
    }

    func run() async throws {
        try? await gracefulShutdown()
        await index.stop()
    }
}
