import Domain

/// URLs, e-mail, IP and MAC addresses, accounts.
extension EntityScan {
    func url(_ start: Int, _ end: Int) -> Match? {
        var isURL = false
        if view[end] == UInt8(ascii: ":"), view[end + 1] == UInt8(ascii: "/"), view[end + 2] == UInt8(ascii: "/") {
            isURL = (2...12).contains(end - start) && !view[end + 3].isSpaceOrEnd
        } else if view.has("www.", at: start), view[start + 4].isAlphanumeric {
            isURL = true
        }
        guard isURL else { return nil }
        var last = end
        while last < view.count, last - start < 4_096 {
            let byte = view.base[last]
            if byte.isSpaceOrEnd || "\"<>`|{}^".utf8.contains(byte) { break }
            if byte == 0xC2 && view[last + 1] == 0xA0 || isClosingMark(last) { break }
            last += 1
        }
        while last < view.count, view.base[last] & 0xC0 == 0x80 { last += 1 }
        last = trimmed(start, last)
        return last > end + 1 ? Match(kind: .url, start: start, end: last) : nil
    }

    /// RFC 5322 dot-atom, then a domain of two labels or more. The value is lower case.
    func email(_ start: Int) -> Match? {
        let local = run(start, limit: 64) { "._%+-'".utf8.contains($0) }
        guard view[local] == UInt8(ascii: "@"), local > start else { return nil }
        let end = domainEnd(local + 1)
        guard end > local + 1, (local + 1..<end).contains(where: { view[$0] == UInt8(ascii: ".") }) else { return nil }
        return Match(kind: .email, start: start, end: end, value: view.string(start..<end).lowercased())
    }

    private func domainEnd(_ start: Int) -> Int {
        var end = run(start, limit: 253) { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
        while end > start, !view[end - 1].isAlphanumeric { end -= 1 }
        return end
    }

    /// Four octets, with prefix length if written; a port is read over.
    func ipv4(_ start: Int) -> Match? {
        if view[start - 1] == UInt8(ascii: "."), view[start - 2].isAlphanumeric { return nil }
        var index = start
        for octet in 0..<4 {
            let end = digitsEnd(index)
            guard end - index <= 3, let value = number(index..<end), value <= 255 else { return nil }
            if octet < 3 {
                guard view[end] == UInt8(ascii: ".") else { return nil }
                index = end + 1
            } else {
                index = end
            }
        }
        if view.isWord(index) || (view[index] == UInt8(ascii: ".") && view[index + 1].isDigit) { return nil }
        if words.versions.contains(previous.hash), start - previous.end <= 3 { return nil }
        if view[index] == UInt8(ascii: "/") {
            let end = digitsEnd(index + 1)
            if let prefix = number(index + 1..<end), prefix <= 32, end - index <= 3, !view.isWord(end) {
                return Match(kind: .ip, start: start, end: end)
            }
        }
        if view[index] == UInt8(ascii: ":") {
            let end = digitsEnd(index + 1)
            if let port = number(index + 1..<end), port <= 65_535, !view.isWord(end) {
                return Match(kind: .ip, start: start, end: index, next: end)
            }
        }
        return Match(kind: .ip, start: start, end: index)
    }

    /// RFC 4291 text form: eight groups, or fewer around one `::`. The value is lower case.
    func ipv6(_ start: Int) -> Match? {
        if view.isWord(start - 1) || view[start - 1] == UInt8(ascii: ":") { return nil }
        var index = start
        var groups = 0
        var compressed = false
        var lettersOrLong = false
        if view[index] == UInt8(ascii: ":") {
            guard view[index + 1] == UInt8(ascii: ":"), view[index + 2].isHexDigit else { return nil }
            compressed = true
            index += 2
        }
        while groups < 8 {
            var end = index
            while view[end].isHexDigit, end - index < 5 { end += 1 }
            if end == index { break }
            guard end - index <= 4, !view.isWord(end) else { return nil }
            if end - index > 2 || (index..<end).contains(where: { view[$0].isLetter }) { lettersOrLong = true }
            groups += 1
            index = end
            guard view[index] == UInt8(ascii: ":") else { break }
            if view[index + 1] == UInt8(ascii: ":") {
                if compressed { return nil }
                compressed = true
                index += 2
            } else if view[index + 1].isHexDigit {
                index += 1
            } else {
                break
            }
        }
        guard compressed ? (groups >= 1 && groups < 8) : groups == 8, lettersOrLong || groups == 8 else { return nil }
        // "std::x" and the like: with one group there must be a digit.
        if groups < 2, !(start..<index).contains(where: { view[$0].isDigit }) { return nil }
        if view.isWord(index) { return nil }
        return Match(kind: .ip, start: start, end: index, value: view.string(start..<index).lowercased())
    }

    /// Six pairs joined by `:` or `-`, or three groups of four joined by dots.
    func mac(_ start: Int) -> Match? {
        let separator = view[start + 2]
        var end = start
        if separator == UInt8(ascii: ":") || separator == UInt8(ascii: "-") {
            for pair in 0..<6 {
                guard view[end].isHexDigit, view[end + 1].isHexDigit else { return nil }
                end += 2
                if pair < 5 {
                    guard view[end] == separator else { return nil }
                    end += 1
                }
            }
        } else if view[start + 4] == UInt8(ascii: ".") {
            for group in 0..<3 {
                for _ in 0..<4 {
                    guard view[end].isHexDigit else { return nil }
                    end += 1
                }
                if group < 2 {
                    guard view[end] == UInt8(ascii: ".") else { return nil }
                    end += 1
                }
            }
        } else {
            return nil
        }
        if view.isWord(end) || (view[end] == separator && view.isWord(end + 1)) { return nil }
        return Match(kind: .mac, start: start, end: end, value: MACAddress.normalize(view.string(start..<end)))
    }

    /// `DOMAIN\user`.
    func account(_ start: Int, _ end: Int) -> Match? {
        guard end - start <= 32, view[end + 1].isAlphanumeric || view[end + 1] == UInt8(ascii: "_") else { return nil }
        if view[start - 1] == UInt8(ascii: "\\") || view[start - 1] == UInt8(ascii: "/") { return nil }
        var last = run(end + 1, limit: 64) {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
        while last > end + 1, !view[last - 1].isAlphanumeric { last -= 1 }
        guard last > end + 1, view[last] != UInt8(ascii: "\\") else { return nil }
        return Match(kind: .user, start: start, end: last)
    }
}
