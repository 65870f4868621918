import Domain

/// One canonical form for each hard fact, so that two ways of writing it compare equal.
enum HardTokenKey {
    static func key(_ kind: HardToken.Kind, text: String, value: String?) -> String {
        switch kind {
        case .number: return number(text.lowercased())
        case .command: return text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        case .entity(let kind): return entity(kind, text: text, value: value ?? text)
        }
    }

    private static func entity(_ kind: Entity.Kind, text: String, value: String) -> String {
        switch kind {
        case .mac: return MACAddress.normalize(value) ?? value
        case .phone: return PhoneNumber.digits(text)
        case .date: return date(text) ?? text.lowercased()
        case .time: return time(text) ?? text.lowercased()
        case .amount: return amount(text)
        case .url:
            let lower = value.lowercased()
            return lower.hasSuffix("/") ? String(lower.dropLast()) : lower
        default: return value.lowercased()
        }
    }

    /// Without thousands separators; `,` as decimal point becomes `.`.
    static func number(_ text: String) -> String {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard parts.count > 1, let last = parts.last, let first = parts.first else { return text }
        let grouped = (1...3).contains(first.count) && parts.dropFirst().allSatisfy { $0.count == 3 }
        let isOneKind = !(text.contains(".") && text.contains(","))
        // "1,234" and "1.234.567" group thousands; "1.234" alone is a decimal.
        if grouped, isOneKind, text.contains(",") || parts.count > 2 { return parts.joined() }
        return parts.dropLast().joined() + "." + last
    }

    private static func amount(_ text: String) -> String {
        var digits = ""
        var rest = ""
        for character in text where !character.isWhitespace && character != "-" {
            if character.isNumber || character == "." || character == "," {
                digits.append(character)
            } else {
                rest.append(character)
            }
        }
        var unit = rest.lowercased()
        switch unit {
        case "$", "usd", "dollars": unit = "usd"
        case "€", "eur", "euro", "euros": unit = "eur"
        case "£", "gbp": unit = "gbp"
        case "percent", "prozent", "pct": unit = "%"
        default: break
        }
        return number(digits) + unit
    }

    /// `14:05` from `2:05 PM`, `14:05:00`, `2pm`, `14h05`.
    private static func time(_ text: String) -> String? {
        let lower = text.lowercased()
        let numbers = lower.split { !$0.isNumber }.compactMap { Int($0) }
        guard var hour = numbers.first else { return nil }
        let minute = numbers.count > 1 ? numbers[1] : 0
        if lower.contains("p"), hour < 12 { hour += 12 }
        if lower.contains("a"), hour == 12 { hour = 0 }
        let seconds = numbers.count > 2 && numbers[2] > 0 ? ":" + padded(numbers[2]) : ""
        return padded(hour) + ":" + padded(minute) + seconds
    }

    private static let months = EntityWords.table.months

    /// `2026-03-12`, `--03-12` without a year, `2026-03` without a day; a date that can be read both ways stays `3/12/2026`.
    private static func date(_ text: String) -> String? {
        var numbers: [Int] = []
        var month: Int?
        var yearFirst = false
        for part in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            let digits = part.prefix { $0.isNumber }
            if let number = Int(digits), !digits.isEmpty {
                if numbers.isEmpty, digits.count == 4 { yearFirst = true }
                numbers.append(number)
            } else {
                let value = months[WordHash.of(String(part))]
                if value != 0 { month = Int(value) }
            }
        }
        if let month {
            let year = numbers.first { $0 > 31 }
            let day = numbers.first { $0 <= 31 }
            switch (year, day) {
            case (let year?, let day?): return "\(century(year))-\(padded(month))-\(padded(day))"
            case (nil, let day?): return "--\(padded(month))-\(padded(day))"
            case (let year?, nil): return "\(year)-\(padded(month))"
            case (nil, nil): return nil
            }
        }
        guard numbers.count == 3 else { return nil }
        if yearFirst { return "\(numbers[0])-\(padded(numbers[1]))-\(padded(numbers[2]))" }
        let year = century(numbers[2])
        let (first, second) = (numbers[0], numbers[1])
        if text.contains(".") || first > 12 { return "\(year)-\(padded(second))-\(padded(first))" }
        if second > 12 || first == second { return "\(year)-\(padded(first))-\(padded(second))" }
        return "\(first)/\(second)/\(year)"
    }

    private static func century(_ year: Int) -> Int { year < 100 ? 2000 + year : year }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
