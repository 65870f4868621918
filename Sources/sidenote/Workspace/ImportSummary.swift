import Connectors
import Domain

/// The result of an import as a person reads it.
struct ImportSummary {
    let report: ImportReport
    private static let shownEntries = 20

    func print(isQuiet: Bool) {
        if !isQuiet {
            var table = Table([("", .left), ("new", .right), ("changed", .right), ("unchanged", .right)])
            for kind in ["clients", "contacts", "devices", "documents", "tickets"] {
                guard let counts = report.counts[kind] else { continue }
                table.add([
                    kind, Progress.grouped(counts.inserted), Progress.grouped(counts.updated),
                    Progress.grouped(counts.unchanged),
                ])
            }
            if table.rows.isEmpty {
                Console.write("nothing was imported\n", to: .standardOutput)
            } else {
                Console.write(table.text(width: Console.Stream.standardOutput.columns) + "\n", to: .standardOutput)
            }
            if !report.secretsRemoved.isEmpty {
                let kinds = report.secretsRemoved.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                Console.write("secrets removed before storing: \(kinds.joined(separator: ", "))\n", to: .standardOutput)
            }
            list("left out on purpose", report.refused)
            list("ignored", report.ignored)
            for warning in report.warnings.prefix(Self.shownEntries) { Console.warning(warning) }
        }
        list(
            "quarantined (stored nowhere until their client is known)", report.quarantined,
            total: report.quarantinedCount)
        list("could not be read", report.failures, total: report.failureCount)
    }

    private func list(_ title: String, _ entries: [ImportReport.Entry], total: Int? = nil) {
        guard !entries.isEmpty else { return }
        let count = total ?? entries.count
        Console.note("\(Progress.grouped(count)) \(title):")
        for entry in entries.prefix(Self.shownEntries) {
            // A file of its own is named once.
            let place =
                [entry.what, entry.what.split(separator: " ", maxSplits: 1).last.map(String.init)]
                    .contains(entry.place) ? nil : entry.place
            let problem = Problem(entry.reason, place: place, remedy: entry.remedy.isEmpty ? nil : entry.remedy)
            Console.note("  \(Console.printable(entry.what)): \(Console.printable(problem.description))")
        }
        if count > Self.shownEntries {
            Console.note("  … and \(Progress.grouped(count - Self.shownEntries)) more; --json lists them")
        }
    }
}
