/// Numbers that are secrets: recovery keys, cards, social security numbers, IBANs, product keys.
extension SecretScan {
    /// Returns whether a secret was taken at the digits that begin at `start`.
    mutating func readNumber(start: Int, end: Int) -> Bool {
        let previous = view[start - 1]
        if previous == UInt8(ascii: "_") || previous == UInt8(ascii: "+") { return false }
        if previous == UInt8(ascii: "-") || previous == UInt8(ascii: "."), view[start - 2].isAlphanumeric {
            return false
        }
        if end - start == 5, view[end] == UInt8(ascii: "-"), let last = productKeyEnd(start) {
            add(.productKey, start, last)
            return true
        }
        let groups = digitGroups(start)
        if groups.lengths.count == 8, groups.lengths.allSatisfy({ $0 == 6 }) {
            add(.recoveryKey, start, groups.end)
            return true
        }
        if let last = cardEnd(start) {
            add(.cardNumber, start, last)
            lastCard = last
            lastCardNumber = last
            return true
        }
        if readPinBeforeVerb(start: start) { return true }
        if readExpiry(start: start, end: end) { return true }
        if groups.lengths == [3, 2, 4] || groups.lengths == [9], hasSocialSecurityContext(start, groups.end) {
            add(.ssn, start, groups.end)
            return true
        }
        if (4...8).contains(end - start), isAnnouncedCode(end) {
            add(.otp, start, end)
            return true
        }
        if start - lastAccessKey < 300 {
            return readPrefixed(start: start, end: end, first: 0x30)
        }
        return false
    }

    /// Groups of digits joined by one dash or blank each, at most nine.
    private func digitGroups(_ start: Int) -> (lengths: [Int], end: Int) {
        var lengths: [Int] = []
        var index = start
        var end = start
        while lengths.count < 9 {
            let from = index
            while index - from < 24, view[index].isDigit { index += 1 }
            guard index > from, !view.isWord(index) else { break }
            lengths.append(index - from)
            end = index
            guard view[index] == UInt8(ascii: "-") || view[index] == 0x20, view[index + 1].isDigit else { break }
            index += 1
        }
        return (lengths, end)
    }

    /// ISO/IEC 7812: 13-19 digits with a known issuer, in the groups printed on cards, and a valid Luhn digit.
    private func cardEnd(_ start: Int) -> Int? {
        guard (0x33...0x36).contains(view[start]) || view[start] == 0x32 else { return nil }
        var digits: [UInt8] = []
        var groups: [Int] = []
        var index = start
        var group = 0
        var separator: UInt8 = 0
        while digits.count < 20 {
            let byte = view[index]
            if byte.isDigit {
                digits.append(byte - 0x30)
                group += 1
            } else if byte == 0x20 || byte == UInt8(ascii: "-"), separator == 0 || separator == byte,
                view[index + 1].isDigit, digits.count < 16
            {
                separator = byte
                groups.append(group)
                group = 0
            } else {
                break
            }
            index += 1
        }
        groups.append(group)
        guard (13...19).contains(digits.count), !view.isWord(index), hasCardGroups(groups), hasIssuer(digits),
            isLuhn(digits)
        else { return nil }
        if view[index] == UInt8(ascii: "-") || view[index] == UInt8(ascii: "."), view[index + 1].isAlphanumeric {
            return nil
        }
        return index
    }

    private func hasCardGroups(_ groups: [Int]) -> Bool {
        switch groups {
        case [4, 4, 4, 4], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4], [4, 4, 4, 1], [4, 4, 4, 3]: true
        default: groups.count == 1
        }
    }

    private func hasIssuer(_ digits: [UInt8]) -> Bool {
        let two = Int(digits[0]) * 10 + Int(digits[1])
        let four = two * 100 + Int(digits[2]) * 10 + Int(digits[3])
        switch two {
        case 40...49: return [13, 16, 19].contains(digits.count)
        case 51...55: return digits.count == 16
        case 22...27: return digits.count == 16 && (2221...2720).contains(four)
        case 34, 37: return digits.count == 15
        case 30, 36, 38, 39: return digits.count == 14 || digits.count == 16
        case 35: return digits.count == 16
        case 60, 62, 64, 65: return (16...19).contains(digits.count)
        case 50, 56...59, 61, 63, 66...69: return digits.count == 16
        default: return false
        }
    }

    private func isLuhn(_ digits: [UInt8]) -> Bool {
        var sum = 0
        for (index, digit) in digits.reversed().enumerated() {
            let value = Int(digit) * (index.isMultiple(of: 2) ? 1 : 2)
            sum += value > 9 ? value - 9 : value
        }
        return sum.isMultiple(of: 10) && sum > 0
    }

    private mutating func hasSocialSecurityContext(_ start: Int, _ end: Int) -> Bool {
        if start - lastSocialSecurity < 60 { return true }
        for distance in 1..<48 where view.has("social security", at: start - distance) { return true }
        for distance in 1..<16 where view.has("ssn", at: end + distance) { return true }
        return false
    }

    /// ISO 13616: two letters, two check digits, up to 30 more, mod 97 = 1.
    func ibanEnd(_ start: Int) -> Int? {
        var digits: [UInt8] = []
        var index = start
        while digits.count < 34 {
            if view[index].isUpper || view[index].isDigit {
                digits.append(view[index])
                index += 1
            } else if view[index] == 0x20, view[index + 1].isUpper || view[index + 1].isDigit,
                digits.count.isMultiple(of: 4)
            {
                index += 1
            } else {
                break
            }
        }
        guard digits.count >= 15, !view.isWord(index) else { return nil }
        var remainder = 0
        for byte in digits[4...] + digits[..<4] {
            remainder =
                byte.isDigit ? (remainder * 10 + Int(byte - 0x30)) % 97 : (remainder * 100 + Int(byte - 0x37)) % 97
        }
        return remainder == 1 ? index : nil
    }

    /// Five groups of five capitals and digits.
    func productKeyEnd(_ start: Int) -> Int? {
        var digit = false
        for offset in 0..<29 {
            let byte = view[start + offset]
            if offset % 6 == 5 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard byte.isUpper || byte.isDigit else { return nil }
                if byte.isDigit { digit = true }
            }
        }
        let next = view[start + 29]
        return digit && !next.isAlphanumeric && next != UInt8(ascii: "-") ? start + 29 : nil
    }
}
