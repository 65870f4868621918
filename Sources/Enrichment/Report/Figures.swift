package import Domain

/// Numbers, sizes and times as a technician reads them.
package enum Figures {
    /// A fixed number of places; `–` for what is not a number.
    package static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "–" }
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && scaled != 0 ? "−" : ""
        guard places > 0 else { return sign + grouped(Int(scaled)) }
        let fraction = String(scaled % Int64(scale))
        let padding = String(repeating: "0", count: max(0, places - fraction.utf8.count))
        return sign + grouped(Int(scaled / Int64(scale))) + "." + padding + fraction
    }

    /// Thousands set apart by a narrow no-break space.
    package static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "−" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
            text.append(digit)
        }
        return text
    }

    /// Decimal units, as disks are sold and as the RMM reports them.
    package static func bytes(_ value: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB", "PB"]
        var size = Double(max(0, value))
        var unit = 0
        while size >= 999.5, unit < units.count - 1 {
            size /= 1000
            unit += 1
        }
        return decimal(size, places: unit > 0 && size < 9.95 ? 1 : 0) + "\u{00A0}" + units[unit]
    }

    /// `0.42 ms`, `38 ms`, `1.2 s`.
    package static func duration(milliseconds: Double) -> String {
        guard milliseconds.isFinite, milliseconds >= 0 else { return "–" }
        if milliseconds < 10 { return decimal(milliseconds, places: 2) + "\u{00A0}ms" }
        if milliseconds < 1000 { return decimal(milliseconds, places: 0) + "\u{00A0}ms" }
        if milliseconds < 120_000 { return decimal(milliseconds / 1000, places: 1) + "\u{00A0}s" }
        return span(seconds: Int64(min(milliseconds / 1000, 1e12)))
    }

    /// The largest whole unit: `45 min`, `3 h`, `12 days`.
    package static func span(seconds: Int64) -> String {
        let seconds = Int(seconds.magnitude)
        switch seconds {
        case ..<60: return "\(seconds)\u{00A0}s"
        case ..<5400: return "\(seconds / 60)\u{00A0}min"
        case ..<172_800: return "\(seconds / 3600)\u{00A0}h"
        default: return grouped(seconds / 86400) + "\u{00A0}days"
        }
    }

    /// Date and minute in UTC.
    package static func minute(_ time: Timestamp) -> String {
        let text = time.description
        return text.prefix(10) + "\u{00A0}" + text.dropFirst(11).prefix(5) + "\u{00A0}UTC"
    }

    /// `3 days before the report`, from the report's own time: a page read next week still says the truth.
    static func relative(_ time: Timestamp, to report: Timestamp) -> String {
        let seconds = report.seconds(since: time)
        if seconds.magnitude < 60 { return "at the time of the report" }
        return span(seconds: seconds) + (seconds > 0 ? " before the report" : " after the report")
    }

    package static func count(_ number: Int, _ one: String, _ many: String) -> String {
        grouped(number) + "\u{00A0}" + (number == 1 ? one : many)
    }
}

extension String {
    /// At most `limit` characters, with an ellipsis where something was left out. Linear in `limit`.
    package func clipped(to limit: Int) -> String {
        guard utf8.count > limit, let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end != endIndex
        else { return self }
        return self[..<end] + "…"
    }
}
