public import Domain

/// Which part of a numeric date comes first.
public enum DateOrder: String, Hashable, Sendable, CaseIterable {
    /// `9/14/2026`
    case monthFirst = "mdy"
    /// `14/09/2026`
    case dayFirst = "dmy"
}

/// Dates as spreadsheets and vendors write them.
public enum ExportDate {
    public enum Reading: Hashable, Sendable {
        case date(Timestamp)
        /// Day and month cannot be told apart without an order.
        case ambiguous
        case unreadable
    }

    /// Reads `2026-09-14 13:05`, `9/14/2026 1:05 PM`, `14.09.2026`, `14-Sep-2026`, `Sep 14, 2026 13:05`, and what
    /// `Timestamp` reads. Without a zone, UTC.
    public static func read(_ text: String, order: DateOrder?) -> Reading {
        if let value = Timestamp(text) { return .date(value) }
        guard let parts = Parts(text) else { return .unreadable }
        if let month = parts.month {
            guard parts.numbers.count == 2 else { return .unreadable }
            return parts.date(year: parts.numbers[1], month: month, day: parts.numbers[0])
        }
        guard parts.numbers.count == 3 else { return .unreadable }
        let (a, b, c) = (parts.numbers[0], parts.numbers[1], parts.numbers[2])
        if a > 999 { return parts.date(year: a, month: b, day: c) }
        // Dots are written where the day comes first; no locale puts the month before a dot.
        if parts.separator == "." || a > 12 || a == b { return parts.date(year: c, month: b, day: a) }
        if b > 12 { return parts.date(year: c, month: a, day: b) }
        guard let order else { return .ambiguous }
        return order == .dayFirst
            ? parts.date(year: c, month: b, day: a) : parts.date(year: c, month: a, day: b)
    }

    /// The order that a value proves: one of its first two numbers is above 12.
    public static func evidence(_ text: String) -> DateOrder? {
        guard Timestamp(text) == nil, let parts = Parts(text), parts.month == nil, parts.separator != ".",
            parts.numbers.count == 3, parts.numbers[0] <= 31, parts.numbers[1] <= 31
        else { return nil }
        if parts.numbers[0] > 12, parts.numbers[1] <= 12 { return .dayFirst }
        if parts.numbers[1] > 12, parts.numbers[0] <= 12 { return .monthFirst }
        return nil
    }
}

/// A date text taken apart: its numbers, the month by name, the time of day.
private struct Parts {
    var numbers: [Int] = []
    var month: Int?
    var separator: Character = " "
    var hour = 0
    var minute = 0
    var second = 0

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        var isAfternoon: Bool?
        for word in text.split(whereSeparator: { " ,T\t".contains($0) && $0 != "\u{202F}" }) {
            let lower = word.lowercased()
            if word.contains(":") {
                guard readTime(lower, &isAfternoon) else { return nil }
            } else if lower == "am" || lower == "pm" {
                isAfternoon = lower == "pm"
            } else if lower != "utc" && lower != "z" && lower != "at" {
                guard readDate(word) else { return nil }
            }
        }
        if let isAfternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
    }

    func date(year: Int, month: Int, day: Int) -> ExportDate.Reading {
        let full = year < 100 ? 2000 + year : year
        let value = Timestamp(year: full, month: month, day: day, hour: hour, minute: minute, second: second)
        return value.map(ExportDate.Reading.date) ?? .unreadable
    }

    private mutating func readDate(_ word: Substring) -> Bool {
        for part in word.split(whereSeparator: { "/.-".contains($0) }) {
            if let number = Int(part), number >= 0, part.utf8.count <= 4 {
                numbers.append(number)
            } else if let index = Self.months.firstIndex(of: String(part.lowercased().prefix(3))), month == nil {
                month = index + 1
            } else {
                return false
            }
        }
        if let found = word.first(where: { "/.-".contains($0) }) { separator = found }
        return numbers.count <= 3
    }

    private mutating func readTime(_ text: String, _ isAfternoon: inout Bool?) -> Bool {
        var clock = text[...]
        for suffix in ["am", "pm"] where clock.hasSuffix(suffix) {
            isAfternoon = suffix == "pm"
            clock = clock.dropLast(2)
        }
        if clock.hasSuffix("z") { clock = clock.dropLast() }
        let values = clock.split(separator: ":").map { Int($0.split(separator: ".").first ?? "") }
        guard (2...3).contains(values.count), let hours = values[0], let minutes = values[1] else { return false }
        (hour, minute) = (hours, minutes)
        if values.count == 3 {
            guard let seconds = values[2] else { return false }
            second = seconds
        }
        return true
    }
}
