/// Further passwords in the sentences behind a mention: `my password was X and now it's Y`, `jdoe = X, asmith = Y`.
extension SecretScan {
    /// Takes the token at the current word when it could hardly be anything but a password. Returns whether it did.
    mutating func readNearby(start: Int, end: Int) -> Bool {
        guard start - lastPassword < 200, let value = value(at: start), !value.quoted else { return false }
        let range = value.range
        guard range.lowerBound == start, range.count >= 6, range.count <= 40 else { return false }
        switch SecretShape.of(range, in: view) {
        case .strong:
            guard hasDigit(range), hasTellingMark(range), range.contains(where: { view[$0].isLetter }) else {
                return false
            }
        case .mixed: guard isStated(before: start), isMixedThroughout(range) else { return false }
        default: return false
        }
        add(.password, range.lowerBound, range.upperBound)
        return true
    }

    private func hasTellingMark(_ range: Range<Int>) -> Bool { range.contains { "!@#$^*?+~=".utf8.contains(view[$0]) } }

    /// Capitals, small letters and two digits or more, without joiners: `Blue77Horse`, not `SRV-FILE-02` or `Windows11`.
    private func isMixedThroughout(_ range: Range<Int>) -> Bool {
        var upper = 0
        var lower = 0
        for index in range {
            let byte = view[index]
            if byte.isUpper { upper += 1 }
            if byte.isLower { lower += 1 }
            if !byte.isAlphanumeric { return false }
        }
        return upper > 0 && lower > 0 && !looksLikeName(range)
    }

    /// `=`, `:`, `is` or `it's` in front.
    private func isStated(before index: Int) -> Bool {
        var at = index - 1
        while at > 0, view[at] == 0x20, index - at < 4 { at -= 1 }
        if view[at] == UInt8(ascii: "=") || view[at] == UInt8(ascii: ":") { return true }
        guard before.end == at + 1 else { return false }
        return words.connectors.contains(before.hash) || (view[before.start - 1] == UInt8(ascii: "'"))
    }

    /// `pass is X` counts behind `my`, `temp`, `new` and the like.
    func isNoun() -> Bool { words.nounMarkers.contains(before.hash) }

    /// Whether a wireless network was named a little before on the line.
    func followsNetworkName(_ start: Int) -> Bool {
        for distance in 1..<64 where start - distance >= lineStart {
            if view.has("ssid", at: start - distance) || view.has("wifi", at: start - distance) { return true }
            if view.has("wi-fi", at: start - distance) { return true }
        }
        return false
    }
}
