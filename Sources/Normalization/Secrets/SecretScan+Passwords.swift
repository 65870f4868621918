/// Passwords in prose, labels and assignments.
extension SecretScan {
    /// How sure the words before a value make it.
    enum Certainty {
        /// `password: X`, `password=X`: anything but a stop word.
        case labelled
        /// `password is X`: what does not read on as a sentence.
        case stated
        /// Only what cannot be anything else.
        case adjacent
    }

    mutating func readPassword(_ key: SecretWords.Key, start: Int, end: Int) {
        let kind: Kind = key == .pin ? .pin : key == .passphrase ? .passphrase : .password
        if let next = startsParenthesis(end), let inner = value(at: next),
            accepts(inner, key, .adjacent) || key != .pin && suspicion(of: inner.range) > .possible
        {
            return take(inner.range, kind)
        }
        // "pass Loan-Marsh-1177"
        if key == .password || key == .ambiguousPassword, view[end] == 0x20,
            let direct = value(at: view.skipBlanks(end)), suspicion(of: direct.range) > .possible
        {
            return take(direct.range, kind)
        }
        if key == .password, view[end] == 0x20, let direct = value(at: view.skipBlanks(end)), !direct.quoted,
            isUnderscoredPhrase(direct.range, after: start, end)
        {
            return take(direct.range, kind)
        }
        guard let found = connector(after: end, key: key, option: isOption(start)) else { return }
        if key == .passphrase, let phrase = phrase(at: found.index, found.certainty) { return take(phrase, kind) }
        if key == .pin, let last = groupedPinEnd(found.index) ?? confirmedPinEnd(found.index) {
            return take(found.index..<last, .pin)
        }
        guard let value = value(at: found.index, assignment: found.equals), accepts(value, key, found.certainty) else {
            return
        }
        var range = value.range
        if found.certainty == .labelled, !value.quoted, key != .pin { range = extended(range) }
        let isConnection = found.equals && isConnectionString(before: start)
        take(range, isConnection ? .connectionString : kind)
    }

    /// Masks the value and others listed behind it: `X or Y`, `admin / X`, `from X to Y`.
    mutating func take(_ range: Range<Int>, _ kind: Kind) {
        add(kind, range.lowerBound, range.upperBound)
        for _ in 0..<4 {
            var next = view.skipBlanks(position)
            while view[next] == UInt8(ascii: "\"") || view[next] == UInt8(ascii: "'") || view[next] == UInt8(ascii: "`")
            {
                next += 1
            }
            next = view.skipBlanks(next)
            let byte = view[next]
            let isSpaced = view[next + 1] == 0x20
            if byte == UInt8(ascii: "/") || (isSpaced && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "&"))) {
                next = view.skipBlanks(next + 1)
            } else {
                let word = view.word(at: next)
                guard words.separators.contains(word.hash) else { return }
                next = view.skipBlanks(word.end)
            }
            guard let value = value(at: next), SecretShape.of(value.range, in: view) == .strong else { return }
            add(kind, value.range.lowerBound, value.range.upperBound)
        }
    }

    /// `--password X`, `-Password X`, `/pass X`.
    private func isOption(_ start: Int) -> Bool {
        (view[start - 1] == UInt8(ascii: "-") && (view[start - 2] == UInt8(ascii: "-") || view[start - 2].isSpaceOrEnd))
            || (view[start - 1] == UInt8(ascii: "/") && view[start - 2].isSpaceOrEnd)
    }

    private func startsParenthesis(_ end: Int) -> Int? {
        let next = view.skipBlanks(end)
        guard view[next] == UInt8(ascii: "("), next - end <= 2 else { return nil }
        return view.skipBlanks(next + 1)
    }

    /// Where the value may begin, and how sure that is.
    struct Connection {
        var index: Int
        var certainty: Certainty
        var equals = false
    }

    func connector(after end: Int, key: SecretWords.Key, option: Bool = false) -> Connection? {
        var index = end
        var closing = 0
        while closing < 4, [0x2A, 0x5F, 0x22, 0x27, 0x60, 0x5D].contains(view[index]) {
            index += 1
            closing += 1
        }
        if view[index] == UInt8(ascii: "s"), view[index - 1] == UInt8(ascii: "'") { index += 1 }
        if view[index] == UInt8(ascii: "("), view.has("(s)", at: index) { index += 3 }
        index = view.skipBlanks(index)
        if let direct = punctuation(at: index) {
            if direct.dash, option { return nil }
            let certainty: Certainty = direct.dash ? .adjacent : .labelled
            var next = direct.end
            while [0x2A, 0x5F].contains(view[next]) { next += 1 }
            next = view.skipBlanks(next)
            if view[next].isLineEnd {
                guard !direct.dash, let below = valueBelow(next) else { return nil }
                return Connection(index: below, certainty: .stated)
            }
            return Connection(index: next, certainty: certainty, equals: direct.equals)
        }
        if view[index].isLineEnd {
            guard isLabelLine(end), let below = valueBelow(index) else { return nil }
            return Connection(index: below, certainty: .adjacent)
        }
        if option, view[end] == 0x20 { return Connection(index: index, certainty: .labelled) }
        if index == end || (key == .ambiguousPassword && !isNoun()) { return nil }
        return connectorAfterWords(from: index, key: key)
    }

    /// Skips the words between: `password for the scanner account is X`.
    private func connectorAfterWords(from start: Int, key: SecretWords.Key) -> Connection? {
        var index = start
        var afterVerb = before.hash == 0 ? false : changeVerbNearby()
        for count in 0..<10 {
            if markerEnd(index) != nil || view[index].isLineEnd { return nil }
            if view[index] == UInt8(ascii: "(") {
                // A remark in brackets: "the password (temporary) is X".
                var close = index
                while close - index < 60, !view[close].isLineEnd, view[close] != UInt8(ascii: ")") { close += 1 }
                guard view[close] == UInt8(ascii: ")") else { return nil }
                index = view.skipBlanks(close + 1)
                if let direct = punctuation(at: index) {
                    return Connection(index: view.skipBlanks(direct.end), certainty: .stated)
                }
                continue
            }
            if let direct = punctuation(at: index) {
                return Connection(index: view.skipBlanks(direct.end), certainty: direct.dash ? .adjacent : .stated)
            }
            if let candidate = value(at: index) {
                let shape = SecretShape.of(candidate.range, in: view)
                let early = key == .pin || count == 0
                if key == .pin, groupedPinEnd(index) != nil { return Connection(index: index, certainty: .adjacent) }
                if candidate.quoted || shape == .strong || (early && shape > .word)
                    || (count == 0 && isJoinedPhrase(candidate.range))
                {
                    return Connection(index: index, certainty: .adjacent)
                }
            }
            let end = view.tokenEnd(index, limit: 64)
            let word = view.word(at: index)
            // c'est
            if word.end == index + 1, view.has("c'est ", at: index) {
                return Connection(index: afterFillers(index + 5), certainty: .stated)
            }
            if words.connectors.contains(word.hash), word.end == end || punctuation(at: word.end) != nil {
                return Connection(index: afterFillers(word.end), certainty: .stated)
            }
            if count == 0, key == .passphrase { return Connection(index: index, certainty: .adjacent) }
            if word.end - index == 2, view.has("to", at: index), afterVerb {
                return Connection(index: view.skipBlanks(word.end), certainty: .stated)
            }
            if word.end - index == 4, view.has("from", at: index), afterVerb {
                return Connection(index: view.skipBlanks(word.end), certainty: .stated)
            }
            if words.keys[word.hash] == SecretWords.Key.change.rawValue {
                afterVerb = true
            } else if words.policy.contains(word.hash) {
                return nil
            }
            guard end > index else { return nil }
            let last = view[end - 1]
            if last == UInt8(ascii: ":") || last == UInt8(ascii: "=") {
                let next = view.skipBlanks(end)
                return view[next].isLineEnd ? nil : Connection(index: next, certainty: .stated)
            }
            if last == UInt8(ascii: ".") || last == UInt8(ascii: "!") || last == UInt8(ascii: "?")
                || last == UInt8(ascii: ";")
            {
                return nil
            }
            index = view.skipBlanks(end)
        }
        return nil
    }

    private func changeVerbNearby() -> Bool {
        let change = SecretWords.Key.change.rawValue
        return words.keys[before.hash] == change || words.keys[beforeThat.hash] == change
            || (beforeThat.start > lineStart && words.keys[hashOfWord(endingBefore: beforeThat.start)] == change)
    }

    func hashOfWord(endingBefore index: Int) -> UInt64 {
        var end = index
        while end > lineStart, index - end < 3, !view.isWord(end - 1) { end -= 1 }
        var start = end
        while start > lineStart, end - start < 16, view[start - 1].isAlphanumeric { start -= 1 }
        return view.hash(start..<end)
    }

    private func afterFillers(_ index: Int) -> Int {
        var index = view.skipBlanks(index)
        for _ in 0..<5 {
            if let direct = punctuation(at: index) {
                index = view.skipBlanks(direct.end)
                continue
            }
            let word = view.word(at: index)
            guard words.fillers.contains(word.hash), view[word.end] == 0x20 || punctuation(at: word.end) != nil else {
                return index
            }
            index = view.skipBlanks(word.end)
        }
        return index
    }

    /// `:` `=` `:=` `：` `->` `=>` `→` and a dash between blanks.
    func punctuation(at index: Int) -> (end: Int, equals: Bool, dash: Bool)? {
        switch view[index] {
        case UInt8(ascii: ":"):
            if view[index + 1] == UInt8(ascii: "/"), view[index + 2] == UInt8(ascii: "/") { return nil }
            return (index + (view[index + 1] == UInt8(ascii: "=") ? 2 : 1), view[index + 1] == UInt8(ascii: "="), false)
        case UInt8(ascii: "="):
            var end = index + 1
            while view[end] == UInt8(ascii: "=") || view[end] == UInt8(ascii: ">") { end += 1 }
            return (end, true, false)
        case UInt8(ascii: "-") where view[index + 1] == UInt8(ascii: ">"): return (index + 2, false, false)
        case UInt8(ascii: "-") where view[index + 1] == 0x20 && view[index - 1] == 0x20: return (index + 1, false, true)
        case 0xEF where view[index + 1] == 0xBC && view[index + 2] == 0x9A: return (index + 3, false, false)
        case 0xE2 where view[index + 1] == 0x86 && view[index + 2] == 0x92: return (index + 3, false, false)
        case 0xE2 where view[index + 1] == 0x80 && (0x93...0x94).contains(view[index + 2]):
            return (index + 3, false, true)
        default: return nil
        }
    }

    /// Whether the line holds little more than the label that ends at `end`.
    private func isLabelLine(_ end: Int) -> Bool { end - lineStart <= 32 }

    /// Start of the value on the next line (one blank line between is allowed) when that line is a single token.
    private func valueBelow(_ index: Int) -> Int? {
        var index = index
        var breaks = 0
        while breaks < 3 {
            if view[index] == 0x0A {
                breaks += 1
                index += 1
            } else if view[index] == 0x0D {
                index += 1
            } else {
                let next = view.skipBlanks(index)
                if next == index { break }
                index = next
            }
        }
        guard breaks > 0, breaks < 3, index < view.count else { return nil }
        let end = view.tokenEnd(index)
        guard view[view.skipBlanks(end)].isLineEnd, view[end - 1] != UInt8(ascii: ":") else { return nil }
        return index
    }
}
