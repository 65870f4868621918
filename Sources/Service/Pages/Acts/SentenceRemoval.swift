/// Takes one sentence out of a text.
enum SentenceRemoval {
    /// The text without the sentence, or nil where it does not stand in it. A line that is left empty goes too, and a
    /// list item goes with its mark.
    static func text(_ text: String, without sentence: String) -> String? {
        guard !sentence.isEmpty, let range = text.firstRange(of: sentence) else { return nil }
        var before = text[..<range.lowerBound]
        var after = text[range.upperBound...]
        let lineStart = before.lastIndex(where: \.isNewline).map { before.index(after: $0) } ?? before.startIndex
        let isLineEnd = after.first.map(\.isNewline) ?? true
        if isLineEnd, before[lineStart...].allSatisfy({ $0.isWhitespace || $0.isNumber || ".)-*".contains($0) }) {
            before = before[..<lineStart]
            after = after.dropFirst()
        } else if before.last?.isWhitespace ?? true {
            after = after.drop { $0 == " " }
        }
        // No more than one empty line in a row where something was.
        while before.hasSuffix("\n\n"), after.first?.isNewline == true { after = after.dropFirst() }
        var result = before + after
        while result.last?.isWhitespace == true { result.removeLast() }
        return String(result)
    }
}
