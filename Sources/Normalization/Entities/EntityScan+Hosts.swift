import Domain

/// Host names and DNS domains.
extension EntityScan {
    /// Two labels or more: a host (`dc01.corp.example.com`) or a domain (`example.com`).
    func dotted(_ start: Int) -> Match? {
        // Inside a run that was already tried from its beginning.
        if view[start - 1] == UInt8(ascii: ".") || view[start - 1] == UInt8(ascii: "-"), view[start - 2].isAlphanumeric
        {
            return nil
        }
        var end = run(start, limit: 253) { ".-_".utf8.contains($0) }
        while end > start, !view[end - 1].isAlphanumeric { end -= 1 }
        var labels: [Range<Int>] = []
        var from = start
        for index in start..<end where view[index] == UInt8(ascii: ".") {
            guard index > from else { return nil }
            labels.append(from..<index)
            from = index + 1
        }
        guard !labels.isEmpty, from < end else { return nil }
        let last = from..<end
        labels.append(last)
        guard words.topLevel.contains(view.hash(last)), !view.isWord(end), view[start - 1] != UInt8(ascii: "@"),
            view[start - 1] != UInt8(ascii: "."), view[end] != UInt8(ascii: "\\")
        else { return nil }
        // "fix.In the", "ASP.NET", "done.de": a capital top-level label after a small one is a missing blank.
        if view[last.lowerBound].isUpper, !isCapitals(start..<end) || words.frameworks.contains(view.hash(labels[0])) {
            return nil
        }
        let first = labels[0]
        guard first.contains(where: { view[$0].isLetter }) || labels.count > 2 else { return nil }
        let isHost = labels.count >= 3 && (words.services.contains(view.hash(first)) || isHostLabel(first))
        let isLocal = labels.count == 2 && words.localSuffixes.contains(view.hash(last)) && isHostLabel(first)
        var next: Int?
        if view[end] == UInt8(ascii: ":") {
            let port = digitsEnd(end + 1)
            if port > end + 1, port - end <= 6, !view.isWord(port) { next = port }
        }
        return Match(kind: isHost || isLocal ? .hostname : .domain, start: start, end: end, next: next)
    }

    private func isCapitals(_ range: Range<Int>) -> Bool { !range.contains { view[$0].isLower } }

    /// A single label with the shape of a machine name.
    func host(_ start: Int) -> Match? {
        if view[start - 1] == UInt8(ascii: "-") || view[start - 1] == UInt8(ascii: "_")
            || view[start - 1] == UInt8(ascii: "/"),
            view[start - 2].isAlphanumeric
        {
            return nil
        }
        var end = run(start, limit: 64) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        while end > start, !view[end - 1].isAlphanumeric { end -= 1 }
        guard (4...63).contains(end - start), !view.isWord(end), isHostLabel(start..<end) else { return nil }
        return Match(kind: .hostname, start: start, end: end)
    }

    /// `hostname: bobspc`, `computer name X`.
    func announcedHost(_ end: Int) -> Match? {
        var index = end
        if view.has(" name", at: index) { index += 5 }
        guard view[index] == UInt8(ascii: ":") || view[index] == UInt8(ascii: "=") else { return nil }
        index = view.skipBlanks(index + 1)
        guard view[index].isAlphanumeric else { return nil }
        if let match = ipv4(index) ?? dotted(index) { return match }
        var last = run(index, limit: 63) { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        while last > index, !view[last - 1].isAlphanumeric { last -= 1 }
        guard last - index >= 3, !view.isWord(last), !words.common.contains(view.hash(index..<last)) else { return nil }
        return Match(kind: .hostname, start: index, end: last)
    }

    private func isHostLabel(_ label: Range<Int>) -> Bool {
        var parts: [Range<Int>] = []
        var from = label.lowerBound
        var digits = 0
        var lower = 0
        for index in label {
            let byte = view[index]
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") {
                guard index > from else { return false }
                parts.append(from..<index)
                from = index + 1
            } else {
                if byte.isDigit { digits += 1 }
                if byte.isLower { lower += 1 }
            }
        }
        guard from < label.upperBound else { return false }
        parts.append(from..<label.upperBound)
        guard let first = parts.first, let last = parts.last, view[first.lowerBound].isLetter else { return false }
        if parts.count == 1 { return isSingle(label, digits: digits, lower: lower) }
        if parts.count > 5 { return false }
        let head = view.hash(first)
        if words.namePrefixes.contains(head) {
            let isGenerated = parts.count == 2 && (6...11).contains(last.count) && (lower == 0 || digits > 0)
            if isGenerated { return true }
        }
        if words.notHosts.contains(head) || digits == 0 { return false }
        let tail = letterDigit(last)
        let allDigits = last.allSatisfy { view[$0].isDigit }
        let hasRole = parts.contains { words.roles.contains(view.hash($0)) || isRoleNumbered($0) }
        let headDigits = first.contains { view[$0].isDigit }
        if allDigits {
            guard (1...4).contains(last.count), !isYear(last) else { return false }
            return hasRole || (lower == 0 && first.count >= 2 && !headDigits && (last.count >= 2 && parts.count >= 2))
        }
        if let tail, tail.letters >= 1, (1...4).contains(tail.digits) {
            if lower == 0 { return first.count >= 2 && !(headDigits && parts.count == 2 && !hasRole) }
            return hasRole || (tail.digits >= 2 && tail.letters >= 2 && first.count >= 2 && !headDigits)
        }
        // The number stands in an earlier part: NYC01-SRV, WS014-OLD.
        return hasRole && lower == 0 && digits >= 2
    }

    private func isSingle(_ label: Range<Int>, digits: Int, lower: Int) -> Bool {
        guard let shape = letterDigit(label), (2...4).contains(shape.digits), (2...12).contains(shape.letters) else {
            return false
        }
        let split = label.lowerBound + shape.letters
        if isYear(split..<label.upperBound) || words.notHosts.contains(view.hash(label.lowerBound..<split)) {
            return false
        }
        let hasZero = view[split] == UInt8(ascii: "0")
        guard endsInRole(label.lowerBound..<split) else { return false }
        return lower == 0 || (hasZero && lower == shape.letters) || hasZero
    }

    /// Letters, then digits to the end.
    private func letterDigit(_ range: Range<Int>) -> (letters: Int, digits: Int)? {
        var index = range.lowerBound
        while index < range.upperBound, view[index].isLetter { index += 1 }
        let letters = index - range.lowerBound
        while index < range.upperBound, view[index].isDigit { index += 1 }
        guard index == range.upperBound else { return nil }
        return (letters, range.count - letters)
    }

    private func isRoleNumbered(_ range: Range<Int>) -> Bool {
        guard let shape = letterDigit(range), shape.digits > 0, shape.letters > 0 else { return false }
        return words.roles.contains(view.hash(range.lowerBound..<range.lowerBound + shape.letters))
    }

    private func endsInRole(_ range: Range<Int>) -> Bool {
        for length in 2...8 where length <= range.count {
            if words.roles.contains(view.hash(range.upperBound - length..<range.upperBound)) { return true }
        }
        return false
    }

    private func isYear(_ range: Range<Int>) -> Bool {
        guard range.count == 4, let value = number(range) else { return false }
        return (1990...2039).contains(value)
    }
}
