import Connectors
import Domain
import Retrieval
import Storage

/// One run of `import`: plan, read, clean, store, record, index.
struct ImportJob {
    let workspace: Workspace
    let options: ImportOptions
    let isQuiet: Bool

    func run(_ paths: [String]) async throws -> ImportReport {
        let plan = try ImportPlan(paths: paths, options: options)
        let importer = Importer(
            cleaner: .standard, knownClients: try workspace.store.clients(), options: options)
        var record = ImportRecord()
        let report: ImportReport
        do {
            report = try read(plan, importer, into: &record)
        } catch {
            // What was stored before it failed stays stored.
            try await record.write(to: workspace.store)
            throw error
        }
        try await record.write(to: workspace.store)
        workspace.catalog.invalidate()
        try workspace.catalog.refresh()
        return report
    }

    private func read(
        _ plan: ImportPlan, _ importer: Importer, into record: inout ImportRecord
    ) throws -> ImportReport {
        var written = ImportRecord()
        defer { record = written }
        var bar = Progress("import", unit: "records", isQuiet: isQuiet)
        defer { bar.clear() }
        return try importer.run(
            plan,
            progress: { step in
                bar.update(
                    step.records,
                    fraction: step.bytesTotal > 0 ? Double(step.bytesDone) / Double(step.bytesTotal) : nil)
            },
            sink: { batch in
                let counts = try workspace.store.write(batch)
                written.add(counts)
                return counts
            })
    }
}
