import Domain

/// Takes quoted history, signature, disclaimer and noise out of one message.
struct MessageCleaner {
    /// What is known about a message besides its text.
    struct Hints {
        var isForward = false
        var senderNames: [String] = []
        /// The message stands in a thread with the messages it answers, so a quotation is brought back only when there
        /// is nothing else.
        var isReply = false
    }

    /// The newest message longer than this many words stands for itself, without the history.
    private static let emptyWords = 2

    func clean(_ rendered: RenderedText, hints: Hints) -> CleanMessage {
        var message = MessageLines(rendered.text, regions: rendered.regions)
        NoiseFinder().run(&message)
        let earlier = QuoteFinder().run(&message)
        let newest = message.lines.indices.filter(message.isKept)
        DisclaimerFinder().run(&message, lines: newest)
        SignatureFinder().run(&message, lines: newest, names: hints.senderNames)

        var flags: Set<String> = []
        if let earlier, earlier.body.contains(where: { !message.lines[$0].isBlank }) {
            let isForward = hints.isForward || earlier.isForward || pointsBelow(message, newest)
            let isEmpty = words(message, newest) <= (hints.isReply ? 0 : Self.emptyWords)
            if isForward || isEmpty {
                restore(earlier, in: &message)
                flags.insert(isForward ? "forwarded" : "kept_quote")
            }
        }
        if !message.lines.contains(where: { $0.label == .keep && !$0.isBlank }), !rendered.text.isEmpty {
            keepSomething(&message)
            flags.insert("kept_quote")
        }
        return CleanMessage(message, flags: flags)
    }

    /// Brings back the first earlier message, itself without signature and disclaimer.
    private func restore(_ earlier: QuoteFinder.Earlier, in message: inout MessageLines) {
        let before = message
        for index in earlier.body { message.lines[index].label = .keep }
        DisclaimerFinder().run(&message, lines: earlier.body)
        SignatureFinder().run(&message, lines: earlier.body, names: earlier.sender.map { [$0] } ?? [])
        if words(message, earlier.body) == 0 {
            message = before
            for index in earlier.body { message.lines[index].label = .keep }
        }
    }

    /// All would go: the most telling kind of what was taken out comes back.
    private func keepSomething(_ message: inout MessageLines) {
        for label in [MessageLines.Label.signature, .quote, .disclaimer, .noise] {
            let lines = message.lines.indices.filter {
                message.lines[$0].label == label && !message.lines[$0].isBlank
            }
            if words(message, lines, of: label) > 0 || label == .noise {
                for index in lines { message.lines[index].label = .keep }
                if !lines.isEmpty { return }
            }
        }
    }

    private func words(_ message: MessageLines, _ lines: [Int], of label: MessageLines.Label = .keep) -> Int {
        var count = 0
        for index in lines where message.lines[index].label == label {
            var inWord = false
            for byte in message.folded(index) {
                let isWord = Fold.isWord(byte) || Fold.isDigit(byte)
                if isWord, !inWord { count += 1 }
                inWord = isWord
            }
            if count > 40 { break }
        }
        return count
    }

    /// A short text that says that the matter stands below.
    private func pointsBelow(_ message: MessageLines, _ lines: [Int]) -> Bool {
        guard words(message, lines) <= 40 else { return false }
        return lines.contains { message.lines[$0].label == .keep && Self.pointers.occurs(in: message.folded($0)) }
    }

    private static let pointers = PhraseSet([
        "see below", "see the below", "see email below", "see e-mail below", "see mail below", "please see below",
        "see the email below", "see the mail below", "see attached email", "fyi", "for your information",
        "please handle", "please take care of", "forwarding", "forwarded", "can you help with the below",
        "can you look at the below", "request below", "issue below", "ticket below", "siehe unten", "s.u.",
        "s. u.", "siehe untenstehend", "siehe mail unten", "zur info", "zur kenntnis", "z.k.", "weiterleitung",
        "bitte übernehmen", "bitte kümmern", "voir ci-dessous", "cf. ci-dessous", "ci-dessous", "pour info",
        "pour information", "ver abajo", "véase abajo", "para su información", "vedi sotto", "per conoscenza",
        "zie hieronder", "ter info", "veja abaixo", "segue abaixo",
    ])
}
