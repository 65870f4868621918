/// Account and password side by side, and passwords that stand further on in the sentence of their word.
extension SecretScan {
    private static let accounts = WordTable(
        words: "account accounts compte konto kontos cuenta inloggen aanmelden einloggen anmelden connexion")
    /// Words before a colon that name what follows.
    private static let naming = WordTable(
        words: """
            user username device computer host hostname server printer laptop machine pc workstation model serial asset \
            ticket reference project site location branch benutzer benutzername gerät rechner drucker modell standort \
            filiale utilisateur poste appareil imprimante modèle référence usuario equipo impresora modelo referencia \
            gebruiker toestel apparaat model locatie ssid group gruppe groupe grupo groep policy agency office
            """)

    func isAccountWord(_ hash: UInt64) -> Bool { Self.accounts.contains(hash) }

    /// `Console login sprout / X`, `Emergency account: rx-break / X`: a small-letter name, a slash between blanks, and
    /// what can hardly be a name, in the sentence of the word that ends at `end`.
    mutating func readSlashPair(from end: Int) {
        var index = end
        while index - end < 64, !view[index].isLineEnd, markerEnd(index) == nil {
            let byte = view[index]
            if view[index + 1].isSpaceOrEnd, ".;!?".utf8.contains(byte) { return }
            if byte == UInt8(ascii: "/"), view[index - 1] == 0x20, view[index + 1] == 0x20 {
                guard isAccountName(endingAt: index - 1, from: end), let secret = value(at: view.skipBlanks(index + 1)),
                    suspicion(of: secret.range) > .possible
                else { return }
                return take(secret.range, .password)
            }
            index += 1
        }
    }

    private func isAccountName(endingAt end: Int, from start: Int) -> Bool {
        var index = end
        var hasLetter = false
        while index > start, view[index - 1] != 0x20 {
            let byte = view[index - 1]
            if byte.isLower { hasLetter = true }
            guard byte.isLower || byte.isDigit || byte >= 0x80 || "._-@\\".utf8.contains(byte) else { return false }
            index -= 1
        }
        return hasLetter && index > start && index < end
    }

    /// `admin/X`, `root / X`, `admin is X`.
    mutating func readAccountName(end: Int) {
        var next = view.skipBlanks(end)
        let local = view.word(at: next)
        if local.hash == WordHash.of("local") || local.hash == WordHash.of("lokal") {
            next = view.skipBlanks(local.end)
        }
        if view[next] == UInt8(ascii: "/") {
            guard let value = value(at: view.skipBlanks(next + 1)), hasDigit(value.range) else { return }
            let isSpaced = next > end && view[next + 1] == 0x20
            guard
                SecretShape.of(value.range, in: view) == .strong
                    || (isSpaced && suspicion(of: value.range) > .possible)
            else { return }
            return add(.password, value.range.lowerBound, value.range.upperBound)
        }
        let after: Int
        if let direct = punctuation(at: next), !direct.dash {
            after = direct.end
        } else {
            let word = view.word(at: next)
            guard words.connectors.contains(word.hash) else { return readSlashPair(from: end) }
            after = word.end
        }
        if let value = value(at: view.skipBlanks(after)), suspicion(of: value.range) > .possible {
            return take(value.range, .password)
        }
        readSlashPair(from: end)
    }

    /// `pw is on the post-it if you need it: X`: behind a colon later in the sentence, where no name is announced.
    mutating func readFurtherOn(from end: Int) {
        var index = end
        while index - end < 100, !view[index].isLineEnd, markerEnd(index) == nil {
            let byte = view[index]
            if view[index + 1].isSpaceOrEnd {
                if ".;!?".utf8.contains(byte) { return }
                if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "="),
                    !Self.naming.contains(hashOfWord(endingBefore: index)),
                    let value = value(at: view.skipBlanks(index + 1)), suspicion(of: value.range) > .possible
                {
                    return take(value.range, .password)
                }
            }
            index += 1
        }
    }

    /// `the former one, X, was withdrawn`.
    mutating func readApposition(end: Int) {
        guard view[end] == UInt8(ascii: ","), let value = value(at: view.skipBlanks(end + 1)),
            view[value.range.upperBound] == UInt8(ascii: ","), suspicion(of: value.range) > .possible,
            end - lastToken < Self.mentionReach || isAboutSignIn(around: value.range)
        else { return }
        take(value.range, .password)
    }

    /// `pw Sestertius_XLII`: a short word for it, then letters joined by `_`.
    func isUnderscoredPhrase(_ range: Range<Int>, after start: Int, _ end: Int) -> Bool {
        guard end - start <= 3, range.count >= 8, !words.articles.contains(before.hash) else { return false }
        let facts = PasswordFacts(range, in: view)
        guard facts.uppers > 0, facts.lowers > 2, facts.joiners > 0, facts.others == 0, facts.dots == 0 else {
            return false
        }
        return range.dropFirst().contains { view[$0] == UInt8(ascii: "_") && view[$0 - 1].isLower }
            && view[range.lowerBound].isUpper
    }
}
