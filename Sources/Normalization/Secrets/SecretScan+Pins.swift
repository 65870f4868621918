/// Numbers that open doors: PINs written in groups, numbers tried on a keypad, badge codes.
extension SecretScan {
    private static let pads = WordTable(words: "pad pads terminal")
    private static let verbsBehind = WordTable(
        words: "eingegeben versucht probiert getippt verwendet ingevoerd geprobeerd ingetypt gebruikt ingetoetst")
    private static let places = WordTable(
        words: """
            porte portail alarme coffre ascenseur garage accès entrée portillon barrière puerta alarma acceso entrada \
            portón garaje caja ascensor deur poort alarm kluis toegang tür tor tresor eingang zugang door gate keypad
            """)
    private static let messages = WordTable(
        words: """
            text sms message texted sent received phone app authenticator whatsapp email mail reçu envoyé téléphone \
            geschickt bekommen erhalten nachricht handy gestuurd ontvangen bericht enviado enviaron recibido recibí \
            mensaje móvil
            """)
    private static let pinReach = 80

    /// `PIN pad`, `PIN-Pad`.
    func isPad(after end: Int) -> Bool {
        let next = view[end] == UInt8(ascii: "-") ? end + 1 : view.skipBlanks(end)
        return Self.pads.contains(view.word(at: next).hash)
    }

    /// End of digits in two groups or more that a PIN may be written in: `60 31 75`, `3318-77-0`, `5-1-7-7-0-4`. Nil for
    /// dates, telephone numbers, versions, counts.
    func groupedPinEnd(_ start: Int) -> Int? {
        guard view[start].isDigit, !view.isWord(start - 1), !"+-./:".utf8.contains(view[start - 1]) else { return nil }
        var lengths: [Int] = []
        var total = 0
        var index = start
        let separator = pinSeparator(start)
        guard separator == 0x20 || separator == UInt8(ascii: "-") else { return nil }
        while lengths.count < 9 {
            let from = index
            while index - from < 9, view[index].isDigit { index += 1 }
            lengths.append(index - from)
            total += index - from
            guard view[index] == separator, view[index + 1].isDigit else { break }
            // Blanks join only groups of one length.
            if separator == 0x20, digitRun(index + 1) != lengths[0] { break }
            index += 1
        }
        let next = view[index]
        if view.isWord(index) || "-/%°€$".utf8.contains(next) || (".,:".utf8.contains(next) && view[index + 1].isDigit)
        {
            return nil
        }
        guard lengths.count > 1, lengths.allSatisfy({ $0 <= 4 }), (4...8).contains(total) else { return nil }
        if separator == 0x20, total < 6 || lengths[0] > 3 { return nil }
        if lengths == [4, 2, 2] || lengths == [2, 2, 4] || lengths == [3, 4] || lengths == [4, 4] { return nil }
        if lengths.count == 2, separator == UInt8(ascii: "-"), total < 6 { return nil }
        let word = view.word(at: view.skipBlanks(index))
        if words.units.contains(word.hash) || word.hash == WordHash.of("of") { return nil }
        return index
    }

    /// `4821#`, as keypads want it.
    func confirmedPinEnd(_ start: Int) -> Int? {
        let end = start + digitRun(start)
        guard (4...8).contains(end - start), view[end] == UInt8(ascii: "#") || view[end] == UInt8(ascii: "*"),
            !view[end + 1].isAlphanumeric
        else { return nil }
        return end
    }

    private func pinSeparator(_ start: Int) -> UInt8 {
        view[start + digitRun(start)]
    }

    private func digitRun(_ start: Int) -> Int {
        var end = start
        while end - start < 9, view[end].isDigit { end += 1 }
        return end - start
    }

    /// A lone number of `lengths` digits, no year, nothing counted.
    private func loneNumberEnd(_ start: Int, _ lengths: ClosedRange<Int>) -> Int? {
        let count = digitRun(start)
        let end = start + count
        guard lengths.contains(count), !view.isWord(start - 1), !view.isWord(end) else { return nil }
        let next = view[end]
        if "-/%".utf8.contains(next) || (".,:".utf8.contains(next) && view[end + 1].isDigit) { return nil }
        if count == 4, view.has("19", at: start) || view.has("20", at: start) { return nil }
        return words.units.contains(view.word(at: view.skipBlanks(end)).hash) ? nil : end
    }

    /// `asks for a PIN, it's X`, `PIN doesn't work, I tried X`, `Token I used X`. Returns whether one was taken.
    mutating func readPinNearby(at index: Int) -> Bool {
        guard view[index].isDigit else { return false }
        if index - lastPin < Self.pinReach, let end = groupedPinEnd(index) ?? loneNumberEnd(index, 4...8) {
            add(.pin, index, end)
            return true
        }
        guard index - lastToken < 40, let end = loneNumberEnd(index, 6...8),
            view[end].isLineEnd || ".,;)!?".utf8.contains(view[end])
        else { return false }
        add(.otp, index, end)
        return true
    }

    /// `ich habe X eingegeben` soon after a PIN was spoken of.
    mutating func readPinBeforeVerb(start: Int) -> Bool {
        guard start - lastPin < Self.pinReach, let end = groupedPinEnd(start) ?? loneNumberEnd(start, 4...8),
            Self.verbsBehind.contains(view.word(at: view.skipBlanks(end)).hash)
        else { return false }
        add(.pin, start, end)
        return true
    }

    /// `code de la porte : 4821`, `código del garaje 4821`: what it opens stands behind the word. Returns whether a
    /// value was taken.
    mutating func readPlaceCode(end: Int) -> Bool {
        var index = end
        for _ in 0..<4 {
            index = afterArticleMark(view.skipBlanks(index))
            let word = view.word(at: index)
            guard word.end > index else { return false }
            if Self.places.contains(word.hash) {
                let before = findings.count
                lastPin = index
                readCodeValue(after: word.end, kind: .pin)
                return findings.count > before
            }
            index = word.end
        }
        return false
    }

    private func afterArticleMark(_ index: Int) -> Int {
        guard view[index].isLetter, view[index + 1] == UInt8(ascii: "'") else { return index }
        return index + 2
    }

    /// `the code the text message sent me just now was 448 213`: a message is spoken of, then six to eight digits.
    mutating func readMessagedCode(end: Int) {
        var index = end
        var isMessage = false
        while index - end < 120, !view[index].isLineEnd, markerEnd(index) == nil {
            let word = view.word(at: index)
            guard word.end > index else {
                if view[index + 1].isSpaceOrEnd, ".;!?".utf8.contains(view[index]) { return }
                if isMessage, view[index] == UInt8(ascii: ":"), takeMessaged(view.skipBlanks(index + 1)) { return }
                index += 1
                continue
            }
            if Self.messages.contains(word.hash) { isMessage = true }
            if isMessage, words.connectors.contains(word.hash), takeMessaged(view.skipBlanks(word.end)) { return }
            index = word.end
        }
    }

    private mutating func takeMessaged(_ index: Int) -> Bool {
        guard let end = groupedPinEnd(index) ?? loneNumberEnd(index, 6...8) else { return false }
        add(.otp, index, end)
        return true
    }

    /// `mon badge du portail c'est 774-Grenache-21`.
    mutating func readBadge(end: Int) {
        var index = end
        while index - end < 80, !view[index].isLineEnd, markerEnd(index) == nil {
            let word = view.word(at: index)
            guard word.end > index else {
                if view[index + 1].isSpaceOrEnd, ".;!?".utf8.contains(view[index]) { return }
                if view[index] == UInt8(ascii: ":"), takeBadge(view.skipBlanks(index + 1)) { return }
                index += 1
                continue
            }
            if words.connectors.contains(word.hash), takeBadge(view.skipBlanks(word.end)) { return }
            if index == view.skipBlanks(end), takeBadge(index) { return }
            index = word.end
        }
    }

    private mutating func takeBadge(_ index: Int) -> Bool {
        guard let value = value(at: index), suspicion(of: value.range) > .possible,
            value.range.count(where: { view[$0].isDigit }) > 2
        else { return false }
        take(value.range, .password)
        return true
    }

    /// `codeword "X"`, `vault word: X`.
    mutating func readCodeword(end: Int) {
        let next = view.skipBlanks(end)
        let direct = punctuation(at: next)
        guard let value = value(at: view.skipBlanks(direct?.end ?? next)), !isPlaceholder(value),
            value.quoted || (direct != nil && suspicion(of: value.range) > .none)
        else { return }
        take(value.range, .passphrase)
    }
}
