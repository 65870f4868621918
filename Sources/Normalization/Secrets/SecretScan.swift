/// One pass over the bytes of a text that collects where secrets stand.
///
/// The pass reads word by word. A word that announces a secret, or that has the shape of one, starts a look-ahead of
/// bounded length; what was found is skipped, so the whole is linear.
struct SecretScan {
    enum Kind: String {
        case password, passphrase, pin, token, otp, ssn, iban
        case privateKey = "private_key"
        case connectionString = "connection_string"
        case cardNumber = "card_number"
        case recoveryKey = "recovery_key"
        case productKey = "product_key"
    }

    struct Finding {
        var kind: Kind
        var start: Int
        var end: Int
    }

    let view: ByteView
    let words: SecretWords
    let context: SecretContext
    var findings: [Finding] = []
    var position = 0
    var lineStart = 0
    /// Hashes and starts of the two words before the current one.
    var before: (hash: UInt64, start: Int, end: Int) = (0, -1, -1)
    var beforeThat: (hash: UInt64, start: Int, end: Int) = (0, -1, -1)
    /// Byte offsets of the last mention; far away at first.
    var lastPassword = -10_000
    var lastSocialSecurity = -10_000
    var lastAccessKey = -10_000
    var lastCode = -10_000
    var lastSignIn = -10_000
    var lastToken = -10_000
    var lastPin = -10_000
    /// A word for a payment card or a card's number, and where the last number ended.
    var lastCard = -10_000
    var lastCardNumber = -10_000
    /// Where the table whose columns were already masked ends.
    var tableEnd = 0
    /// Where the last URL ends.
    var urlEnd = 0
    /// What the current line is known to hold (see `Line`), computed once a line.
    var lineFacts: (start: Int, end: Int) = (-1, -1)

    init(_ view: ByteView, words: SecretWords, context: SecretContext = .none) {
        self.view = view
        self.words = words
        self.context = context
    }

    mutating func run() {
        let count = view.count
        while position < count {
            let byte = view.base[position]
            if byte.isAlphanumeric || (byte >= 0x80 && view.isWord(position)) {
                let start = position
                let word = view.word(at: start)
                position = word.end
                readWord(start: start, end: word.end, hash: word.hash)
                beforeThat = before
                before = (word.hash, start, word.end)
            } else {
                readOther(byte)
            }
        }
    }

    private mutating func readOther(_ byte: UInt8) {
        switch byte {
        case 0x0A:
            position += 1
            lineStart = position
        case UInt8(ascii: "-"):
            if view.hasExactly("-----BEGIN ", at: position), let end = privateKeyEnd(position) {
                add(.privateKey, position, end)
            } else {
                position += 1
            }
        case UInt8(ascii: "["):
            readMarker()
        case UInt8(ascii: ":"):
            if view[position + 1] == UInt8(ascii: "/"), view[position + 2] == UInt8(ascii: "/") {
                position += 3
                readURL(position)
            } else {
                position += 1
            }
        case 0xC2: position += 2
        case 0xE2, 0xEF, 0xE3: position += 3
        default: position += 1
        }
    }

    private mutating func readWord(start: Int, end: Int, hash: UInt64) {
        let first = view.base[start]
        if first.isDigit {
            if readNumber(start: start, end: end) || readNearby(start: start, end: end) { return }
            if readGenericToken(start: start, end: end) { return }
        } else if end - start >= 2 || view[end] == UInt8(ascii: "-") {
            if readPrefixed(start: start, end: end, first: first) || readGenericToken(start: start, end: end) { return }
        } else if readShortOption(start: start, end: end) {
            return
        }
        let value = words.keys[hash]
        if value != 0, let key = SecretWords.Key(rawValue: value) {
            readKeyword(key, start: start, end: end, hash: hash)
        }
        if position == end, lastPassword < start { _ = readNearby(start: start, end: end) }
    }

    private mutating func readKeyword(_ key: SecretWords.Key, start: Int, end: Int, hash: UInt64) {
        switch key {
        case .password, .ambiguousPassword, .passphrase, .pin, .psk:
            if key == .password, end - start == 5, view.has("passe", at: start), !isFrenchPassword() { return }
            lastPassword = start
            if key == .pin {
                if isPad(after: end) { return }
                lastPin = start
            } else {
                lastSignIn = start
            }
            if key == .password { readStatedBefore(start) }
            if readTable(start: start, end: end) { return }
            let behind = key == .ambiguousPassword ? keyQualifierEnd(after: end) : nil
            readPassword(behind == nil ? key : .psk, start: start, end: behind ?? end)
            if position == end, key == .password || key == .passphrase || key == .psk { readFurtherOn(from: end) }
        case .leadingKey:
            guard let behind = keyQualifierEnd(after: end) else { return }
            lastToken = start
            readPassword(.psk, start: start, end: behind)
        case .assignment:
            if readTable(start: start, end: end) { return }
            lastToken = start
            readAssignment(start: start, end: end)
        case .key:
            readKey(start: start, end: end)
        case .credentials, .login:
            lastSignIn = start
            readLogin(start: start, end: end, explicit: key == .credentials)
            if position == end { readPairAhead(from: end) }
            if position == end { readSlashPair(from: end) }
        case .code:
            readCode(start: start, end: end)
        case .otp:
            lastCode = start
            readCodeValue(after: end, kind: .otp)
        case .socialSecurity:
            lastSocialSecurity = start
        case .bearer, .basic:
            readAuthorization(end: end, basic: key == .basic)
        case .net:
            readNetCommand(end: end)
        case .secureString:
            readSecureString(end: end)
        case .change:
            readChange(end: end)
        case .pronoun:
            readPronoun(end: end)
        case .use:
            readUse(end: end)
        case .preposition:
            readPreposition(end: end)
        case .mention:
            lastSignIn = start
            if isAccountWord(hash) { readSlashPair(from: end) }
        case .doorCode:
            lastPin = start
            readCodeValue(after: end, kind: .pin)
        case .access:
            readSlashPair(from: end)
        case .combination:
            if words.doorQualifiers.contains(before.hash) {
                readCodeValue(after: end, kind: .pin)
            } else {
                _ = readPlaceCode(end: end)
            }
        case .badge:
            readBadge(end: end)
        case .word:
            if words.codewordQualifiers.contains(before.hash) { readCodeword(end: end) }
        case .codeword:
            readCodeword(end: end)
        case .card:
            lastCard = start
        case .cardCode:
            readCardCode(end: end)
        case .cardCheck:
            _ = readSecurityCode(start: start, end: end)
        case .account:
            readAccountName(end: end)
        case .user:
            lastSignIn = start
            readUserOption(start: start, end: end)
            if position == end { readSlashPair(from: end) }
        }
    }

    /// A marker stands for what was taken out: behind a card's number follow its other data.
    private mutating func readMarker() {
        guard let end = markerEnd(position) else {
            position += 1
            return
        }
        if view.has("card_number", at: position + 17) {
            lastCard = end
            lastCardNumber = end
        }
        position = end
    }

    /// `passe` alone is an ordinary French word; `mot de passe`, `palavra-passe` are not.
    private func isFrenchPassword() -> Bool {
        before.hash == WordHash.of("de") && beforeThat.hash == WordHash.of("mot")
            || before.hash == WordHash.of("palavra")
    }

    /// Notes a finding and goes on behind it. Nothing is noted for an empty range.
    mutating func add(_ kind: Kind, _ start: Int, _ end: Int) {
        let end = min(end, view.count)
        if start >= 0, end > start {
            findings.append(Finding(kind: kind, start: start, end: end))
            if kind == .password { lastPassword = start }
        }
        while position < end {
            if view.base[position] == 0x0A { lineStart = position + 1 }
            position += 1
        }
    }

    /// End of a marker left by an earlier scrub, if one begins here.
    func markerEnd(_ index: Int) -> Int? {
        guard view[index] == UInt8(ascii: "["), view.hasExactly("[secret removed: ", at: index) else { return nil }
        var end = index + 17
        while end < index + 48, view[end] != UInt8(ascii: "]") { end += 1 }
        return view[end] == UInt8(ascii: "]") ? end + 1 : nil
    }

    /// Bounds of the line the pass stands in, without its line break.
    mutating func line() -> Range<Int> {
        if lineFacts.start != lineStart || lineFacts.end < position {
            var end = max(position, lineStart)
            while end < view.count, view[end] != 0x0A { end += 1 }
            lineFacts = (lineStart, end)
        }
        return lineFacts.start..<lineFacts.end
    }
}
