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
        let groups = Self.grouped(entries)
        for group in groups.prefix(Self.shownEntries) { Console.note("  " + Self.line(group)) }
        let shown = groups.prefix(Self.shownEntries).reduce(0) { $0 + $1.count }
        if count > shown { Console.note("  … and \(Progress.grouped(count - shown)) more; --json lists them") }
    }

    /// Entries with the same reason together, in order of the first of each: one unknown client may own thousands.
    private static func grouped(_ entries: [ImportReport.Entry]) -> [[ImportReport.Entry]] {
        var order: [String: Int] = [:]
        var groups: [[ImportReport.Entry]] = []
        for entry in entries {
            let key = entry.reason + "\n" + entry.remedy
            if let index = order[key] {
                groups[index].append(entry)
            } else {
                order[key] = groups.count
                groups.append([entry])
            }
        }
        return groups
    }

    private static func line(_ group: [ImportReport.Entry]) -> String {
        guard let first = group.first else { return "" }
        // A file that is an entry of its own is named once.
        let names = [first.what, first.what.split(separator: " ", maxSplits: 1).last.map(String.init)]
        let place = names.contains(first.place) ? nil : first.place
        let problem = Problem(
            first.reason, place: place.map { group.count > 1 ? "first in \($0)" : $0 },
            remedy: first.remedy.isEmpty ? nil : first.remedy)
        let more = group.count > 1 ? " and \(Progress.grouped(group.count - 1)) more" : ""
        return Console.printable("\(first.what)\(more): \(problem.description)")
    }
}
