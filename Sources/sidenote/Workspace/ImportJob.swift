import Connectors
import Domain
import Retrieval
import Storage

/// One run of `import`: plan, read, clean, store, index.
struct ImportJob {
    let workspace: Workspace
    let options: ImportOptions
    let isQuiet: Bool

    func run(_ paths: [String]) throws -> ImportReport {
        let plan = try ImportPlan(paths: paths, options: options)
        let importer = Importer(
            cleaner: .standard, knownClients: try workspace.store.clients(), options: options)
        var bar = Progress("import", unit: "records", isQuiet: isQuiet)
        let report = try importer.run(
            plan,
            progress: { step in
                bar.update(
                    step.records,
                    fraction: step.bytesTotal > 0 ? Double(step.bytesDone) / Double(step.bytesTotal) : nil)
            },
            sink: { try workspace.store.write($0) })
        bar.clear()
        workspace.catalog.invalidate()
        try workspace.catalog.refresh()
        return report
    }
}
