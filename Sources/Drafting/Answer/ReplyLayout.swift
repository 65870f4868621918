import Domain

/// Puts the sentences of a reply into paragraphs.
enum ReplyLayout {
    /// - Parameter breaks: positions before which the model itself began a paragraph; without any, the greeting, the
    ///   body, a list of steps or questions, and the close stand apart.
    static func text(_ sentences: [Sentence], breaks: Set<Int>) -> String {
        var out = ""
        for (index, sentence) in sentences.enumerated() {
            if index > 0 {
                out += separator(before: index, sentences, breaks)
            }
            out += sentence.text
        }
        return out
    }

    private static func separator(before index: Int, _ sentences: [Sentence], _ breaks: Set<Int>) -> String {
        guard breaks.isEmpty else { return breaks.contains(index) ? "\n\n" : " " }
        let previous = sentences[index - 1]
        let current = sentences[index]
        let isGreeting = index == 1 && previous.kind == .courtesy && previous.text.utf8.count <= 60
        let isClose = index == sentences.count - 1 && current.kind == .courtesy && current.text.utf8.count <= 60
        if isGreeting || isClose { return "\n\n" }
        switch (previous.kind, current.kind) {
        case (.step, .step), (.question, .question): return "\n"
        case (_, .step), (_, .question), (.step, _), (.question, _): return "\n\n"
        default: return " "
        }
    }
}
