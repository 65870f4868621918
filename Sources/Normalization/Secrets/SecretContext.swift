/// What the text around a text is about, where it tells that a word of its own may be a secret: a mention in a ticket's
/// subject counts for its body.
public struct SecretContext: Hashable, Sendable {
    /// Passwords, signing in or credentials are spoken of.
    public var isAboutSignIn: Bool
    /// Tokens, API keys or secrets are spoken of.
    public var isAboutTokens: Bool
    /// A payment card is spoken of.
    public var isAboutCards: Bool

    public init(isAboutSignIn: Bool = false, isAboutTokens: Bool = false, isAboutCards: Bool = false) {
        self.isAboutSignIn = isAboutSignIn
        self.isAboutTokens = isAboutTokens
        self.isAboutCards = isAboutCards
    }

    /// Nothing is known.
    public static let none = SecretContext()
}

extension SecretScrubber {
    /// What the texts of one matter (subject, body, notes) are about together. Reads the first 64 KiB of each.
    public func context(of texts: [String]) -> SecretContext {
        var context = SecretContext.none
        for text in texts {
            text.withByteView { view in
                let scan = SecretScan(view, words: words)
                scan.note(0..<min(view.count, 65_536), in: &context)
            }
        }
        return context
    }
}

extension SecretScan {
    /// How far, in bytes, a mention in the same text reaches when no context is given.
    static let mentionReach = 500
    private static let mentionAhead = 300

    /// Adds what the words in a range speak of.
    func note(_ range: Range<Int>, in context: inout SecretContext) {
        var index = range.lowerBound
        while index < range.upperBound {
            if let marker = markerEnd(index) {
                index = marker
                continue
            }
            let word = view.word(at: index)
            guard word.end > index else {
                index += 1
                continue
            }
            if words.signIn.contains(word.hash) { context.isAboutSignIn = true }
            if words.cards.contains(word.hash) { context.isAboutCards = true }
            if words.tokens.contains(word.hash) { context.isAboutTokens = true }
            index = word.end
        }
    }

    /// Whether signing in is spoken of around `range`: in the context, before it or a little behind it.
    func isAboutSignIn(around range: Range<Int>) -> Bool {
        if context.isAboutSignIn || range.lowerBound - lastSignIn < Self.mentionReach { return true }
        var ahead = SecretContext.none
        note(range.upperBound..<min(view.count, range.upperBound + Self.mentionAhead), in: &ahead)
        return ahead.isAboutSignIn
    }
}
