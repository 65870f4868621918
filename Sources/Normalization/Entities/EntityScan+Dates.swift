import Domain

/// Dates, times, telephone numbers, amounts and versions.
extension EntityScan {
    /// `2026-03-12`, `12/03/2026`, `3/12/26`, `12.03.2026`, `12 March 2026`, `12. März`.
    func date(_ start: Int) -> Match? {
        if isInsideNumber(start) { return nil }
        let first = digitsEnd(start)
        let separator = view[first]
        if first - start == 4 || first - start <= 2,
            separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".")
        {
            let second = digitsEnd(first + 1)
            if (1...2).contains(second - first - 1), view[second] == separator {
                let third = digitsEnd(second + 1)
                if let parts = numbers(start..<first, first + 1..<second, second + 1..<third),
                    isDate(parts, widths: (first - start, third - second - 1)),
                    !view[third].isLetter || view[third] == UInt8(ascii: "T"),
                    !(view[third] == separator && view[third + 1].isAlphanumeric)
                {
                    return Match(kind: .date, start: start, end: third)
                }
            }
            // "12-Mar-2026"
            if separator == UInt8(ascii: "-"), first - start <= 2 {
                let month = view.word(at: first + 1)
                if words.months[month.hash] != 0, view[month.end] == separator {
                    let year = digitsEnd(month.end + 1)
                    if year - month.end == 5 || year - month.end == 3 {
                        return Match(kind: .date, start: start, end: year)
                    }
                }
            }
        }
        guard first - start <= 2, let day = number(start..<first), (1...31).contains(day) else { return nil }
        var index = first
        if view[index] == UInt8(ascii: ".") {
            index += 1
        } else {
            for suffix: StaticString in ["st", "nd", "rd", "th"] where view.has(suffix, at: index) { index += 2 }
        }
        index = view.skipBlanks(index)
        if view.has("of ", at: index) || view.has("de ", at: index) { index += 3 }
        guard index > first else { return nil }
        let month = view.word(at: index)
        guard words.months[month.hash] != 0, isMonthHere(index, month.end) else { return nil }
        return Match(kind: .date, start: start, end: yearEnd(month.end))
    }

    /// `March 12, 2026`, `Mar 12th`, `March 2026`.
    func monthDate(_ start: Int, _ end: Int, _ hash: UInt64) -> Match? {
        guard words.months[hash] != 0, view[start].isUpper else { return nil }
        var index = end
        if view[index] == UInt8(ascii: ".") { index += 1 }
        guard view[index] == 0x20 else { return nil }
        index += 1
        let day = digitsEnd(index)
        guard let value = number(index..<day) else { return nil }
        if day - index == 4, (1990...2100).contains(value) { return Match(kind: .date, start: start, end: day) }
        guard day - index <= 2, (1...31).contains(value) else { return nil }
        var last = day
        for suffix: StaticString in ["st", "nd", "rd", "th"] where view.has(suffix, at: last) { last += 2 }
        guard !view.isWord(last) else { return nil }
        return Match(kind: .date, start: start, end: yearEnd(last))
    }

    /// `may` and `mar` are words; a month is capitalised there.
    private func isMonthHere(_ start: Int, _ end: Int) -> Bool { end - start > 4 || view[start].isUpper }

    private func yearEnd(_ end: Int) -> Int {
        var index = end
        if view[index] == UInt8(ascii: ".") || view[index] == UInt8(ascii: ",") { index += 1 }
        index = view.skipBlanks(index)
        if view.has("de ", at: index) { index += 3 }
        let last = digitsEnd(index)
        guard last - index == 4, let year = number(index..<last), (1970...2199).contains(year), !view.isWord(last)
        else {
            return end
        }
        return last
    }

    private func numbers(_ a: Range<Int>, _ b: Range<Int>, _ c: Range<Int>) -> (Int, Int, Int)? {
        guard let a = number(a), let b = number(b), let c = number(c) else { return nil }
        return (a, b, c)
    }

    private func isDate(_ parts: (Int, Int, Int), widths: (Int, Int)) -> Bool {
        if widths.0 == 4 {
            return (1900...2199).contains(parts.0) && (1...12).contains(parts.1) && (1...31).contains(parts.2)
        }
        guard widths.1 == 4 && (1900...2199).contains(parts.2) || widths.1 == 2 else { return false }
        return (1...31).contains(parts.0) && (1...31).contains(parts.1) && min(parts.0, parts.1) <= 12
    }

    private func isInsideNumber(_ start: Int) -> Bool {
        let before = view[start - 1]
        return
            (before == UInt8(ascii: ".") || before == UInt8(ascii: "-") || before == UInt8(ascii: ",")
            || before == UInt8(ascii: "/")) && view[start - 2].isDigit
    }

    /// `14:05`, `14:05:22`, `9:30 AM`, `9am`, `10 Uhr`, `14h30`.
    func time(_ start: Int) -> Match? {
        if view[start - 1] == UInt8(ascii: ":") || view[start - 1] == UInt8(ascii: "."), view[start - 2].isAlphanumeric
        {
            return nil
        }
        let hour = digitsEnd(start)
        guard hour - start <= 2, let value = number(start..<hour), value <= 24 else { return nil }
        if view[hour] == UInt8(ascii: ":") {
            var end = digitsEnd(hour + 1)
            guard end - hour == 3, let minute = number(hour + 1..<end), minute < 60 else { return nil }
            if view[end] == UInt8(ascii: ":") {
                let second = digitsEnd(end + 1)
                guard second - end == 3 else { return nil }
                end = second
            }
            if view[end] == UInt8(ascii: ":")
                || (view.isWord(end) && meridiem(end) == nil && view[end] != UInt8(ascii: "Z"))
            {
                return nil
            }
            return Match(kind: .time, start: start, end: meridiem(end) ?? end)
        }
        if let end = meridiem(hour), value >= 1, value <= 12 { return Match(kind: .time, start: start, end: end) }
        if view.has(" uhr", at: hour), !view.isWord(hour + 4) { return Match(kind: .time, start: start, end: hour + 4) }
        if view[hour] | 0x20 == UInt8(ascii: "h"), digitsEnd(hour + 1) - hour == 3, !view.isWord(hour + 3) {
            return Match(kind: .time, start: start, end: hour + 3)
        }
        return nil
    }

    private func meridiem(_ index: Int) -> Int? {
        let start = view.skipBlanks(index)
        guard start - index <= 1, view[start] | 0x20 == UInt8(ascii: "a") || view[start] | 0x20 == UInt8(ascii: "p")
        else {
            return nil
        }
        if view[start + 1] | 0x20 == UInt8(ascii: "m"), !view.isWord(start + 2) { return start + 2 }
        if view[start + 1] == UInt8(ascii: "."), view[start + 2] | 0x20 == UInt8(ascii: "m") {
            return view[start + 3] == UInt8(ascii: ".") ? start + 4 : start + 3
        }
        return nil
    }

    /// International (`+49 30 …`), North American and trunk-prefixed (`030 123456`) numbers.
    func phone(_ start: Int) -> Match? {
        if isInsideNumber(start) || view.isWord(start - 1) || view[start - 1] == UInt8(ascii: "#") { return nil }
        var index = start
        var end = start
        var groups: [Int] = []
        var group = 0
        var separators = 0
        let plus = view[start] == UInt8(ascii: "+")
        if plus { index += 1 }
        while index - start < 26 {
            let byte = view[index]
            if byte.isDigit {
                group += 1
                end = index + 1
                separators = 0
            } else if byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "(")
                || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "/")
            {
                if group > 0 { groups.append(group) }
                group = 0
                separators += 1
                if separators > 2 { break }
            } else {
                break
            }
            index += 1
        }
        if group > 0 { groups.append(group) }
        guard end > start, !view.isWord(end) else { return nil }
        let digits = groups.reduce(0, +)
        let isPhone: Bool
        if plus {
            isPhone = (8...15).contains(digits)
        } else if groups == [3, 3, 4] || groups == [1, 3, 3, 4] && view[start] == UInt8(ascii: "1") {
            isPhone = true
        } else if view[start] == UInt8(ascii: "0") {
            isPhone = (9...15).contains(digits) && (2...5).contains(groups.count) && groups[0] >= 2
        } else {
            isPhone = (7...11).contains(digits) && words.callers.contains(previous.hash) && start - previous.end <= 3
        }
        return isPhone ? Match(kind: .phone, start: start, end: end) : nil
    }

    /// `$1,234.56`, `€ 20`.
    func money(_ start: Int) -> Match? {
        var index = start
        switch view[start] {
        case UInt8(ascii: "$"): index += 1
        case 0xE2 where view[start + 1] == 0x82 && view[start + 2] == 0xAC: index += 3
        case 0xC2 where view[start + 1] == 0xA3: index += 2
        default: return nil
        }
        if view[index] == 0x20 { index += 1 }
        guard view[index].isDigit, !view.isWord(start - 1) else { return nil }
        let end = decimalEnd(index)
        return view.isWord(end) ? nil : Match(kind: .amount, start: start, end: end)
    }

    /// A number with a unit of size, rate, share or currency.
    func amount(_ start: Int) -> Match? {
        if isInsideNumber(start) { return nil }
        let end = decimalEnd(start)
        var index = end
        if view[index] == 0x20 || view[index] == UInt8(ascii: "-") { index += 1 }
        if view[index] == UInt8(ascii: "%") { return Match(kind: .amount, start: start, end: index + 1) }
        if view[index] == 0xE2, view[index + 1] == 0x82, view[index + 2] == 0xAC {
            return Match(kind: .amount, start: start, end: index + 3)
        }
        guard view[index].isLetter else { return nil }
        let unit = view.word(at: index)
        guard unit.end - index <= 8, words.units.contains(unit.hash) else { return nil }
        return Match(kind: .amount, start: start, end: unit.end)
    }

    /// End of digits with `,` and `.` between digits.
    func decimalEnd(_ start: Int) -> Int {
        var end = digitsEnd(start)
        while view[end] == UInt8(ascii: ",") || view[end] == UInt8(ascii: "."), view[end + 1].isDigit {
            end = digitsEnd(end + 1)
        }
        return end
    }

    /// `10.0.19045.3803`, `24H2`; two parts only behind `v` or `version`.
    func version(_ start: Int) -> Match? {
        if isInsideNumber(start) { return nil }
        var end = digitsEnd(start)
        if end - start == 2, view[end] | 0x20 == UInt8(ascii: "h"), view[end + 1] == 0x31 || view[end + 1] == 0x32,
            !view.isWord(end + 2)
        {
            return Match(kind: .version, start: start, end: end + 2)
        }
        var parts = 1
        while view[end] == UInt8(ascii: "."), view[end + 1].isDigit, parts < 6 {
            end = digitsEnd(end + 1)
            parts += 1
        }
        let isAnnounced = words.versions.contains(previous.hash) && start - previous.end <= 3
        guard parts >= 3 || isAnnounced, end - start <= 40 else { return nil }
        if view.isWord(end) {
            // "7.4b", "2.1.0rc1"
            let suffix = view.word(at: end).end
            guard suffix - end <= 4, isAnnounced || parts >= 3 else { return nil }
            end = suffix
        }
        if parts == 1, let value = number(start..<end), value < 10 && !isAnnounced { return nil }
        return Match(kind: .version, start: start, end: end)
    }
}
