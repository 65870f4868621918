/// Passwords on command lines, and pairs of account and password.
extension SecretScan {
    /// `psexec -p X`, `curl -u user:pass`. The word is a single letter behind a dash.
    mutating func readShortOption(start: Int, end: Int) -> Bool {
        guard end - start == 1, view[start - 1] == UInt8(ascii: "-"), view[start - 2].isSpaceOrEnd else { return false }
        let letter = view[start].lowercased
        guard letter == UInt8(ascii: "p") || letter == UInt8(ascii: "u") else { return false }
        var next = view.skipBlanks(end)
        if view[next] == UInt8(ascii: ":") || view[next] == UInt8(ascii: "=") { next += 1 }
        let isAttached = view[end] == UInt8(ascii: "'") || view[end] == UInt8(ascii: "\"")
        guard next > end || isAttached, let value = value(at: next), !isPlaceholder(value) else { return false }
        if letter == UInt8(ascii: "u") {
            guard let colon = value.range.first(where: { view[$0] == UInt8(ascii: ":") }),
                colon + 1 < value.range.upperBound,
                !view.has("://", at: colon)
            else { return false }
            add(.password, colon + 1, value.range.upperBound)
            return true
        }
        let isNamed = hasCommand(before: start)
        let shape = SecretShape.of(value.range, in: view)
        let hasSlash = value.range.contains { view[$0] == UInt8(ascii: "/") || view[$0] == UInt8(ascii: ".") }
        guard
            isNamed
                ? view[value.range.lowerBound] != UInt8(ascii: "-")
                : shape >= .mixed && !hasSlash && hasLetter(value.range)
        else { return false }
        add(.password, value.range.lowerBound, value.range.upperBound)
        return true
    }

    private func hasLetter(_ range: Range<Int>) -> Bool { range.contains { view[$0].isLetter } }

    private func hasCommand(before index: Int) -> Bool {
        var start = index
        while start > lineStart, index - start < 200 {
            start -= 1
            guard !view.isWord(start - 1) else { continue }
            for command: StaticString in ["psexec", "sshpass", "plink", "pscp", "mysql", "sqlcmd", "paexec"]
            where view.has(command, at: start) {
                return true
            }
        }
        return false
    }

    /// `net use \\srv\share /user:dom\adm X`, `net use \\srv\share X /user:…`, `net user jdoe X /add`.
    mutating func readNetCommand(end: Int) {
        let user = view.has(" user ", at: end)
        guard user || view.has(" use ", at: end) else { return }
        var index = view.skipBlanks(end + (user ? 6 : 5))
        var positional = 0
        var hasTarget = false
        for _ in 0..<8 {
            guard !view[index].isLineEnd, markerEnd(index) == nil else { return }
            let quotedValue = value(at: index)
            let last = max(view.tokenEnd(index), quotedValue?.range.upperBound ?? 0)
            let first = view[index]
            if first == UInt8(ascii: "/") || first == UInt8(ascii: "*") {
                // An option.
            } else if first == UInt8(ascii: "\\") || view[last - 1] == UInt8(ascii: ":") {
                hasTarget = true
            } else if user, positional == 0 {
                positional = 1
            } else if hasTarget || user, let value = quotedValue {
                let shape = SecretShape.of(value.range, in: view)
                if shape > .word || value.quoted {
                    return add(.password, value.range.lowerBound, value.range.upperBound)
                }
                return
            } else {
                return
            }
            index = view.skipBlanks(last)
        }
    }

    /// `ConvertTo-SecureString "X" -AsPlainText`.
    mutating func readSecureString(end: Int) {
        var index = view.skipBlanks(end)
        if view.has("-string ", at: index) { index = view.skipBlanks(index + 8) }
        guard let value = value(at: index), value.quoted, !isPlaceholder(value) else { return }
        add(.password, value.range.lowerBound, value.range.upperBound)
    }

    /// `/user:dom\adm X`: the token behind the account.
    mutating func readUserOption(start: Int, end: Int) {
        let isOption = view[start - 1] == UInt8(ascii: "/") || view[start - 1] == UInt8(ascii: "-")
        if isOption, view[end] == UInt8(ascii: ":") {
            let next = view.skipBlanks(view.tokenEnd(end + 1))
            guard let value = value(at: next), SecretShape.of(value.range, in: view) >= .mixed else { return }
            add(.password, value.range.lowerBound, value.range.upperBound)
            return
        }
        readLogin(start: start, end: end, explicit: false)
        if position == end, let account = value(at: view.skipBlanks(end)) { readPair(account) }
    }

    /// `login is jdoe / X`, `credentials: admin / X`, `log in with admin and X`, `user: jdoe, X`.
    mutating func readLogin(start: Int, end: Int, explicit: Bool) {
        var index = view.skipBlanks(end)
        var connected = false
        for _ in 0..<5 {
            if let direct = punctuation(at: index) {
                connected = true
                index = view.skipBlanks(direct.end)
                if view[index].isLineEnd { return }
                continue
            }
            let word = view.word(at: index)
            guard word.end > index else { break }
            let hash = word.hash
            if words.connectors.contains(hash) || hash == WordHash.of("with") || hash == WordHash.of("as")
                || hash == WordHash.of("using") || hash == WordHash.of("mit")
            {
                connected = true
            } else if connected
                || !["in", "on", "into", "for", "the", "to"].contains(where: { WordHash.of($0) == hash })
            {
                break
            }
            index = view.skipBlanks(word.end)
        }
        guard connected, let account = value(at: index), account.range.count <= 80 else { return }
        // "admin/Hunter22!" in one token.
        if let slash = account.range.first(where: { view[$0] == UInt8(ascii: "/") || view[$0] == UInt8(ascii: ":") }) {
            let rest = slash + 1..<account.range.upperBound
            if !rest.isEmpty, slash > account.range.lowerBound, SecretShape.of(rest, in: view) >= .mixed,
                !rest.contains(where: { view[$0] == UInt8(ascii: "/") }), hasDigit(rest)
            {
                add(.password, rest.lowerBound, rest.upperBound)
            }
            if !rest.isEmpty { return }
        }
        var next = account.range.upperBound
        if account.quoted { next += 1 }
        next = view.skipBlanks(next)
        var slashed = false
        switch view[next] {
        case UInt8(ascii: "/"), UInt8(ascii: "|"), UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: ":"):
            slashed = view[next] == UInt8(ascii: "/")
            next = view.skipBlanks(next + 1)
        default:
            let word = view.word(at: next)
            if words.separators.contains(word.hash) { next = view.skipBlanks(word.end) }
        }
        if suspicion(of: account.range) == .telling { return take(account.range, .password) }
        guard next > account.range.upperBound, let secret = value(at: next), !isPlaceholder(secret) else { return }
        let shape = SecretShape.of(secret.range, in: view)
        let isPassword =
            shape == .strong || (shape == .mixed && !looksLikeHost(secret.range))
            || (explicit && slashed && shape == .word && isLast(secret))
        guard isPassword else { return }
        take(secret.range, .password)
    }

    private func looksLikeHost(_ range: Range<Int>) -> Bool {
        !hasDigit(range) || !range.contains { view[$0].isLower } || range.contains { view[$0] == UInt8(ascii: ".") }
    }

    private func isLast(_ value: Value) -> Bool {
        view[view.skipBlanks(value.range.upperBound + (value.quoted ? 1 : 0))].isLineEnd
            && !words.stops.contains(firstWord(value.range).hash)
    }
}
