/// Lines that part the new message from the one below.
enum Separator {
    case reply, forward

    static func match(_ folded: ArraySlice<UInt8>) -> Separator? {
        guard folded.count >= 8, folded.count < 120, let first = folded.first else { return nil }
        let core = folded.drop(while: isRule)
        guard let last = core.lastIndex(where: { !isRule($0) }) else { return nil }
        let text = core[core.startIndex...last]
        let isRuled = folded.distance(from: folded.startIndex, to: core.startIndex) >= 2 && isRule(first)
        if isRuled {
            if replies.contains(text) { return .reply }
            if forwards.contains(text) { return .forward }
        }
        let bare = text.last == UInt8(ascii: ":") ? text.dropLast() : text
        return begins.contains(bare) ? .forward : nil
    }

    /// Ten or more underscores, dashes or equals signs and nothing else.
    static func isLine(_ folded: ArraySlice<UInt8>) -> Bool {
        folded.count >= 10 && folded.allSatisfy(isRule)
    }

    private static func isRule(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=") || byte == 0x20
            || byte == UInt8(ascii: "*") || byte == UInt8(ascii: ">")
    }

    private static let replies = PhraseSet([
        "original message", "original appointment", "original", "reply message", "ursprüngliche nachricht",
        "originalnachricht", "original-nachricht", "message d'origine", "message d’origine", "message original",
        "message initial", "mensaje original", "messaggio originale", "oorspronkelijk bericht", "origineel bericht",
        "mensagem original", "ursprünglicher termin", "opprinnelig melding",
    ])

    private static let forwards = PhraseSet([
        "forwarded message", "forwarded by", "weitergeleitete nachricht", "message transféré", "message transmis",
        "mensaje reenviado", "messaggio inoltrato", "doorgestuurd bericht", "mensagem encaminhada",
        "forwarded mail", "weitergeleitet",
    ])

    private static let begins = PhraseSet([
        "begin forwarded message", "anfang der weitergeleiteten nachricht", "début du message réexpédié",
        "début du message transféré", "inicio del mensaje reenviado", "inizio messaggio inoltrato",
        "begin doorgestuurd bericht", "início da mensagem encaminhada",
    ])
}
