/// Finds notices of privilege and confidentiality by what they say, however they begin: a firm's name may stand before
/// the notice, and the lines may be wrapped.
struct PrivilegeNotices {
    private static let shortest = 80
    private static let longest = 3_000

    /// The lines among `lines` (in order) that belong to such a notice.
    func lines(of message: MessageLines, among lines: [Int]) -> [Int] {
        var found: [Int] = []
        var start = 0
        while start < lines.count {
            guard isText(message, lines[start]) else {
                start += 1
                continue
            }
            var end = start + 1
            while end < lines.count, lines[end] == lines[end - 1] + 1, isText(message, lines[end]) { end += 1 }
            found += notice(message, lines[start..<end])
            start = end
        }
        return found
    }

    private func isText(_ message: MessageLines, _ index: Int) -> Bool {
        let line = message.lines[index]
        return !line.isBlank && !line.isCode && line.label == .keep
    }

    /// The lines of a paragraph from the one in which the notice begins; none when there is no notice in it.
    private func notice(_ message: MessageLines, _ paragraph: ArraySlice<Int>) -> ArraySlice<Int> {
        if paragraph.count == 1, let only = paragraph.first, isHeading(message.folded(only)) { return paragraph }
        var text: [UInt8] = []
        var starts: [Int] = []
        for index in paragraph {
            starts.append(text.count)
            guard text.count < Self.longest else { continue }
            append(message.folded(index).prefix(Self.longest), to: &text)
        }
        guard text.count >= Self.shortest else { return [] }
        let score = Self.phrases.distinct(in: text[...], limit: 3)
        guard let first = score.first, score.count >= 2, let line = starts.lastIndex(where: { $0 <= first }) else {
            return []
        }
        // Text before the notice on the same line is a person's: one phrase more is asked for.
        if first - starts[line] > 120, score.count < 3 { return [] }
        return first - starts[line] > 300 ? [] : paragraph[(paragraph.startIndex + line)...]
    }

    /// One blank between lines, plain apostrophes.
    private func append(_ line: ArraySlice<UInt8>, to text: inout [UInt8]) {
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == 0xE2, index + 2 < line.endIndex, line[index + 1] == 0x80, line[index + 2] == 0x99 {
                text.append(UInt8(ascii: "'"))
                index += 3
            } else {
                text.append(line[index])
                index += 1
            }
        }
        text.append(0x20)
    }

    private func isHeading(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= 60 else { return false }
        var text = line.drop { !Fold.isWord($0) }
        while let last = text.last, !Fold.isWord(last) { text.removeLast() }
        return Self.headings.contains(text)
    }

    private static let headings = PhraseSet([
        "attorney-client privileged", "attorney-client privilege", "attorney client privileged",
        "attorney-client communication", "attorney-client privileged communication", "attorney work product",
        "privileged & confidential", "privileged and confidential", "confidential and privileged",
        "private and confidential", "strictly confidential", "privileged communication", "vertraulich",
        "streng vertraulich", "confidentiel", "strictement confidentiel", "confidencial", "vertrouwelijk",
        "strikt vertrouwelijk",
    ])

    /// Said by notices and hardly by anyone else.
    private static let phrases = PhraseSet([
        "attorney-client", "attorney client privilege", "attorney/client", "solicitor-client", "work product",
        "waiver of privilege", "waive privilege", "inadvertent disclosure", "intended solely for", "intended only for",
        "intended exclusively for", "solely for the use of", "only for the use of", "exclusive use of",
        "individual or entity", "individual(s) or entity", "individuals or entities", "person or entity to wh",
        "to which it is addressed", "to whom it is addressed", "to whom they are addressed", "named addressee",
        "intended recipient", "information contained in this", "contained in this transmission",
        "contained in this communication", "tax advice contained", "avoiding penalties", "avoiding tax",
        "internal revenue code", "circular 230", "legally privileged", "privileged and confidential",
        "privileged and/or confidential", "confidential and privileged", "confidential and/or privileged",
        "confidential or privileged", "privileged, confidential", "confidential, privileged", "strictly prohibited",
        "notify the sender", "advise the sender", "destroy all copies", "delete all copies", "copying or distribution",
        "dissemination, distribution", "distribution or copying", "unauthorized review", "unauthorized use or",
        "electronic communications privacy act", "accepts no liability", "accept no liability",
        "phi under hipaa", "45 cfr", "health insurance portability", "redisclosure", "received this in error",
        "received this message in error", "received this e-mail in error", "received this email in error",
        "received this transmission in error", "received this communication in error",
        "ausschließlich für den", "ausschliesslich für den", "nur für den adressaten", "nur für den empfänger",
        "richtige adressat", "beabsichtigte empfänger", "vorgesehene empfänger", "irrtümlich erhalten",
        "versehentlich erhalten", "irrtümlich zugegangen", "rechtlich geschützte", "vertrauliche und/oder",
        "vertrauliche informationen", "unbefugte weitergabe", "unbefugte weiterleitung", "unerlaubte kopieren",
        "unerlaubtes kopieren", "vernichten sie diese", "löschen sie diese", "den absender zu informieren",
        "informieren sie bitte sofort den absender", "informieren sie den absender", "anwaltsgeheimnis",
        "anwaltlichen verschwiegenheit", "berufsgeheimnis", "mandatsgeheimnis",
        "à l'attention exclusive", "destiné exclusivement", "destinés exclusivement", "destinées exclusivement",
        "exclusivement destiné", "à l'usage exclusif", "usage exclusif", "établis à l'intention exclusive",
        "strictement interdit", "secret professionnel", "par erreur, merci", "ce message par erreur",
        "cet e-mail par erreur", "ce courriel par erreur", "informations confidentielles", "en avertir",
        "avertir l'expéditeur", "avertir immédiatement", "le détruire", "de le supprimer", "avocat-client",
        "uso exclusivo", "exclusivamente a su destinatario", "exclusivamente al destinatario", "secreto profesional",
        "información confidencial", "información privilegiada", "este mensaje por error", "este correo por error",
        "queda prohibid", "estrictamente prohibid", "notifíquelo", "comuníquelo", "destinatario indicado",
        "proceda a su eliminación", "abogado-cliente",
        "uitsluitend bestemd voor", "uitsluitend bedoeld voor", "bestemd voor de geadresseerde", "niet de beoogde",
        "ten onrechte ontvangen", "abusievelijk", "niet voor u bestemd", "vertrouwelijke informatie", "beroepsgeheim",
        "verschoningsrecht", "openbaarmaking, vermenigvuldiging", "de afzender te informeren",
        "de afzender te waarschuwen", "stel de afzender", "gebruik door anderen",
    ])
}
