/// Finds phrases that talk to a language model instead of a technician. A hint for the reader, no protection: what
/// protects is that ticket text is fenced as data and drafts are checked against evidence.
public struct SuspicionFinder: Sendable {
    public init() {}

    /// Whether the text gives orders to a model.
    public func isSuspicious(_ text: String) -> Bool {
        let folded = Self.squeezed(text)
        return Self.phrases.occurs(in: folded[...])
    }

    /// Lower case with one blank for every run of blanks, line ends and punctuation other than a hyphen.
    private static func squeezed(_ text: String) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in Fold.lower(text) {
            if Fold.isWord(byte) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "-") || Fold.isDigit(byte) {
                out.append(byte)
            } else if out.last != 0x20 {
                out.append(0x20)
            }
        }
        return out
    }

    private static let phrases: PhraseSet = {
        var phrases = [
            "system prompt", "developer message", "you are now ", "you are the ticket assistant", "act as an ai",
            "as an ai language model", "note to automated", "note to ai", "for ai assistants", "notice for ai",
            "instructions for the ai", "attention ai", "jailbreak", "new instructions", "do anything now",
            "pretend to be", "reveal your instructions", "reveal the prompt", "print your instructions",
            "ignoriere alle vorherigen", "ignoriere die vorherigen", "ignoriere alle bisherigen",
            "ignore toutes les instructions", "ignorez toutes les instructions", "ignora todas las instrucciones",
            "ignora le istruzioni", "ignora tutte le istruzioni", "negeer alle vorige", "negeer alle eerdere",
            "ignore as instruções", "im start system", "begin system",
        ]
        for verb in ["ignore", "disregard", "forget", "override"] {
            for what in [
                "all previous", "any previous", "previous", "all prior", "prior", "all above", "the above",
                "your previous", "your", "all", "all the above", "all earlier", "earlier", "the previous",
                "everything above", "my previous",
            ] {
                for noun in ["instructions", "instruction", "rules", "prompts", "prompt", "guidelines", "commands"] {
                    phrases.append("\(verb) \(what) \(noun)")
                }
            }
        }
        return PhraseSet(phrases)
    }()
}
