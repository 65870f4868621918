/// What a batch did, for people and for machines.
struct BatchSummary: Encodable {
    var enriched = 0
    var failed = 0
    /// Written by an earlier run.
    var skipped = 0
    var withDevice = 0
    var withDocument = 0
    var withModel = 0
    var blocked = 0
    var seconds = 0.0
    var ticketsPerSecond = 0.0
    var warnings: [String] = []
    /// Whoever read the output has seen enough (`| head`).
    var isOutputClosed = false

    enum CodingKeys: String, CodingKey {
        case enriched, failed, skipped, blocked, seconds, warnings
        case withDevice = "with_device"
        case withDocument = "with_document"
        case withModel = "with_model"
        case ticketsPerSecond = "tickets_per_second"
    }

    func text(output: String, report: String?) -> String {
        var lines = [
            "\(Progress.grouped(enriched)) \(enriched == 1 ? "ticket" : "tickets") enriched in \(Self.rounded(seconds)) s "
                + "(\(Progress.grouped(Int(ticketsPerSecond)))/s)"
        ]
        if skipped > 0 { lines[0] += ", \(Progress.grouped(skipped)) were done before" }
        if failed > 0 { lines[0] += ", \(Progress.grouped(failed)) failed" }
        lines.append(
            "  device found: \(Progress.grouped(withDevice))   document found: \(Progress.grouped(withDocument))   "
                + "drafted by a model: \(Progress.grouped(withModel))   blocked: \(Progress.grouped(blocked))")
        if enriched + skipped == 0, failed > 0 { return lines.joined(separator: "\n") + "\n  nothing was written" }
        if output != "-" { lines.append("  enrichments: \(output)") }
        if let report { lines.append("  report: \(report)") }
        return lines.joined(separator: "\n")
    }

    private static func rounded(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
