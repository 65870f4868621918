import Foundation

/// What was measured: one row a figure.
struct Table {
    struct Row: Encodable {
        var name: String
        var unit: String
        var best: Double
        var median: Double
        /// User and system seconds of the median run, where a run is what was timed.
        var cpuSeconds: Double?

        enum CodingKeys: String, CodingKey {
            case name, unit, best, median
            case cpuSeconds = "cpu_seconds"
        }
    }

    private(set) var rows: [Row] = []

    /// Work done per second of wall-clock time, larger is better.
    mutating func rate(_ name: String, _ unit: String, work: Double, _ measured: Measurement) {
        add(
            Row(
                name: name, unit: unit, best: work / measured.best, median: work / measured.median,
                cpuSeconds: measured.medianCPU))
    }

    /// Microseconds per piece of work, smaller is better.
    mutating func microseconds(_ name: String, count: Int, _ measured: Measurement) {
        let scale = 1e6 / Double(max(1, count))
        add(
            Row(
                name: name, unit: "µs", best: measured.best * scale, median: measured.median * scale,
                cpuSeconds: measured.medianCPU))
    }

    mutating func add(_ row: Row) {
        rows.append(row)
        FileHandle.standardError.write(Data((Self.line(row) + "\n").utf8))
    }

    static func line(_ row: Row) -> String {
        pad(row.name, 40) + padLeft(number(row.best), 12) + padLeft(number(row.median), 12) + "  " + pad(row.unit, 10)
            + padLeft(row.cpuSeconds.map { number($0) } ?? "", 9)
    }

    static let head =
        pad("", 40) + padLeft("best", 12) + padLeft("median", 12) + "  " + pad("unit", 10)
        + padLeft("CPU s", 9)

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(rows), as: UTF8.self)
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func padLeft(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func number(_ value: Double) -> String {
        if value >= 100 { return "\(Int(value.rounded()))" }
        return "\((value * 100).rounded() / 100)"
    }
}
