import Connectors
import Domain
import Foundation
import Retrieval
import Storage

/// Import and index, on all cores as in use. Returns the filled store.
struct StoreStages {
    struct Filled {
        var store: SQLiteStore
        var catalog: IndexCatalog
    }

    let folder: String
    let runs: Int

    func measure(into table: inout Table) async throws -> Filled {
        let data = folder + "/data"
        let plan = try ImportPlan(paths: [folder + "/import"])
        var store: SQLiteStore?
        let imported = try await Measurement(runs: 1, warmUp: false) {
            let opened = try SQLiteStore.open(directory: data)
            _ = try Importer(cleaner: .standard).run(plan) { try opened.write($0) }
            store = opened
        }
        guard let store else { throw Problem("the store was not made", place: data) }
        let records = try store.counts().values.reduce(0, +)
        table.rate("import, without index", "records/s", work: Double(records), imported)
        table.rate("import, without index", "MB/s", work: Double(plan.bytes) / 1e6, imported)

        var documents = 0
        var bytes = 0
        for partition in try store.partitions(of: .documents) {
            try store.eachDocument(in: partition) { stored in
                documents += 1
                bytes += stored.text.utf8.count
            }
        }
        var run = 0
        let built = try await Measurement(runs: min(3, runs), warmUp: false) {
            run += 1
            _ = try IndexCatalog(store: store, directory: data + "/index\(run)").refresh([.documents])
        }
        table.rate("index build", "docs/s", work: Double(documents), built)
        table.rate("index build", "MB/s", work: Double(bytes) / 1e6, built)
        let catalog = IndexCatalog(store: store, directory: data + "/index")
        try catalog.refresh()
        return Filled(store: store, catalog: catalog)
    }
}
