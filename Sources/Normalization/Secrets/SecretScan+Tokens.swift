/// Secrets that announce themselves by their shape, and assignments of random-looking values.
extension SecretScan {
    /// Tokens with a vendor's prefix, JSON Web Tokens, PuTTY keys, product keys, IBANs. Returns whether one was taken.
    mutating func readPrefixed(start: Int, end: Int, first: UInt8) -> Bool {
        let previous = view[start - 1]
        if first.isUpper, end - start == 5, view[end] == UInt8(ascii: "-"), let last = productKeyEnd(start) {
            add(.productKey, start, last)
            return true
        }
        if first.isUpper, view[start + 1].isUpper, view[start + 2].isDigit, view[start + 3].isDigit,
            let last = ibanEnd(start)
        {
            add(.iban, start, last)
            return true
        }
        if first == UInt8(ascii: "P") || first == UInt8(ascii: "p"), view.has("putty-user-key-file-", at: start) {
            add(.privateKey, start, puttyKeyEnd(start))
            return true
        }
        if previous == UInt8(ascii: "_") || previous == UInt8(ascii: "-") && view[start - 2].isAlphanumeric {
            return false
        }
        if let last = prefixedEnd(start) {
            add(.token, start, last)
            return true
        }
        // An AWS secret access key stands near its key id.
        if start - lastAccessKey < 300, let last = accessSecretEnd(start) {
            add(.token, start, last)
            return true
        }
        return false
    }

    private mutating func prefixedEnd(_ start: Int) -> Int? {
        switch view[start] {
        case UInt8(ascii: "A"):
            if view.hasExactly("AKIA", at: start) || view.hasExactly("ASIA", at: start) {
                guard let end = run(start, from: start, atLeast: 20, { $0.isUpper || $0.isDigit }), end - start == 20
                else {
                    return nil
                }
                lastAccessKey = start
                return end
            }
            return view.hasExactly("AIza", at: start) ? urlRun(start, skip: 4, atLeast: 30) : nil
        case UInt8(ascii: "g"):
            if view.hasExactly("github_pat_", at: start) { return urlRun(start, skip: 11, atLeast: 20) }
            if view.hasExactly("glpat-", at: start) { return urlRun(start, skip: 6, atLeast: 16) }
            guard view[start + 1] == UInt8(ascii: "h"), view[start + 3] == UInt8(ascii: "_"), view[start + 2].isLower
            else {
                return nil
            }
            return urlRun(start, skip: 4, atLeast: 20)
        case UInt8(ascii: "x"):
            guard view.hasExactly("xox", at: start), view[start + 4] == UInt8(ascii: "-") else { return nil }
            return urlRun(start, skip: 5, atLeast: 10)
        case UInt8(ascii: "s"), UInt8(ascii: "r"):
            for prefix: StaticString in ["sk_live_", "rk_live_", "sk_test_", "rk_test_", "shpat_"]
            where view.hasExactly(prefix, at: start) {
                return urlRun(start, skip: prefix.utf8CodeUnitCount, atLeast: 10)
            }
            return view.hasExactly("sk-", at: start) ? urlRun(start, skip: 3, atLeast: 20) : nil
        case UInt8(ascii: "w"): return view.hasExactly("whsec_", at: start) ? urlRun(start, skip: 6, atLeast: 16) : nil
        case UInt8(ascii: "n"): return view.hasExactly("npm_", at: start) ? urlRun(start, skip: 4, atLeast: 20) : nil
        case UInt8(ascii: "d"): return view.hasExactly("dop_v1_", at: start) ? urlRun(start, skip: 7, atLeast: 20) : nil
        case UInt8(ascii: "S"):
            guard view.hasExactly("SG.", at: start), let middle = urlRun(start, skip: 3, atLeast: 16),
                view[middle] == UInt8(ascii: ".")
            else { return nil }
            return urlRun(middle, skip: 1, atLeast: 16)
        case UInt8(ascii: "e"): return view.hasExactly("eyJ", at: start) ? webTokenEnd(start) : nil
        default: return nil
        }
    }

    /// RFC 7519: two or three base64url parts, the first two begin with `{"`.
    private func webTokenEnd(_ start: Int) -> Int? {
        guard let header = urlRun(start, skip: 3, atLeast: 8), view[header] == UInt8(ascii: "."),
            let payload = urlRun(header, skip: 1, atLeast: 8)
        else { return nil }
        guard view[payload] == UInt8(ascii: ".") else { return payload }
        return urlRun(payload, skip: 1, atLeast: 1) ?? payload
    }

    private func accessSecretEnd(_ start: Int) -> Int? {
        var mixed: (upper: Bool, lower: Bool) = (false, false)
        var end = start
        while end - start <= 41 {
            let byte = view[end]
            guard byte.isAlphanumeric || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "+") else { break }
            if byte.isUpper { mixed.upper = true }
            if byte.isLower { mixed.lower = true }
            end += 1
        }
        return end - start == 40 && mixed.upper && mixed.lower ? end : nil
    }

    private func urlRun(_ start: Int, skip: Int, atLeast: Int) -> Int? {
        run(start, from: start + skip, atLeast: skip + atLeast) {
            $0.isAlphanumeric || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }

    private func run(_ start: Int, from: Int, atLeast: Int, _ accepts: (UInt8) -> Bool) -> Int? {
        var end = from
        while end < view.count, accepts(view.base[end]) { end += 1 }
        return end - start >= atLeast ? end : nil
    }

    mutating func readAssignment(start: Int, end: Int) {
        guard let found = connector(after: end, key: .assignment),
            let value = value(at: found.index, assignment: found.equals)
        else { return }
        let range = value.range
        guard !isPlaceholder(value), range.count >= 6 else { return }
        let shape = SecretShape.of(range, in: view)
        let isStrong = shape == .strong || (shape == .mixed && hasDigit(range)) || isLongHex(range)
        let enough: Bool
        switch found.certainty {
        case .labelled: enough = isStrong || (value.quoted && range.count >= 12 && shape >= .word && !hasBlank(range))
        case .stated: enough = isStrong && range.count >= 8
        case .adjacent: enough = isStrong && range.count >= 16
        }
        guard enough, !looksLikeURL(range) else { return }
        take(range, found.equals && isConnectionString(before: start) ? .connectionString : .token)
    }

    func hasDigit(_ range: Range<Int>) -> Bool { range.contains { view[$0].isDigit } }

    private func hasBlank(_ range: Range<Int>) -> Bool { range.contains { view[$0] == 0x20 } }

    private func looksLikeURL(_ range: Range<Int>) -> Bool { view.has("http", at: range.lowerBound) }

    /// Random hexadecimal values and GUID-shaped secrets are refused by shape but meant when assigned to `secret`.
    private func isLongHex(_ range: Range<Int>) -> Bool {
        range.count >= 24 && range.allSatisfy { view[$0].isHexDigit || view[$0] == UInt8(ascii: "-") }
            && hasDigit(range)
    }

    /// `api key: X`, `WPA2 key X`, `recovery key: X`.
    mutating func readKey(start: Int, end: Int) {
        guard words.keyQualifiers.contains(before.hash), start - before.end <= 3 else {
            if followsNetworkName(start) { readPassword(.psk, start: start, end: end) }
            return
        }
        let wireless =
            ["wpa", "wpa2", "wpa3", "wifi", "fi", "wlan", "network", "wireless", "psk", "security"]
            .contains { WordHash.of($0) == before.hash }
        if wireless {
            lastPassword = start
            readPassword(.psk, start: start, end: end)
        } else {
            readAssignment(start: start, end: end)
        }
    }

    /// `Bearer X`, `Authorization: Basic X` (RFC 7617, RFC 6750).
    mutating func readAuthorization(end: Int, basic: Bool) {
        let start = view.skipBlanks(end)
        guard start > end else { return }
        var last = start
        while last < view.count, view.base[last].isAlphanumeric || "-._~+/=".utf8.contains(view.base[last]) {
            last += 1
        }
        last = trimmed(start, last)
        guard last - start >= (basic ? 8 : 16) else { return }
        let range = start..<last
        if basic {
            guard
                before.hash == WordHash.of("authorization") || (hasDigit(range) && view[last - 1] == UInt8(ascii: "="))
            else {
                return
            }
        } else if !hasDigit(range), SecretShape.of(range, in: view) < .mixed {
            return
        }
        add(.token, start, last)
    }
}
