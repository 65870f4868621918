internal import Domain

/// Which texts of a client's records point at that client alone: no short ones, no everyday words, no placeholders.
struct DistinctiveTokens {
    struct Token {
        var kind: ForeignToken.Kind
        var text: String
        /// Other ways in which it may be written.
        var spellings: [String] = []
    }

    static let shortest = 4

    static func tokens(of source: ClientTokens) -> [Token] {
        var tokens: [Token] = []
        tokens += name(source.client.name, kind: .name)
        for alias in source.client.aliases { tokens += name(alias, kind: .alias) }
        for domain in source.client.domains { tokens += Self.domain(domain) }
        for contact in source.contacts {
            for email in contact.emails {
                let email = email.trimmingWhitespace()
                guard let at = email.firstIndex(of: "@"), at != email.startIndex, email.contains(".") else { continue }
                tokens.append(Token(kind: .email, text: email))
            }
        }
        for device in source.devices {
            tokens += hostname(device.hostname)
            if let serial = device.serial { tokens += Self.serial(serial) }
        }
        return tokens
    }

    private static func name(_ text: String, kind: ForeignToken.Kind) -> [Token] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        let core = words.filter { !OrdinaryWords.isLegalForm($0) }
        let joined = core.joined(separator: " ")
        guard joined.utf8.count >= shortest, !joined.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return [] }
        let ordinary = core.filter { OrdinaryWords.contains($0) || OrdinaryWords.isAlsoAName($0) }
        if ordinary.count == core.count, core.count <= 2 { return [] }
        var token = Token(kind: kind, text: joined)
        if core.count > 1 {
            token.spellings = [core.joined(separator: "-")]
            if joined.utf8.count >= 8 { token.spellings.append(core.joined()) }
        }
        return [token]
    }

    private static func domain(_ text: String) -> [Token] {
        let domain = text.trimmingWhitespace()
        guard domain.utf8.count >= shortest, domain.contains("."), !OrdinaryWords.isPublicMailDomain(domain) else {
            return []
        }
        return [Token(kind: .domain, text: domain)]
    }

    private static func hostname(_ text: String) -> [Token] {
        let host = text.trimmingWhitespace()
        guard let label = host.split(separator: ".").first.map(String.init) else { return [] }
        var tokens: [Token] = []
        if label.utf8.count < host.utf8.count { tokens.append(Token(kind: .hostname, text: host)) }
        let hasMark = label.utf8.contains { $0 &- 0x30 < 10 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        if label.utf8.count >= shortest, !label.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            hasMark || !(OrdinaryWords.contains(label) || OrdinaryWords.isAlsoAName(label))
        {
            tokens.append(Token(kind: .hostname, text: label))
        }
        return tokens
    }

    /// Serials hold a digit and no blank; firmware that has none says `Default string`, `0123456789`, `00000000`, ….
    private static func serial(_ text: String) -> [Token] {
        let serial = text.trimmingWhitespace()
        guard serial.utf8.count >= 5, serial.utf8.contains(where: { $0 &- 0x30 < 10 }),
            !serial.contains(where: \.isWhitespace), Set(serial.utf8).count > 2,
            !"01234567890123456789".contains(serial), !"1234567890".hasPrefix(serial)
        else { return [] }
        return [Token(kind: .serial, text: serial)]
    }
}
