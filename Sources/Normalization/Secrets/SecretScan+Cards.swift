/// What is printed on a payment card beside its number.
extension SecretScan {
    private static let reach = 200

    /// `cvc 737`, `CVV: 1234`, `CVC-Code lautet 737`.
    mutating func readCardCode(end: Int) {
        if let value = cardDigits(after: end, count: 3...4) { add(.cardNumber, value.lowerBound, value.upperBound) }
    }

    /// `security code 737`, `Prüfziffer 737` with a card near. Returns whether it was one.
    mutating func readSecurityCode(start: Int, end: Int) -> Bool {
        guard context.isAboutCards || start - lastCard < Self.reach, let value = cardDigits(after: end, count: 3...4)
        else { return false }
        add(.cardNumber, value.lowerBound, value.upperBound)
        return true
    }

    /// `exp 04/29`, `valid until 04/2029`, `04-29` behind a card number.
    mutating func readExpiry(start: Int, end: Int) -> Bool {
        guard start - lastCardNumber < 80, end - start <= 2,
            view[end] == UInt8(ascii: "/") || view[end] == UInt8(ascii: "-"),
            let month = monthNumber(start, end), (1...12).contains(month)
        else { return false }
        var last = end + 1
        while last - end < 6, view[last].isDigit { last += 1 }
        let digits = last - end - 1
        guard digits == 2 || digits == 4, !view.isWord(last), view[last] != view[end] else { return false }
        add(.cardNumber, start, last)
        return true
    }

    private func monthNumber(_ start: Int, _ end: Int) -> Int? {
        var value = 0
        for index in start..<end {
            guard view[index].isDigit else { return nil }
            value = value * 10 + Int(view[index] - 0x30)
        }
        return value
    }

    private func cardDigits(after end: Int, count: ClosedRange<Int>) -> Range<Int>? {
        var index = end
        for _ in 0..<5 {
            index = view.skipBlanks(index)
            if let direct = punctuation(at: index) {
                index = direct.end
                continue
            }
            if "()#*\"-".utf8.contains(view[index]) {
                index += 1
                continue
            }
            if view[index].isDigit { break }
            let word = view.word(at: index)
            guard word.end > index, words.connectors.contains(word.hash) || words.cardFillers.contains(word.hash) else {
                return nil
            }
            index = word.end
        }
        var last = index
        while last - index < 8, view[last].isDigit { last += 1 }
        guard count.contains(last - index), !view.isWord(last) else { return nil }
        if view[last] == UInt8(ascii: "-") || view[last] == UInt8(ascii: "."), view[last + 1].isDigit { return nil }
        return index..<last
    }
}
