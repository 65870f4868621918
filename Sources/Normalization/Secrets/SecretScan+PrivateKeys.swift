/// Private key blocks: PEM (RFC 7468), OpenSSH, PGP, PuTTY.
extension SecretScan {
    /// End of a private key block that begins at `start`; nil when the block is a certificate or public key.
    func privateKeyEnd(_ start: Int) -> Int? {
        var header = start + 11
        var isPrivate = false
        while header - start < 80, !view[header].isLineEnd, view[header] != UInt8(ascii: "-") {
            if view[header] == UInt8(ascii: "P"), view.hasExactly("PRIVATE KEY", at: header) { isPrivate = true }
            header += 1
        }
        guard isPrivate else { return nil }
        while view[header] == UInt8(ascii: "-") { header += 1 }
        var end = sameLineEnd(header)
        if end.finished { return end.index }
        // Prose behind the header on its line: no block follows, and reading on would rescan a long line each time.
        guard view[view.skipBlanks(end.index)].isLineEnd else { return end.index }
        var index = end.index
        var isHeader = true
        while index < view.count {
            let line = content(of: index)
            if line.text.isEmpty {
                // A blank line stands between headers and data, or between all lines of a block mailed double-spaced;
                // anywhere else it ends a truncated block.
                guard isHeader || goesOn(behind: line.next) else { break }
                index = line.next
                continue
            }
            if view.hasExactly("-----END", at: line.text.lowerBound) {
                var last = line.text.lowerBound + 8
                while last < line.text.upperBound, last - line.text.lowerBound < 80 { last += 1 }
                return last
            }
            if isBase64(line.text) {
                isHeader = false
            } else if !(isHeader && line.text.contains { view[$0] == UInt8(ascii: ":") }) {
                break
            }
            end.index = line.text.upperBound
            index = line.next
        }
        return end.index
    }

    private func goesOn(behind index: Int) -> Bool {
        let text = content(of: index).text
        return view.hasExactly("-----END", at: text.lowerBound) || (text.count >= 40 && isBase64(text))
    }

    /// A block with escaped line breaks, or with blanks for line breaks, stands on one line.
    private func sameLineEnd(_ start: Int) -> (index: Int, finished: Bool) {
        var index = start
        while index < view.count, !view.base[index].isLineEnd {
            if view.base[index] == UInt8(ascii: "-"), view.hasExactly("-----END", at: index) {
                index += 8
                while index < view.count, view.base[index].isUpper || view.base[index] == 0x20 { index += 1 }
                while view[index] == UInt8(ascii: "-") { index += 1 }
                return (index, true)
            }
            let byte = view.base[index]
            guard byte.isAlphanumeric || "+/=\\ ".utf8.contains(byte) else { break }
            index += 1
        }
        while index > start, view[index - 1] == 0x20 { index -= 1 }
        return (index, index > start && !view[index].isLineEnd)
    }

    /// The line that follows `index` without quote marks and blanks around it.
    private func content(of index: Int) -> (text: Range<Int>, next: Int) {
        var start = index
        while view[start] == 0x0D || view[start] == 0x20 { start += 1 }
        if view[start] == 0x0A { start += 1 }
        while view[start] == UInt8(ascii: ">") || view[start] == 0x20 || view[start] == 0x09 { start += 1 }
        var end = start
        while end < view.count, view.base[end] != 0x0A { end += 1 }
        let next = end
        while end > start, view[end - 1].isSpaceOrEnd { end -= 1 }
        return (start..<end, max(next, index + 1))
    }

    private func isBase64(_ range: Range<Int>) -> Bool {
        range.count >= 4
            && range.allSatisfy {
                let byte = view.base[$0]
                return byte.isAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
                    || byte == UInt8(ascii: "=")
            }
            && (range.count >= 40 || hasDigit(range) || view[range.upperBound - 1] == UInt8(ascii: "="))
    }

    /// End of a PuTTY key file: its fields and base64 lines.
    func puttyKeyEnd(_ start: Int) -> Int {
        var end = start
        while !view[end].isLineEnd { end += 1 }
        var index = end
        while index < view.count {
            let line = content(of: index)
            if line.text.isEmpty { break }
            let at = line.text.lowerBound
            let isField =
                view.has("encryption:", at: at) || view.has("comment:", at: at) || view.has("public-lines:", at: at)
                || view.has("private-lines:", at: at) || view.has("private-mac:", at: at) || view.has("key-", at: at)
                || view.has("argon2-", at: at)
            guard isField || isBase64(line.text) else { break }
            end = line.text.upperBound
            index = line.next
        }
        return end
    }
}
