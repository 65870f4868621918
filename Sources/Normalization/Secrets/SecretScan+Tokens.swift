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
        case .adjacent:
            let isCommunity = before.hash == WordHash.of("v2c") || before.hash == WordHash.of("snmp")
            enough = isStrong && range.count >= (isCommunity ? 8 : 16)
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
        lastToken = start
        let wireless =
            [
                "wpa", "wpa2", "wpa3", "wifi", "fi", "wlan", "network", "wireless", "psk", "security", "shared",
                "preshared", "gedeelde", "gemeinsamer", "gemeinsame", "geteilter", "geteilte", "vorinstallierter",
            ]
            .contains { WordHash.of($0) == before.hash }
        if wireless {
            lastPassword = start
            readPassword(.psk, start: start, end: end)
        } else {
            readAssignment(start: start, end: end)
        }
    }

    /// End of the word behind `clé` or `clave` that makes it a shared key: `clé pré-partagée`, `clave compartida`.
    func keyQualifierEnd(after end: Int) -> Int? {
        let word = view.word(at: view.skipBlanks(end))
        guard words.followingQualifiers.contains(word.hash) else { return nil }
        guard view[word.end] == UInt8(ascii: "-") else { return word.end }
        return view.word(at: word.end + 1).end
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

/// Tokens of any vendor: a short name, a word for what it is, then the secret (`rb_tok_…`, `bk_live_…`, `pat-…`), or
/// anything that looks like one in the sentences behind a mention.
extension SecretScan {
    private static let tokenReach = 200
    private static let parts = WordTable(words: "tok token live test sk pk rk pat key api secret prod priv")
    private static let heads = WordTable(words: "tok token pat key secret apikey sk pk sess")

    /// Returns whether one was taken at the word.
    mutating func readGenericToken(start: Int, end: Int) -> Bool {
        let next = view[end]
        // Nearly every word is a plain one.
        if next == 0x20 || next == 0x0A, end - start < 16 { return false }
        guard Self.mayPrecede(view[start - 1]) else { return false }
        if end - start <= 10, next == UInt8(ascii: "_") || next == UInt8(ascii: "-"),
            let last = genericTokenEnd(start, end)
        {
            add(.token, start, last)
            return true
        }
        guard context.isAboutTokens || start - lastToken < Self.tokenReach, end - start >= 16 || !next.isSpaceOrEnd
        else { return false }
        let last = trimmed(start, view.tokenEnd(start))
        guard looksLikeToken(start..<last, prefix: end - start) else { return false }
        add(.token, start, last)
        return true
    }

    /// Behind these signs a word goes on that began before.
    private static func mayPrecede(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "."),
            UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "%"):
            false
        default: !byte.isAlphanumeric
        }
    }

    private func genericTokenEnd(_ start: Int, _ end: Int) -> Int? {
        let word = view.word(at: end + 1)
        let separator = view[word.end]
        let isNamed =
            word.end > end + 1 && Self.parts.contains(word.hash)
            && (separator == UInt8(ascii: "_") || separator == UInt8(ascii: "-"))
        let isHead = Self.heads.contains(view.hash(start..<end))
        guard isNamed || isHead else { return nil }
        let from = isNamed ? word.end + 1 : end + 1
        var last = from
        while last - from < 256,
            view[last].isAlphanumeric || view[last] == UInt8(ascii: "_")
                || view[last] == UInt8(ascii: "-")
        { last += 1 }
        last = trimmed(start, last)
        guard last - from >= (isNamed ? 12 : 16), last - start >= 16, hasDigit(from..<last) else { return nil }
        if view[last] == UInt8(ascii: ".") && view[last + 1].isAlphanumeric { return nil }
        let facts = PasswordFacts(from..<last, in: view)
        guard facts.lowers > 0, facts.hasInnerDigit || facts.digits >= 4, !isDated(from..<last) else { return nil }
        return last
    }

    /// `backup-2026-09-14`.
    private func isDated(_ range: Range<Int>) -> Bool {
        range.contains { index in
            index + 6 < range.upperBound && view[index] == UInt8(ascii: "2") && view[index + 1] == UInt8(ascii: "0")
                && view[index + 2].isDigit && view[index + 3].isDigit && !view[index + 4].isAlphanumeric
        }
    }

    private func looksLikeToken(_ range: Range<Int>, prefix: Int) -> Bool {
        guard (16...512).contains(range.count) else { return false }
        for index in range {
            let byte = view[index]
            guard byte.isAlphanumeric || "_-=+~".utf8.contains(byte) else { return false }
        }
        guard SecretShape.of(range, in: view) >= .mixed, !isDated(range) else { return false }
        let facts = PasswordFacts(range, in: view)
        guard facts.lowers > 0, facts.digits > 0 else { return false }
        if view[range.lowerBound + prefix] == UInt8(ascii: "_"), prefix <= 6 {
            return facts.hasInnerDigit || (facts.digits >= 4 && facts.uppers > 0)
        }
        return facts.joiners == 0 && range.count >= 20 && facts.uppers > 1 && facts.digits > 2 && facts.hasInnerDigit
    }
}
