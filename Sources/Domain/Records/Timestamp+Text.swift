extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with seconds; milliseconds only where they are not zero.
    public var description: String {
        var days = milliseconds / 86_400_000
        var rest = milliseconds % 86_400_000
        if rest < 0 {
            rest += 86_400_000
            days -= 1
        }
        let date = CivilDate.civil(daysFromEpoch: Int(days))
        func pad(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let second = Int(rest / 1000)
        let fraction = Int(rest % 1000)
        let day = "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
        let time = "\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))"
        return fraction == 0 ? "\(day)T\(time)Z" : "\(day)T\(time).\(pad(fraction, 3))Z"
    }

    /// The calendar day in UTC, `YYYY-MM-DD`.
    public var day: String {
        String(description.prefix(10))
    }

    /// Reads the formats listed at `Timestamp`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        var reader = DateReader(bytes: Array(String(text).trimmingWhitespace().utf8))
        guard let value = reader.read() else { return nil }
        self = value
    }

    /// A number of seconds or, from 10^11 on (year 5138 as seconds), of milliseconds since the epoch.
    public init?(epoch number: Double) {
        guard number.isFinite, abs(number) < 253_402_300_800_000 else { return nil }
        self.init(milliseconds: abs(number) < 1e11 ? Int64(number * 1000) : Int64(number))
    }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            guard let value = Timestamp(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "“\(text.prefix(40))” is not a date Sidenote can read without guessing; "
                        + "write it as 2026-09-14T13:05:00Z")
            }
            self = value
        } else if let number = try? container.decode(Double.self), let value = Timestamp(epoch: number) {
            self = value
        } else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a date is a text such as 2026-09-14T13:05:00Z")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A byte reader for the accepted date formats; no backtracking, no allocation per field.
private struct DateReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() -> Timestamp? {
        if let epoch = allDigits() { return Timestamp(epoch: epoch) }
        guard let year = digits(4), skip(UInt8(ascii: "-")), let month = digits(2), skip(UInt8(ascii: "-")),
            let day = digits(2)
        else { return nil }
        if position == bytes.count { return Timestamp(year: year, month: month, day: day) }
        guard skip(UInt8(ascii: "T")) || skip(UInt8(ascii: "t")) || skip(UInt8(ascii: " ")) else { return nil }
        guard let hour = digits(2), skip(UInt8(ascii: ":")), let minute = digits(2) else { return nil }
        var second = 0
        var millisecond = 0
        if skip(UInt8(ascii: ":")) {
            guard let value = digits(2) else { return nil }
            second = value
            if skip(UInt8(ascii: ".")) || skip(UInt8(ascii: ",")) {
                guard let value = fraction() else { return nil }
                millisecond = value
            }
        }
        guard let offset = zone(), position == bytes.count else { return nil }
        return Timestamp(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond,
            offsetSeconds: offset)
    }

    private func allDigits() -> Double? {
        guard bytes.count >= 9, bytes.count <= 14, bytes.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
        return Double(bytes.reduce(0) { $0 * 10 + Int($1 - 48) })
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard position + count <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + count] {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        position += count
        return value
    }

    private mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
            if count < 3 { value = value * 10 + Int(bytes[position] - 48) }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        while count < 3 {
            value *= 10
            count += 1
        }
        return value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func zone() -> Int? {
        _ = skip(UInt8(ascii: " "))
        if position == bytes.count || skip(UInt8(ascii: "Z")) || skip(UInt8(ascii: "z")) { return 0 }
        let sign: Int
        if skip(UInt8(ascii: "+")) {
            sign = 1
        } else if skip(UInt8(ascii: "-")) {
            sign = -1
        } else {
            return nil
        }
        guard let hours = digits(2) else { return nil }
        _ = skip(UInt8(ascii: ":"))
        let minutes = position == bytes.count ? 0 : digits(2)
        guard let minutes, hours <= 15, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
