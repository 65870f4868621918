/// Finds the signature at the end of a message: after a `-- ` line (RFC 3676), a closing formula, or the sender's name.
struct SignatureFinder {
    private static let mostLines = 16
    private static let longestLine = 100

    /// Labels the signature among `lines` (in order). `names` are what the sender is called.
    func run(_ message: inout MessageLines, lines: [Int], names: [String]) {
        for index in lines where message.lines[index].isSigned && message.lines[index].label == .keep {
            message.lines[index].label = .signature
        }
        let text = lines.filter {
            message.lines[$0].label == .keep && !message.lines[$0].isBlank && !message.lines[$0].isCode
        }
        // The sign-off of a mail program may stand below everything else.
        for index in text where isDeviceLine(message.folded(index)) { message.lines[index].label = .signature }
        let rest = text.filter { message.lines[$0].label == .keep }
        guard rest.count > 1 else { return }
        let tail = max(1, rest.count - Self.mostLines)..<rest.count
        if let start = delimiter(message, rest, tail) {
            for position in start..<rest.count { message.lines[rest[position]].label = .signature }
            return
        }
        let name = SenderName(names)
        guard
            let start = tail.first(where: { position in
                isClosing(message, rest, position) || name.matches(message.folded(rest[position]))
            }) ?? nameBlock(message, rest)
        else { return }
        for position in start..<rest.count {
            guard position == start || isContactLine(message.folded(rest[position])) else { return }
            message.lines[rest[position]].label = .signature
        }
    }

    private func delimiter(_ message: MessageLines, _ lines: [Int], _ tail: Range<Int>) -> Int? {
        tail.first { position in
            let text = message.folded(lines[position])
            return text.elementsEqual("--".utf8) || text.elementsEqual("—".utf8)
        }
    }

    private func isDeviceLine(_ line: ArraySlice<UInt8>) -> Bool {
        line.count < 160 && Self.devices.prefix(of: line.drop { !Fold.isWord($0) }) != nil
    }

    /// A closing formula, alone or with a name behind it, that is followed by what belongs to a signature.
    private func isClosing(_ message: MessageLines, _ lines: [Int], _ position: Int) -> Bool {
        let line = message.folded(lines[position])
        guard line.count <= 60, let length = Self.closings.prefix(of: line) else { return false }
        let rest = line.dropFirst(length)
        guard rest.first.map(Fold.isWord) != true else { return false }
        let words = rest.split { !Fold.isWord($0) && $0 != UInt8(ascii: ".") }
        guard words.count <= 3, !rest.contains(where: { Fold.isDigit($0) || $0 == 63 }) else { return false }
        if !words.isEmpty, !isName(message, rest) { return false }
        guard position + 1 < lines.count else { return true }
        let next = message.folded(lines[position + 1])
        return isContactLine(next) && (!words.isEmpty || isName(message, next) || next.count < 24)
    }

    /// Capitalised words only; the range is that of the folded slice.
    private func isName(_ message: MessageLines, _ folded: ArraySlice<UInt8>) -> Bool {
        let words = message.bytes[folded.indices].split { $0 == 0x20 || $0 == UInt8(ascii: ",") || $0 == 33 }
            .filter { $0.contains(where: Fold.isWord) }
        guard !words.isEmpty, words.count <= 5 else { return false }
        return words.allSatisfy { word in
            guard let first = word.first(where: Fold.isWord) else { return false }
            let isParticle = ["von", "van", "de", "der", "di", "da", "la", "el"].contains {
                word.elementsEqual($0.utf8)
            }
            return isParticle || first < 97 || first > 0x7F
        }
    }

    /// Short, no sentence, no question, no list item, no postscript.
    private func isContactLine(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= Self.longestLine, let last = line.last, last != UInt8(ascii: "?"),
            last != UInt8(ascii: ":"), Self.content.prefix(of: line) == nil
        else { return false }
        if line.starts(with: "- ".utf8) || line.first == UInt8(ascii: "#") { return false }
        let words = line.split { !Fold.isWord($0) }.count
        let isSentence = last == UInt8(ascii: ".") || last == UInt8(ascii: "!")
        let isVerbal = Fold.contains(line, anyOf: Self.verbs)
        return !(isSentence && words > 6) && !(isVerbal && words > 4)
    }

    /// The last paragraph, when it begins with a person's name and holds a telephone number, address or bar.
    private func nameBlock(_ message: MessageLines, _ lines: [Int]) -> Int? {
        var start = lines.count - 1
        while start > 0, lines[start] == lines[start - 1] + 1 { start -= 1 }
        let block = lines[start...]
        guard start > 0, block.count >= 2, block.count <= 10, let first = block.first else { return nil }
        let name = message.folded(first)
        let nameWords = name.split(separator: 0x20).count
        guard name.count <= 40, (2...4).contains(nameWords), isName(message, name), !name.contains(where: Fold.isDigit),
            name.last != UInt8(ascii: "."), name.last != UInt8(ascii: ":"),
            block.allSatisfy({ isContactLine(message.folded($0)) })
        else { return nil }
        let holdsContact = block.dropFirst().contains { index in
            let line = message.folded(index)
            let digits = line.reduce(0) { $0 + (Fold.isDigit($1) ? 1 : 0) }
            return line.contains(UInt8(ascii: "@")) || Fold.find(Array(" | ".utf8), in: line) != nil
                || (digits >= 7 && line.allSatisfy { !Fold.isWord($0) || digits * 2 > line.count })
        }
        return holdsContact ? start : nil
    }

    private static let verbs = [
        " is ", " are ", " was ", " were ", " have ", " has ", " can ", " cannot ", " can't ", " please ", " need",
        " does", " will ", " ist ", " sind ", " bitte ", " kann ", " est ", " es ", " error",
    ].map(Fold.lower)

    private static let content = PhraseSet([
        "ps:", "ps.", "ps ", "p.s", "p.p.s", "pps", "nb:", "n.b.", "edit:", "update:", "note:", "also", "btw",
        "by the way", "one more", "error", "attached", "nachtrag",
    ])

    private static let devices = PhraseSet([
        "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo", "sent from samsung",
        "sent from proton", "sent from a mobile", "sent from mobile", "sent from android", "sent from the ",
        "sent via ", "sent using ", "get outlook for", "get bluemail", "download outlook for",
        "von meinem iphone", "von meinem ipad", "von meinem samsung", "von meinem android", "von meinem handy",
        "von meinem mobil", "gesendet von ", "gesendet mit ", "gesendet aus ", "holen sie sich outlook",
        "outlook für ios", "outlook für android", "envoyé de mon", "envoyé depuis", "envoyé à partir",
        "obtenir outlook", "télécharger outlook", "enviado desde mi", "enviado desde", "enviado do meu",
        "enviado via ", "enviado de mi", "obtener outlook", "obter o outlook", "inviato da ", "inviato dal mio",
        "scarica outlook", "ottieni outlook", "verzonden vanaf", "verzonden met", "verstuurd vanaf", "outlook voor ",
        "downloaden outlook",
    ])

    private static let closings = PhraseSet([
        "kind regards", "kindest regards", "best regards", "warm regards", "warmest regards", "regards", "with regards",
        "many thanks", "thanks", "thanks again", "thanks in advance", "thanks so much", "thanks a lot",
        "thanks and regards", "thanks & regards", "thanks, best", "thank you", "thank you very much",
        "thank you so much", "thank you in advance", "thank you and regards", "thx", "tia", "cheers", "best",
        "best wishes", "all the best", "sincerely", "sincerely yours", "yours sincerely", "yours faithfully",
        "yours truly", "respectfully", "cordially", "br", "kr", "rgds", "brgds", "take care", "have a great day",
        "have a nice day", "have a good day", "mit freundlichen grüßen", "mit freundlichen grüssen",
        "mit freundlichem gruß", "mit freundlichem gruss", "mit besten grüßen", "mit besten grüssen",
        "mit bestem gruß", "freundliche grüße", "freundliche grüsse", "freundlicher gruß", "beste grüße",
        "beste grüsse", "viele grüße", "viele grüsse", "liebe grüße", "liebe grüsse", "schöne grüße", "herzliche grüße",
        "gruß", "gruss", "grüße", "grüsse", "mfg", "vg", "lg", "danke", "vielen dank", "danke und gruß", "besten dank",
        "danke im voraus", "vielen dank im voraus", "hochachtungsvoll", "cordialement", "bien cordialement",
        "bien à vous", "sincères salutations", "meilleures salutations", "salutations", "merci",
        "merci d'avance", "merci beaucoup", "cdt", "bonne journée", "saludos", "un saludo", "saludos cordiales",
        "atentamente", "cordialmente", "gracias", "muchas gracias", "cordiali saluti", "distinti saluti", "saluti",
        "un saluto", "grazie", "grazie mille", "met vriendelijke groet", "met vriendelijke groeten",
        "vriendelijke groet", "vriendelijke groeten", "groet", "groeten", "mvg", "bedankt", "alvast bedankt",
        "atenciosamente", "cumprimentos", "melhores cumprimentos", "com os melhores cumprimentos", "obrigado",
        "obrigada", "abraços",
    ])
}

/// What a sender may sign with: the whole name, the first name, the first name with an initial, a title and surname.
struct SenderName {
    private let words: [[UInt8]]

    init(_ names: [String]) {
        words = names.flatMap { name in
            Fold.lower(String(name.prefix(120))).split { !Fold.isWord($0) }.map(Array.init)
        }.filter { $0.count > 1 }
    }

    /// Whether the line is such a signature and nothing else (`Priya Raman`, `Dana W.`, `Dr. Oyelaran`,
    /// `Dana Sample, Plant Manager, Cascade Manufacturing`).
    func matches(_ line: ArraySlice<UInt8>) -> Bool {
        guard !words.isEmpty, line.count <= 90 else { return false }
        let head = line.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "|") && $0 != UInt8(ascii: "(") }
        let parts = head.split { !Fold.isWord($0) }
        guard (1...4).contains(parts.count), !head.contains(where: { Fold.isDigit($0) || $0 == 63 || $0 == 33 }) else {
            return false
        }
        var known = 0
        for part in parts {
            if words.contains(where: { $0.elementsEqual(part) }) {
                known += 1
            } else if part.count > 1, !Self.titles.contains(part) {
                return false
            }
        }
        return known > 0 && (head.count == line.count || known > 1)
    }

    private static let titles = PhraseSet(["dr", "mr", "mrs", "ms", "prof", "herr", "frau", "ing", "jr", "dipl"])
}
