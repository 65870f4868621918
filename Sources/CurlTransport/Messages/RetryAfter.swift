/// Reads the `Retry-After` header field (RFC 9110, section 10.2.3): seconds, or a date in any of the three HTTP forms.
public enum RetryAfter {
    /// How long to wait from `now`; zero for a date gone by; `nil` for what is neither.
    ///
    /// - Parameter now: seconds since 1970, UTC.
    public static func delay(_ field: String, now: Int64) -> Duration? {
        let text = field.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
        guard text.utf8.count <= 64, !text.isEmpty else { return nil }
        if text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return .seconds(Int64(text) ?? Int64(Int32.max))
        }
        return seconds(ofDate: text, now: now).map { .seconds(max(0, $0 - now)) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov 6 08:49:37 1994`.
    private static func seconds(ofDate text: String, now: Int64) -> Int64? {
        var words = text.split(separator: " ").map(String.init)
        if words.count == 4, words[0].hasSuffix(","), words[3] == "GMT" {
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, let short = Int64(date[2]), date[2].count == 2 else { return nil }
            // A two-digit year more than 50 years ahead is one of the century before (RFC 9110, section 5.6.7).
            let thisYear = 1970 + now / 31_556_952
            var year = thisYear - thisYear % 100 + short
            if year > thisYear + 50 { year -= 100 }
            return seconds(day: date[0], month: date[1], year: String(year), time: words[2])
        }
        if words.count == 6, words[0].hasSuffix(","), words[5] == "GMT" {
            words = Array(words[1...4])
            return seconds(day: words[0], month: words[1], year: words[2], time: words[3])
        }
        guard words.count == 5 else { return nil }
        return seconds(day: words[2], month: words[1], year: words[4], time: words[3])
    }

    private static func seconds(day: String, month: String, year: String, time: String) -> Int64? {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = time.split(separator: ":").map { UInt8($0) }
        guard let index = names.firstIndex(of: month), let day = Int64(day), (1...31).contains(day),
            let year = Int64(year), (1970...9999).contains(year), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2], hour < 24, minute < 60, second <= 60
        else { return nil }
        // Days since 1970 in the proleptic Gregorian calendar, counting years from March.
        let month = Int64(index) + 1
        let shifted = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
        return days * 86_400 + Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    }
}
