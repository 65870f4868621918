/// A number with the unit it is in.
public struct Quantity: Hashable, Sendable {
    /// In the unit's base (bytes, seconds) where there is one.
    public var value: Double
    /// `b`, `s`, `%`, … or empty for a bare number.
    public var unit: String
    /// As it stands in the text, in lower case.
    public var text: String

    public static func == (lhs: Quantity, rhs: Quantity) -> Bool {
        lhs.unit == rhs.unit && lhs.value == rhs.value
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(unit)
        hasher.combine(value)
    }

    /// The quantities of a text in order. Clock times and dotted numbers with more than one dot are not quantities.
    public static func quantities(in words: [Word]) -> [Quantity] {
        var found: [Quantity] = []
        var index = 0
        while index < words.count {
            defer { index += 1 }
            let word = words[index]
            guard word.isNumber else { continue }
            let (digits, suffix) = split(word.text)
            guard let number = number(digits) else { continue }
            if !suffix.isEmpty {
                // `16GB`, `5ms`: a known unit glued on; anything else (`365e3`, `2nd`) is a name or an ordinal.
                guard let unit = units[suffix] else { continue }
                found.append(Quantity(value: number * unit.factor, unit: unit.base, text: word.text))
                continue
            }
            if index + 1 < words.count, !words[index + 1].opensClause, let unit = units[words[index + 1].text] {
                found.append(
                    Quantity(
                        value: number * unit.factor, unit: unit.base,
                        text: words[index + 1].text == "%" ? "\(digits)%" : "\(digits) \(words[index + 1].text)"))
                index += 1
            } else {
                found.append(Quantity(value: number, unit: "", text: String(digits)))
            }
        }
        return found
    }

    /// Reads `1,234`, `1.234`, `1,234.5` and `2,5`. Three digits after a lone separator group thousands, except after a
    /// leading zero.
    static func number(_ text: some StringProtocol) -> Double? {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 20 else { return nil }
        let separators = bytes.indices.filter { bytes[$0] == 0x2E || bytes[$0] == 0x2C }
        guard !bytes.contains(0x3A) else { return nil }
        var decimal: Int?
        if let last = separators.last {
            let mixed = Set(separators.map { bytes[$0] }).count > 1
            let tail = bytes.count - last - 1
            if mixed {
                decimal = last
            } else if separators.count == 1 {
                decimal = tail == 3 && bytes[0] != 0x30 ? nil : last
            } else if tail != 3 {
                return nil  // 1.2.3: a version
            }
        }
        var digits = ""
        for (index, byte) in bytes.enumerated() {
            if index == decimal {
                digits += "."
            } else if byte >= 0x30, byte <= 0x39 {
                digits.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return Double(digits)
    }

    private static func split(_ text: String) -> (digits: Substring, suffix: String) {
        let end = text.firstIndex { !($0.isASCII && ($0.isNumber || $0 == "." || $0 == "," || $0 == ":")) }
        guard let end else { return (text[...], "") }
        return (text[..<end], String(text[end...]))
    }

    private static let units: [String: (base: String, factor: Double)] = {
        var units: [String: (base: String, factor: Double)] = [:]
        func add(_ names: String, _ base: String, _ factor: Double) {
            for name in names.split(separator: " ") { units[String(name)] = (base, factor) }
        }
        add("b byte bytes octets", "b", 1)
        add("kb kib ko kilobyte kilobytes", "b", 1e3)
        add("mb mib mo megabyte megabytes", "b", 1e6)
        add("gb gib go gig gigs gigabyte gigabytes", "b", 1e9)
        add("tb tib terabyte terabytes", "b", 1e12)
        add("ms millisecond milliseconds", "s", 0.001)
        add("s sec secs second seconds sekunde sekunden segundo segundos seconde secondes", "s", 1)
        add("min mins minute minutes minuten minuto minutos", "s", 60)
        add("h hr hrs hour hours stunde stunden hora horas heure heures", "s", 3600)
        add("day days tag tage tagen día días jour jours", "s", 86_400)
        add("week weeks woche wochen semana semanas semaine semaines", "s", 604_800)
        add("% percent prozent pourcent", "%", 1)
        add("bps", "bps", 1)
        add("kbps", "bps", 1e3)
        add("mbps mbit", "bps", 1e6)
        add("gbps gbit", "bps", 1e9)
        add("mhz", "hz", 1e6)
        add("ghz", "hz", 1e9)
        return units
    }()
}
