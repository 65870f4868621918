import Domain

/// Error codes, event ids, KB and ticket numbers, serial numbers and accounts announced by a word before them.
extension EntityScan {
    /// Values that the current word announces (`error code 53003`, `Event ID 7031`, `S/N: …`, `user jdoe`).
    func announced(_ start: Int, _ end: Int, _ hash: UInt64) -> Match? {
        if view[start] | 0x20 == UInt8(ascii: "v"), view[start + 1].isDigit { return prefixedVersion(start) }
        if view[start] == UInt8(ascii: "H"), let path = longRegistryPath(start) { return path }
        guard let word = EntityWords.Announcer(rawValue: words.announcers[hash]) else { return nil }
        switch word {
        case .error: return words.otherCodes.contains(previous.hash) ? nil : errorCode(end)
        case .http: return httpStatus(start, end)
        case .event: return eventID(end)
        case .ticket: return ticket(end)
        case .serial: return serialAfter(end, required: ["number", "no", "nr", "num", "tag", "is", "id"], bare: true)
        case .tag: return serialAfter(end, required: ["tag", "code"], bare: false)
        case .user: return user(end)
        case .host: return announcedHost(end)
        }
    }

    /// Skips `code`, `number`, `:`, `#`, `=`, `is` and blanks.
    private func afterLinks(_ index: Int, _ links: WordTable, limit: Int = 3) -> Int {
        var index = index
        for _ in 0..<(limit * 2) {
            let byte = view[index]
            if byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "=")
                || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "*")
            {
                index += 1
                continue
            }
            let word = view.word(at: index)
            guard word.end > index, links.contains(word.hash) else { return index }
            index = word.end
            if view[index] == UInt8(ascii: ".") { index += 1 }
        }
        return index
    }

    private func errorCode(_ end: Int) -> Match? {
        let start = afterLinks(end, words.links)
        guard start > end else { return nil }
        if view[start] == UInt8(ascii: "0"), view[start + 1] | 0x20 == UInt8(ascii: "x") { return hexCode(start) }
        if view[start] == UInt8(ascii: "-") { return negativeCode(start) }
        var last = start
        while view[last].isUpper, last - start < 8 { last += 1 }
        let letters = last - start
        if letters > 0, view[last] == UInt8(ascii: "-") { last += 1 }
        let digits = digitsEnd(last)
        guard digits - last >= (letters > 0 ? 1 : 2), digits - last <= 10, !view.isWord(digits), letters <= 6,
            view[digits] != UInt8(ascii: "%"), view[digits] != UInt8(ascii: ":") || !view[digits + 1].isDigit,
            !(view[digits] == UInt8(ascii: ".") && view[digits + 1].isDigit), view[digits] != UInt8(ascii: "/")
        else { return nil }
        // "error 3 times", "errors 15 minutes ago".
        if words.counts.contains(view.word(at: view.skipBlanks(digits)).hash) { return nil }
        return Match(kind: .errorCode, start: start, end: digits)
    }

    private func httpStatus(_ start: Int, _ end: Int) -> Match? {
        let digits = afterLinks(end, words.links)
        guard digits > end, view[digits] >= 0x31, view[digits] <= 0x35, digitsEnd(digits) - digits == 3,
            !view.isWord(digits + 3)
        else { return nil }
        return Match(kind: .errorCode, start: start, end: digits + 3, value: "HTTP " + view.string(digits..<digits + 3))
    }

    private func eventID(_ end: Int) -> Match? {
        let start = afterLinks(end, words.links)
        let last = digitsEnd(start)
        guard start > end, (1...5).contains(last - start), !view.isWord(last) else { return nil }
        return Match(kind: .eventID, start: start, end: last)
    }

    private func ticket(_ end: Int) -> Match? {
        let start = afterLinks(end, words.links)
        guard start > end else { return nil }
        let last = run(start, limit: 24) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
        let stop = trimmed(start, last)
        let digits = (start..<stop).count { view[$0].isDigit }
        guard digits >= 3, digits * 2 >= stop - start, view[start].isDigit || view[start].isUpper else { return nil }
        if stop - start > 4, view[start + 4] == UInt8(ascii: "-"), date(start) != nil { return nil }
        return Match(kind: .ticketNumber, start: start, end: stop)
    }

    /// `#12345`
    func bareTicket(_ start: Int) -> Match? {
        let end = digitsEnd(start + 1)
        // "CW#445566" names the system; "C#2020" does not.
        let isPrefixed = view[start - 1].isUpper && view[start - 2].isUpper
        guard (4...12).contains(end - start - 1), !view.isWord(end), isPrefixed || !view.isWord(start - 1),
            view[start - 1] != UInt8(ascii: "&")
        else { return nil }
        return Match(kind: .ticketNumber, start: start + 1, end: end)
    }

    /// HRESULTs as signed decimals: `-2147024891`.
    func negativeCode(_ start: Int) -> Match? {
        guard view[start] == UInt8(ascii: "-"), view[start + 1] == UInt8(ascii: "2"),
            view[start + 2] == UInt8(ascii: "1"),
            !view.isWord(start - 1)
        else { return nil }
        let end = digitsEnd(start + 1)
        guard end - start == 11, !view.isWord(end) else { return nil }
        return Match(kind: .errorCode, start: start, end: end)
    }

    private func hexCode(_ start: Int) -> Match? {
        var end = start + 2
        while view[end].isHexDigit { end += 1 }
        guard (2...16).contains(end - start - 2), !view.isWord(end) else { return nil }
        return Match(kind: .errorCode, start: start, end: end, value: "0x" + view.string(start + 2..<end).lowercased())
    }

    /// Codes that announce themselves: `0x80070005`, `AADSTS50076`, `KB5034441`, `T20260911.0042`, `INC0012345`,
    /// `ERR_CONNECTION_REFUSED`.
    func code(_ start: Int, _ end: Int) -> Match? {
        switch view[start] | 0x20 {
        case UInt8(ascii: "0"):
            if view[start + 1] | 0x20 == UInt8(ascii: "x"), end - start >= 6 { return hexCode(start) }
        case UInt8(ascii: "k"):
            let digits = view.has("kb", at: start) ? digitsEnd(start + 2) : start
            if (6...7).contains(digits - start - 2), digits == end {
                return Match(kind: .kbNumber, start: start, end: end, value: "KB" + view.string(start + 2..<end))
            }
        case UInt8(ascii: "a") where view.has("aadsts", at: start):
            let digits = digitsEnd(start + 6)
            if digits == end, digits - start >= 10 {
                return Match(kind: .errorCode, start: start, end: end, value: "AADSTS" + view.string(start + 6..<end))
            }
        case UInt8(ascii: "t"):
            let day = digitsEnd(start + 1)
            let tail = digitsEnd(day + 1)
            if day - start == 9, view[day] == UInt8(ascii: "."), (3...5).contains(tail - day - 1), !view.isWord(tail) {
                return Match(kind: .ticketNumber, start: start, end: tail)
            }
        default: break
        }
        for prefix: StaticString in ["inc", "chg", "req", "prb", "ritm", "tkt", "sr-", "sr"]
        where view.has(prefix, at: start) {
            var from = start + prefix.utf8CodeUnitCount
            if view[from] == UInt8(ascii: "-") { from += 1 }
            let last = digitsEnd(from)
            if view[start].isUpper, (4...10).contains(last - from), !view.isWord(last) {
                return Match(kind: .ticketNumber, start: start, end: last)
            }
        }
        return upperSnake(start, end)
    }

    /// `ERR_CONNECTION_REFUSED`, `IRQL_NOT_LESS_OR_EQUAL`.
    private func upperSnake(_ start: Int, _ end: Int) -> Match? {
        guard view[end] == UInt8(ascii: "_"), view[start].isUpper else { return nil }
        var last = start
        var parts = 1
        while last - start < 64, view[last].isUpper || view[last].isDigit || view[last] == UInt8(ascii: "_") {
            if view[last] == UInt8(ascii: "_") { parts += 1 }
            last += 1
        }
        guard parts >= 3, !view.isWord(last), view[last - 1] != UInt8(ascii: "_"), view[last] != UInt8(ascii: "\\")
        else {
            return nil
        }
        return Match(kind: .errorCode, start: start, end: last)
    }

    private func prefixedVersion(_ start: Int) -> Match? {
        var end = digitsEnd(start + 1)
        var parts = 1
        while view[end] == UInt8(ascii: "."), view[end + 1].isDigit, parts < 6 {
            end = digitsEnd(end + 1)
            parts += 1
        }
        guard !view.isWord(end), parts >= 2 || end - start <= 3, view[start - 1] != UInt8(ascii: "-") else {
            return nil
        }
        return Match(kind: .version, start: start + 1, end: end)
    }

    private func serialAfter(_ end: Int, required: [String], bare: Bool) -> Match? {
        var index = end
        var linked = bare
        var links = 0
        while links < 6 {
            let byte = view[index]
            if byte == 0x20 || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") || byte == UInt8(ascii: "=")
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "*")
            {
                index += 1
            } else {
                let word = view.word(at: index)
                guard word.end > index, required.contains(where: { WordHash.of($0) == word.hash }) || isLink(word.hash)
                else { break }
                linked = linked || required.contains { WordHash.of($0) == word.hash }
                index = word.end
            }
            links += 1
        }
        guard linked, index > end else { return nil }
        let last = trimmed(index, run(index, limit: 32) { $0 == UInt8(ascii: "-") })
        guard (4...24).contains(last - index), !view.isWord(last), (index..<last).contains(where: { view[$0].isDigit })
        else {
            return nil
        }
        return Match(kind: .serial, start: index, end: last)
    }

    private func isLink(_ hash: UInt64) -> Bool { words.links.contains(hash) }

    /// Seven to twelve capitals and digits that change over often, as Dell, HP and Lenovo make them.
    func serial(_ start: Int, _ end: Int) -> Match? {
        guard (7...12).contains(end - start), view[end] != UInt8(ascii: "-"), view[start - 1] != UInt8(ascii: "-")
        else { return nil }
        var changes = 0
        var digits = 0
        for index in start..<end {
            let byte = view[index]
            guard byte.isUpper || byte.isDigit else { return nil }
            if byte.isDigit { digits += 1 }
            if index > start, byte.isDigit != view[index - 1].isDigit { changes += 1 }
        }
        guard digits >= 2, digits < end - start else { return nil }
        let isKnown = ["5CG", "5CD", "CND", "MXL", "CNU", "PF", "R90", "MJ0", "FVF", "C02"].contains {
            view.string(start..<end).hasPrefix($0)
        }
        return changes >= 3 || (isKnown && end - start >= 8) ? Match(kind: .serial, start: start, end: end) : nil
    }

    /// `user jdoe`, `account: jdoe`, `username jdoe`.
    private func user(_ end: Int) -> Match? {
        let start = afterLinks(end, words.accountLinks, limit: 2)
        guard start > end, view[start].isLetter else { return nil }
        let colon = (end..<start).contains { view[$0] == UInt8(ascii: ":") || view[$0] == UInt8(ascii: "=") }
        var last = run(start, limit: 40) { "._-".utf8.contains($0) }
        while last > start, !view[last - 1].isAlphanumeric { last -= 1 }
        guard (3...32).contains(last - start), view[last] != UInt8(ascii: "@"), view[last] != UInt8(ascii: "\\"),
            !view.isWord(last), view[last] != UInt8(ascii: "'")
        else { return nil }
        let hash = view.hash(start..<last)
        let isMarked = (start..<last).contains {
            view[$0].isDigit || view[$0] == UInt8(ascii: ".") || view[$0] == UInt8(ascii: "_")
        }
        if words.common.contains(hash) || words.announcers[hash] != 0 { return nil }
        if isMarked {
            return host(start) == nil && dotted(start) == nil ? Match(kind: .user, start: start, end: last) : nil
        }
        if colon { return Match(kind: .user, start: start, end: last) }
        guard (start..<last).allSatisfy({ view[$0].isLower }) else { return nil }
        for ending: StaticString in ["s", "ed", "ing", "ly", "en", "tion", "ment", "able"]
        where view.has(ending, at: last - ending.utf8CodeUnitCount) {
            return nil
        }
        return Match(kind: .user, start: start, end: last)
    }
}
