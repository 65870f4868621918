/// One-time codes.
extension SecretScan {
    /// `verification code: 482913`, `the code is 482 913`, `alarm code 4821`.
    mutating func readCode(start: Int, end: Int) {
        if words.otherCodes.contains(before.hash) { return }
        if view.has(" of ", at: end) { return }
        let isQualified = words.codeQualifiers.contains(before.hash)
        if words.doorQualifiers.contains(before.hash) {
            lastPin = start
            return readCodeValue(after: end, kind: .pin)
        }
        if readPlaceCode(end: end) { return }
        if before.hash == WordHash.of("pin") || before.hash == WordHash.of("pass") {
            return readCodeValue(after: end, kind: .pin)
        }
        lastCode = start
        if before.hash == WordHash.of("security"), readSecurityCode(start: start, end: end) { return }
        if isQualified {
            readCodeValue(after: end, kind: .otp)
        } else {
            // "Enter the code 774411": told to use it.
            let isTold = words.tellers.contains(beforeThat.hash) || words.tellers.contains(before.hash)
            if isTold, (6...8).contains(digitCount(view.skipBlanks(end))) {
                return readCodeValue(after: end, kind: .otp)
            }
            readCodeValue(after: end, kind: .otp, strict: true)
            if position == end { readMessagedCode(end: end) }
        }
    }

    private func digitCount(_ start: Int) -> Int {
        var end = start
        while end - start < 20, view[end].isDigit { end += 1 }
        return view.isWord(end) ? 0 : end - start
    }

    /// Takes 4-8 digits (strictly six) after `:`, `=`, `is` or, for qualified words, directly or a word or two later.
    mutating func readCodeValue(after end: Int, kind: Kind, strict: Bool = false) {
        var index = view.skipBlanks(end)
        var connected = false
        for _ in 0..<5 {
            if let direct = punctuation(at: index) {
                connected = true
                index = view.skipBlanks(direct.end)
                continue
            }
            if view[index] == UInt8(ascii: "*") || view[index] == UInt8(ascii: "\"") {
                index += 1
                continue
            }
            if view[index] == 0x0A, connected, !strict {
                index = view.skipBlanks(index + 1)
                continue
            }
            if view[index].isDigit || markerEnd(index) != nil { break }
            let word = view.word(at: index)
            if words.connectors.contains(word.hash) {
                connected = true
            } else if connected, !strict, view[word.end] == UInt8(ascii: "-"), takeBackupCode(index) {
                return
            } else if strict && connected || words.policy.contains(word.hash) || word.end == index {
                return
            }
            index = view.skipBlanks(word.end)
        }
        guard view[index].isDigit, connected || !strict else {
            if !strict, connected { takeBackupCode(index) }
            return
        }
        if !strict, let last = groupedPinEnd(index) { return add(kind, index, last) }
        var last = index
        while view[last].isDigit { last += 1 }
        var digits = last - index
        if digits == 3, view[last] == 0x20 || view[last] == UInt8(ascii: "-"), view[last + 1].isDigit,
            view[last + 2].isDigit, view[last + 3].isDigit, !view.isWord(last + 4)
        {
            last += 4
            digits = 6
        }
        if view.isWord(last) || view[last] == UInt8(ascii: "-")
            || view[last] == UInt8(ascii: ".") && view[last + 1].isDigit
        {
            if !strict { takeBackupCode(index) }
            return
        }
        guard strict ? digits == 6 : (4...10).contains(digits) else { return }
        if words.units.contains(view.word(at: view.skipBlanks(last)).hash) { return }
        add(kind, index, last)
    }

    /// Recovery codes such as `a1b2c-d3e4f`.
    @discardableResult
    private mutating func takeBackupCode(_ index: Int) -> Bool {
        guard let value = value(at: index), hasDigit(value.range), value.range.count >= 8,
            SecretShape.of(value.range, in: view) >= .mixed
        else { return false }
        take(value.range, .otp)
        return true
    }

    /// `482913 is your verification code`, `use 482913 to verify`.
    func isAnnouncedCode(_ end: Int) -> Bool {
        if view.has(" is your ", at: end) {
            for distance in 9..<60 where view.has("code", at: end + distance) { return true }
        }
        return view.has(" to verify", at: end)
    }
}
