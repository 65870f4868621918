import Domain

/// A point or stretch of time that a sentence commits to, resolved against the ticket's SLA.
enum TimePromise: Hashable {
    /// A time of day, in minutes after local midnight.
    case clock(Int)
    /// A calendar day; the year may be left open.
    case date(year: Int?, month: Int, day: Int)
    /// A day relative to today.
    case daysAhead(Int)
    /// 1 = Monday … 7 = Sunday.
    case weekday(Int)
    /// From now.
    case seconds(Int64)
    /// `immediately`: no SLA says so.
    case immediate

    /// Whether `time` is what the sentence promises.
    ///
    /// - Parameter offset: seconds east of UTC in which the sentence's clock times are written.
    func matches(_ time: Timestamp, now: Timestamp, offset: Int64) -> Bool {
        let local = time.adding(seconds: offset)
        let localNow = now.adding(seconds: offset)
        switch self {
        case .clock(let minutes):
            return Self.floorDivide(Self.secondOfDay(local), 60) == Int64(minutes)
        case .date(let year, let month, let day):
            let text = local.day.split(separator: "-").compactMap { Int($0) }
            guard text.count == 3 else { return false }
            return (year == nil || year == text[0]) && text[1] == month && text[2] == day
        case .daysAhead(let days):
            return Self.dayNumber(local) == Self.dayNumber(localNow) + Int64(days)
        case .weekday(let weekday):
            let ahead = Self.dayNumber(local) - Self.dayNumber(localNow)
            // 1970-01-01 was a Thursday.
            let isoWeekday = Int((Self.dayNumber(local) + 3) % 7 + 7) % 7 + 1
            return (0...7).contains(ahead) && isoWeekday == weekday
        case .seconds(let seconds):
            let deadline = now.adding(seconds: seconds)
            let tolerance = max(Self.leastTolerance, seconds / 10)
            return abs(deadline.seconds(since: time)) <= tolerance
        case .immediate:
            return false
        }
    }

    /// How far a promised duration may lie from the SLA's time: a quarter of an hour, or a tenth of the duration.
    static let leastTolerance: Int64 = 900

    private static func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
        a >= 0 ? a / b : (a - b + 1) / b
    }

    private static func dayNumber(_ time: Timestamp) -> Int64 {
        floorDivide(time.milliseconds, 86_400_000)
    }

    private static func secondOfDay(_ time: Timestamp) -> Int64 {
        floorDivide(time.milliseconds, 1000) - dayNumber(time) * 86_400
    }
}

/// Finds promises of time in a sentence, in English, German, Spanish and French.
enum PromiseScanner {
    /// Whether the sentence commits the MSP to something.
    static func commits(_ words: [Word]) -> Bool {
        let texts = words.map(\.text)
        for (index, word) in texts.enumerated() {
            if committing.contains(word) { return true }
            if pairs.contains("\(word) \(index + 1 < texts.count ? texts[index + 1] : "")") { return true }
            // Spanish and French put the future into the ending of the first person plural.
            if word.utf8.count > 6, word.hasSuffix("remos") || word.hasSuffix("rons") { return true }
        }
        return false
    }

    /// Every time the sentence names, in order.
    static func times(_ words: [Word]) -> [TimePromise] {
        var found: [TimePromise] = []
        var index = 0
        while index < words.count {
            if let (promise, width) = time(at: index, in: words) {
                if !found.contains(promise) { found.append(promise) }
                index += width
            } else {
                index += 1
            }
        }
        return found
    }

    private static func time(at index: Int, in words: [Word]) -> (TimePromise, Int)? {
        func text(_ offset: Int) -> String {
            words.indices.contains(index + offset) ? words[index + offset].text : ""
        }
        let word = text(0)
        if let number = Int(word), let unit = TimeWords.units[text(1)], isCommitted(index, words) {
            return (.seconds(Int64(number) * unit), 2)
        }
        if let (duration, width) = spelledDuration(index, words) { return (.seconds(duration), width) }
        if let date = date(index, words) { return date }
        if let clock = clock(index, words) { return clock }
        if let days = TimeWords.days[word] {
            // French `demain` and Spanish `mañana` (also: morning) are single words like the others.
            if word == "mañana", text(-1) == "la" { return (.daysAhead(0), 1) }
            return (.daysAhead(days), 1)
        }
        if word == "this" || word == "diesen" || word == "esta" || word == "cet" || word == "ce",
            TimeWords.partsOfDay.contains(text(1))
        {
            return (.daysAhead(0), 2)
        }
        if let weekday = TimeWords.weekdays[word] { return (.weekday(weekday), 1) }
        if TimeWords.immediate.contains(word) { return (.immediate, 1) }
        if ["right away", "straight away", "at once", "eod today", "de inmediato"].contains("\(word) \(text(1))")
            || (word == "tout" && text(1) == "de" && text(2) == "suite")
        {
            return (.immediate, 2)
        }
        if word == "eod" || word == "cob" { return (.daysAhead(0), 1) }
        if word == "end", text(1) == "of", ["day", "business"].contains(text(text(2) == "the" ? 3 : 2)) {
            return (.daysAhead(0), 3)
        }
        if word == "end", text(1) == "of", text(2) == "the", text(3) == "day" { return (.daysAhead(0), 4) }
        return nil
    }

    /// `30 minutes` is a promise after `within`, `in`, `next` or before `from now`; `it takes 30 minutes` is not.
    private static func isCommitted(_ index: Int, _ words: [Word]) -> Bool {
        let before = words[max(0, index - 3)..<index].map(\.text)
        return before.contains { TimeWords.within.contains($0) }
    }

    /// `within the hour`, `in an hour`, `innerhalb einer Stunde`, `dans l'heure`, `en una hora`, `a few minutes`.
    private static func spelledDuration(_ index: Int, _ words: [Word]) -> (Int64, Int)? {
        let word = words[index].text
        if word == "l'heure" || word == "d'une" || word == "d'un" {
            guard isCommitted(index, words) else { return nil }
            if word == "l'heure" { return (3600, 1) }
        }
        guard let unit = TimeWords.units[word], index > 0, isCommitted(index, words) else { return nil }
        let count = TimeWords.counts[words[index - 1].text]
        guard let count else { return nil }
        return (unit * Int64(count), 1)
    }

    private static func clock(_ index: Int, _ words: [Word]) -> (TimePromise, Int)? {
        let word = words[index].text
        func text(_ offset: Int) -> String {
            index + offset < words.count ? words[index + offset].text : ""
        }
        guard words[index].isNumber else {
            return word == "noon" || word == "midday" || word == "mittag" || word == "midi"
                ? (.clock(720), 1) : nil
        }
        let digits = word.prefix { $0.isNumber || $0 == ":" || $0 == "." }
        let suffix = word.dropFirst(digits.count)
        let parts = digits.split(whereSeparator: { $0 == ":" || $0 == "." }).map { Int($0) }
        guard let first = parts.first, let hour = first, hour <= 24, parts.count <= 3 else { return nil }
        let minute = parts.count > 1 ? parts[1] ?? -1 : 0
        guard (0...59).contains(minute) else { return nil }
        var width = 1
        var half = String(suffix)
        if half.isEmpty {
            half = text(1)
            width = 2
            // `p.m.` comes as two words.
            if half == "p" || half == "a", text(2) == "m" {
                half += "m"
                width = 3
            }
        }
        switch half {
        case "am", "pm":
            guard (1...12).contains(hour) else { return nil }
            return (.clock((hour % 12 + (half == "pm" ? 12 : 0)) * 60 + minute), width)
        case "uhr", "o'clock":
            return (.clock(hour * 60 + minute), width)
        case "h", "heures":
            guard !isCommitted(index, words) else { return nil }
            if let more = Int(text(width)), more < 60, width == 2, text(1) == "h" {
                return (.clock(hour * 60 + more), 3)
            }
            return (.clock(hour * 60 + minute), width)
        default:
            // `15h30`
            if suffix.hasPrefix("h"), let more = Int(suffix.dropFirst()), more < 60 {
                return (.clock(hour * 60 + more), 1)
            }
            guard parts.count > 1, digits.contains(":"), suffix.isEmpty else { return nil }
            return (.clock(hour * 60 + minute), 1)
        }
    }

    /// `2026-03-04` (three words), `4 March 2026`, `March 4`, `4. März`, `4 de marzo`.
    private static func date(_ index: Int, _ words: [Word]) -> (TimePromise, Int)? {
        func text(_ offset: Int) -> String {
            index + offset < words.count ? words[index + offset].text : ""
        }
        let word = text(0)
        if word.utf8.count == 4, let year = Int(word), text(1).utf8.count == 2, let month = Int(text(1)),
            (1...12).contains(month)
        {
            // A time may be glued to the day: `2026-03-04T15:00`.
            let digits = text(2).prefix { $0.isNumber }
            if let day = Int(digits), digits.utf8.count == 2, (1...31).contains(day) {
                return (.date(year: year, month: month, day: day), 3)
            }
        }
        if let month = TimeWords.months[word], let day = ordinal(text(1)), !text(1).contains(":") {
            let year = Int(text(2)).flatMap { (2000...2100).contains($0) ? $0 : nil }
            return (.date(year: year, month: month, day: day), year == nil ? 2 : 3)
        }
        if let day = ordinal(word) {
            var next = 1
            if text(next) == "de" || text(next) == "of" { next += 1 }
            guard let month = TimeWords.months[text(next)] else { return nil }
            if text(next + 1) == "de" { next += 1 }
            let year = Int(text(next + 1)).flatMap { (2000...2100).contains($0) ? $0 : nil }
            return (.date(year: year, month: month, day: day), next + (year == nil ? 1 : 2))
        }
        return nil
    }

    private static func ordinal(_ text: String) -> Int? {
        let digits = text.prefix { $0.isNumber }
        guard !digits.isEmpty, digits.utf8.count <= 2, let day = Int(digits), (1...31).contains(day) else { return nil }
        let rest = text.dropFirst(digits.count)
        return rest.isEmpty || ["st", "nd", "rd", "th", "er"].contains(String(rest)) ? day : nil
    }

    private static let committing: Set<String> = [
        "we'll", "i'll", "you'll", "they'll", "he'll", "she'll", "will", "shall", "promise", "guarantee", "guaranteed",
        "wird", "werden", "werde", "versprechen", "garantieren", "garantizamos", "prometemos", "garantissons",
        "promettons", "sera", "seront", "recevrez", "aurez", "será", "serán", "recibirá", "tendrá", "llamará",
        "contactará",
    ]
    private static let pairs: Set<String> = [
        "going to", "vamos a", "voy a", "va a", "van a", "allons vous", "nous allons", "je vais", "va vous",
        "we are", "we can", "melden uns", "rufen sie", "melde mich", "expect to", "hear from", "hören von",
    ]
}
