/// Whether a candidate is a secret.
extension SecretScan {
    func accepts(_ value: Value, _ key: SecretWords.Key, _ certainty: Certainty) -> Bool {
        let range = value.range
        if isPlaceholder(value) { return false }
        if key == .pin { return isPin(range, certainty) }
        let shape = SecretShape.of(range, in: view)
        let first = firstWord(range)
        let isPlain = shape == .word && (first.whole || words.ordinary.contains(first.hash))
        switch certainty {
        case .labelled:
            if shape == .word, !value.quoted, isInstruction(range, first.hash) { return false }
            if isPlain || shape == .other, words.stops.contains(first.hash) { return false }
            if view[range.lowerBound] == UInt8(ascii: "("), words.stops.contains(first.hash) { return false }
            if shape == .other, view.has("http", at: range.lowerBound) { return false }
            // "Passwords: 1) …" begins a list.
            if shape == .digits, range.count < 3 { return false }
            // Another label: "Password: Username: bob".
            if !value.quoted, view[range.upperBound] == UInt8(ascii: ":"), shape == .word { return false }
            let next = view.skipBlanks(range.upperBound)
            if !value.quoted, next > range.upperBound, view[next] == UInt8(ascii: "="), shape == .word { return false }
            if key == .ambiguousPassword, range.count < 4 { return false }
            return true
        case .stated:
            switch shape {
            case .other: return false
            case .strong, .mixed: return true
            case .digits: return range.count >= 4 && !isFollowedByUnit(range.upperBound)
            case .word: return value.quoted ? !words.ordinary.contains(first.hash) : isBareWord(range, first.hash)
            }
        case .adjacent:
            if value.quoted {
                return shape > .word || (shape == .word && !words.ordinary.contains(first.hash) && isOne(range))
            }
            if shape == .digits { return key == .psk && range.count >= 8 }
            return shape == .strong || (shape == .mixed && !looksLikeName(range)) || isJoinedPhrase(range)
        }
    }

    /// `EXAMPLE-ONLY-do-not-ingest`: three parts or more in more than one case, the last of the clause.
    func isJoinedPhrase(_ range: Range<Int>) -> Bool {
        let facts = PasswordFacts(range, in: view)
        guard facts.joiners >= 2, facts.uppers > 0, facts.lowers > 1, facts.others == 0, facts.dots == 0,
            range.count >= 10
        else {
            return false
        }
        let next = view[view.skipBlanks(range.upperBound)]
        return facts.digits > 0 && !facts.hasCapitalPart || next.isLineEnd || ".,;)!".utf8.contains(next)
    }

    private func isOne(_ range: Range<Int>) -> Bool { !range.contains { view[$0] == 0x20 } }

    private func isPin(_ range: Range<Int>, _ certainty: Certainty) -> Bool {
        guard range.allSatisfy({ view[$0].isDigit }), (4...12).contains(range.count) || certainty == .labelled else {
            return false
        }
        return range.count >= 3 && !isFollowedByUnit(range.upperBound)
    }

    private func isFollowedByUnit(_ end: Int) -> Bool {
        words.units.contains(view.word(at: view.skipBlanks(end)).hash)
    }

    /// A plain word after `is` is a password only when nothing reads on after it and it is no usual answer.
    private func isBareWord(_ range: Range<Int>, _ hash: UInt64) -> Bool {
        guard range.count >= 4, !words.ordinary.contains(hash) else { return false }
        for ending: StaticString in ["ed", "ing", "ly", "ible", "able", "ful", "less", "iert", "ert"] {
            if view.has(ending, at: range.upperBound - ending.utf8CodeUnitCount) { return false }
        }
        for index in range where !view.isWord(index) && view[index] < 0x80 { return false }
        let next = view.skipBlanks(range.upperBound)
        let byte = view[next]
        if byte.isLineEnd || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ")") {
            return true
        }
        return byte == UInt8(ascii: ",")
    }

    private static let productNames: [StaticString] = [
        "office", "windows", "server", "microsoft", "exchange", "win1", "sql", "outlook", "excel", "teams", "adobe",
        "acrobat", "chrome", "firefox", "quickbooks", "autocad", "revit", "iphone", "ipad", "galaxy", "thinkpad",
        "elitebook", "optiplex", "laserjet", "sharepoint", "onedrive", "dynamics", "ubuntu", "debian", "veeam",
        "laptop", "notebook", "surface", "latitude", "macbook", "probook",
    ]

    func isProduct(_ range: Range<Int>) -> Bool {
        Self.productNames.contains { view.has($0, at: range.lowerBound) }
    }

    /// Host and product names (`SRV-FILE-02`, `Office365`, `Windows11`) are not taken for passwords without `:` or `is`.
    func looksLikeName(_ range: Range<Int>) -> Bool {
        var digitsSeen = false
        var lower = 0
        var upper = 0
        var joiner = false
        for index in range {
            let byte = view[index]
            if byte.isDigit {
                digitsSeen = true
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                joiner = true
            } else {
                if byte.isLower { lower += 1 }
                if byte.isUpper { upper += 1 }
            }
        }
        if !digitsSeen { return true }
        if joiner || lower == 0 { return true }
        return isProduct(range) || upper == 0 && range.count < 8
    }

    /// `Entered a password: block sign-in, revoke sessions and …`: what follows is a sentence.
    private func isInstruction(_ range: Range<Int>, _ hash: UInt64) -> Bool {
        if words.articles.contains(before.hash), before.start >= lineStart { return true }
        var index = range.lowerBound
        var count = 0
        var telling = 0
        while count < 12, !view[index].isLineEnd, view[index] != UInt8(ascii: ";") {
            let word = view.word(at: index)
            guard word.end > index else {
                index += 1
                continue
            }
            if view[index].isDigit { return false }
            count += 1
            if words.sentence.contains(word.hash) { telling += 1 }
            if view[word.end] == UInt8(ascii: "."), view[word.end + 1].isSpaceOrEnd { break }
            index = word.end
        }
        return count >= 4 && telling >= 1 && view[index] != UInt8(ascii: "\"")
    }

    /// `passphrase correct horse battery staple`: the words up to the end of the clause.
    func phrase(at index: Int, _ certainty: Certainty) -> Range<Int>? {
        if let value = value(at: index), value.quoted { return value.range }
        if view[index].isLineEnd || markerEnd(index) != nil { return nil }
        var end = index
        var count = 1
        var plain = true
        while end - index < 160, !view[end].isLineEnd {
            let byte = view[end]
            if byte == UInt8(ascii: "[") { break }
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), view[end + 1].isSpaceOrEnd { break }
            if byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(") { break }
            if byte == 0x20 {
                count += 1
                if view[end + 1] == UInt8(ascii: "-"), view[end + 2] == 0x20 { break }
            } else if !byte.isLower {
                plain = false
            }
            if byte == 0x20 || end == index {
                let word = view.word(at: byte == 0x20 ? end + 1 : end)
                if words.policy.contains(word.hash) || (end == index && words.stops.contains(word.hash)) { return nil }
                let reads = words.connectors.contains(word.hash) || words.stops.contains(word.hash)
                if certainty != .labelled, reads { return nil }
            }
            end += 1
        }
        while end > index, view[end - 1] == 0x20 { end -= 1 }
        guard end > index else { return nil }
        switch certainty {
        case .labelled: return index..<end
        case .stated: return count >= 3 ? index..<end : nil
        case .adjacent: return plain && count >= 4 ? index..<end : nil
        }
    }

    /// `Password: my dog rex 2024`: a plain first word and up to five further ones to the end of the line belong to it.
    func extended(_ range: Range<Int>) -> Range<Int> {
        guard SecretShape.of(range, in: view) == .word else { return range }
        var end = range.upperBound
        var count = 0
        while !view[end].isLineEnd {
            let byte = view[end]
            if byte == 0x20 {
                count += 1
            } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";"),
                view[end + 1].isSpaceOrEnd
            {
                break
            } else if !view.isWord(end) {
                return range
            }
            end += 1
            if count > 5 || end - range.upperBound > 80 { return range }
        }
        return count > 0 ? range.lowerBound..<trimmedBlanks(range.lowerBound, end) : range
    }

    private func trimmedBlanks(_ start: Int, _ end: Int) -> Int {
        var end = end
        while end > start, view[end - 1] == 0x20 { end -= 1 }
        return end
    }

    /// Whether the field stands in a line like `Server=…;Database=…;Password=…`.
    func isConnectionString(before index: Int) -> Bool {
        var start = index
        while start > lineStart, index - start < 400 {
            start -= 1
            let byte = view[start] | 0x20
            if byte == UInt8(ascii: "s"), view.has("server=", at: start) { return true }
            if byte == UInt8(ascii: "d"), view.has("data source=", at: start) { return true }
            if byte == UInt8(ascii: "h"), view.has("host=", at: start) { return true }
            if byte == UInt8(ascii: "e"), view.has("endpoint=", at: start) { return true }
            if byte == UInt8(ascii: "a"), view.has("accountname=", at: start) { return true }
        }
        return false
    }
}
