/// Passwords that are stated without the word: `I changed it to X`, `it is now X`, `it was: bob / X`.
extension SecretScan {
    /// How sure the shape of a token makes it, when the words before it say that it is stated.
    enum Suspicion: Int, Comparable {
        case none
        /// A capitalised word and digits (`Winter2026`), as names of products have too.
        case possible
        /// Letters of both cases with digits (`Docket-Heron-19`, `Blue77Horse`): needs a mention of signing in.
        case likely
        /// With a sign among them that names do not have (`Ledger!Goose-42`).
        case telling

        static func < (left: Suspicion, right: Suspicion) -> Bool { left.rawValue < right.rawValue }
    }

    /// `changed it to X`, `je l'ai mis à X`.
    mutating func readChange(end: Int) {
        guard let index = statedValue(after: end, needsLink: true), let value = value(at: index) else { return }
        let isNear = end - lastPassword < 300
        if isNear, accepts(value, .password, .adjacent) { return take(value.range, .password) }
        switch suspicion(of: value.range) {
        case .telling: take(value.range, .password)
        case .likely, .possible:
            if isNear || isAboutSignIn(around: value.range) { take(value.range, .password) }
        case .none: return
        }
    }

    /// `it is now X`, `it's X`, `it was: bob / X`.
    mutating func readPronoun(end: Int) {
        if view[end] == UInt8(ascii: ",") { return readApposition(end: end) }
        guard let index = statedValue(after: end, needsLink: true), let value = value(at: index) else { return }
        if readPinNearby(at: index) { return }
        if suspicion(of: value.range) > (end - lastPassword < 300 ? .none : .possible) {
            if isAboutSignIn(around: value.range) { take(value.range, .password) }
        } else {
            readPair(value)
        }
    }

    /// `I typed X`, `he uses X`: the value follows directly.
    mutating func readUse(end: Int) {
        guard let index = statedValue(after: end, needsLink: false), let value = value(at: index) else { return }
        if readPinNearby(at: index) { return }
        guard suspicion(of: value.range) == .telling else { return readPair(value) }
        if isAboutSignIn(around: value.range) { take(value.range, .password) }
    }

    /// `auf X geändert`, `op X gezet`: the verb stands behind the value.
    mutating func readPreposition(end: Int) {
        guard let index = statedValue(after: end, needsLink: false), let value = value(at: index) else { return }
        let suspicion = suspicion(of: value.range)
        guard suspicion > .none else { return }
        var next = view.skipBlanks(value.range.upperBound + (value.quoted ? 1 : 0))
        for _ in 0..<2 {
            let word = view.word(at: next)
            if words.keys[word.hash] == SecretWords.Key.change.rawValue {
                guard suspicion == .telling || isAboutSignIn(around: value.range) else { return }
                return take(value.range, .password)
            }
            next = view.skipBlanks(word.end)
        }
    }

    /// `bob / X`, `bob@example.com and X` where signing in is spoken of.
    mutating func readPair(_ account: Value) {
        let range = account.range
        guard range.count <= 80 else { return }
        if let slash = range.first(where: { view[$0] == UInt8(ascii: "/") }) {
            let rest = slash + 1..<range.upperBound
            guard slash > range.lowerBound, suspicion(of: rest) > .possible, isAboutSignIn(around: range) else {
                return
            }
            return take(rest, .password)
        }
        var next = view.skipBlanks(range.upperBound + (account.quoted ? 1 : 0))
        switch view[next] {
        case UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: "+"):
            next = view.skipBlanks(next + 1)
        default:
            let word = view.word(at: next)
            guard words.separators.contains(word.hash) else { return }
            next = view.skipBlanks(word.end)
        }
        guard let secret = value(at: next), suspicion(of: secret.range) > .possible, isAboutSignIn(around: range)
        else { return }
        take(secret.range, .password)
    }

    /// `X is the new admin password`: the value stands before the word that begins at `start`.
    mutating func readStatedBefore(_ start: Int) {
        var index = start
        for count in 0..<6 {
            while index > lineStart, view[index - 1] == 0x20 { index -= 1 }
            var from = index
            while from > lineStart, index - from < 40, !view[from - 1].isSpaceOrEnd { from -= 1 }
            guard from < index, index - from < 40 else { return }
            let hash = view.hash(from..<index)
            if count > 0, words.copulas.contains(hash) {
                var end = from
                while end > lineStart, view[end - 1] == 0x20 { end -= 1 }
                var first = end
                while first > lineStart, end - first < 80, !view[first - 1].isSpaceOrEnd { first -= 1 }
                while first < end, "\"'`(*".utf8.contains(view[first]) { first += 1 }
                let value = first..<trimmed(first, end)
                guard first < end, suspicion(of: value) > .possible, view[value.upperBound - 1] != UInt8(ascii: "]")
                else { return }
                findings.append(Finding(kind: .password, start: value.lowerBound, end: value.upperBound))
                return
            }
            guard words.nounMarkers.contains(hash) || words.articles.contains(hash) else { return }
            index = from
        }
    }

    /// `login they told us: brewer / X`, `inlog van het portaal is jan / X`: the pair stands further on in the line.
    mutating func readPairAhead(from end: Int) {
        var index = end
        while index - end < 60, !view[index].isLineEnd {
            let isColon = view[index] == UInt8(ascii: ":") && view[index + 1] == 0x20
            let length = isColon ? 1 : view.has(" is ", at: index) ? 3 : 0
            if length > 0, let account = value(at: view.skipBlanks(index + length)) {
                return readPair(account)
            }
            index += 1
        }
    }

    /// Where the value begins behind a verb or pronoun: only words that may stand between are skipped. With
    /// `needsLink` a `to`, `is`, `:` or the like must be among them.
    private func statedValue(after end: Int, needsLink: Bool) -> Int? {
        var index = end
        var isLinked = !needsLink
        // it's, c'est, l'ai
        let mark = apostropheEnd(index)
        if mark > index {
            let word = view.word(at: mark)
            guard word.end > mark else { return nil }
            if word.end == mark + 1 || words.connectors.contains(word.hash) { isLinked = true }
            index = word.end
        }
        guard view[index].isSpaceOrEnd || view[index] == UInt8(ascii: ":") || view[index] == UInt8(ascii: "=") else {
            return nil
        }
        for _ in 0..<8 {
            index = view.skipBlanks(index)
            if let direct = punctuation(at: index) {
                if direct.dash { return nil }
                isLinked = true
                index = view.skipBlanks(direct.end)
                if view[index] == 0x0D { index += 1 }
                if view[index] == 0x0A { index = view.skipBlanks(index + 1) }
                continue
            }
            let word = view.word(at: index)
            guard word.end > index, words.links.contains(word.hash) || words.connectors.contains(word.hash) else {
                break
            }
            let after = apostropheEnd(word.end)
            let next = view[after]
            if after == word.end {
                guard next.isSpaceOrEnd || next == UInt8(ascii: ":") || next == UInt8(ascii: ",") else { break }
            }
            if words.connectors.contains(word.hash) || words.linking.contains(word.hash) { isLinked = true }
            index = next == UInt8(ascii: ",") ? after + 1 : after
        }
        return isLinked && !view[index].isLineEnd && index > end ? index : nil
    }

    private func apostropheEnd(_ index: Int) -> Int {
        if view[index] == UInt8(ascii: "'") { return index + 1 }
        return view[index] == 0xE2 && view[index + 1] == 0x80 && view[index + 2] == 0x99 ? index + 3 : index
    }

    func suspicion(of token: Range<Int>) -> Suspicion {
        // Punctuation of the sentence is no part of the shape.
        var end = token.upperBound
        while end > token.lowerBound, view[end - 1] == UInt8(ascii: "!") || view[end - 1] == UInt8(ascii: "?") {
            end -= 1
        }
        let range = token.lowerBound..<end
        guard (6...64).contains(token.count), !range.isEmpty, hasDigit(range) else { return .none }
        let shape = SecretShape.of(range, in: view)
        guard shape >= .mixed, !looksLikeFile(range) else { return .none }
        let facts = PasswordFacts(range, in: view)
        if facts.dots > 0 { return facts.isDottedPhrase && !isProduct(range) ? .likely : .none }
        if facts.marks > 0 { return facts.isReference ? .none : .telling }
        if facts.others > 0 || token.count < 8 || facts.lowers < 2 { return .none }
        if facts.joiners > 0 {
            return facts.uppers > 0 && !facts.hasCapitalPart && !isProduct(range) ? .likely : .none
        }
        if facts.uppers == 0 { return facts.hasInnerDigit ? .likely : .none }
        if looksLikeName(range) { return .none }
        let isWordAndNumber = facts.uppers == 1 && view[range.lowerBound].isUpper && !facts.hasInnerDigit
        return isWordAndNumber ? .possible : .likely
    }

    /// `setup.exe`, `host.example.com`, `//share`.
    private func looksLikeFile(_ range: Range<Int>) -> Bool {
        var slashes = 0
        for index in range {
            let byte = view[index]
            if byte == UInt8(ascii: "/") { slashes += 1 }
            if byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { return true }
        }
        return slashes > 1
    }
}
