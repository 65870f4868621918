import Domain

/// The fields of the form that has a draft written anew.
struct WishFields: Sendable {
    var wish: DraftWish

    /// - Throws: 400 for fields that no form of ours sends.
    init(_ fields: FormFields) throws(ProblemResponse) {
        wish = DraftWish()
        if let line = fields["instruction"].nonBlank {
            guard line.count <= DraftWish.instructionLimit, !line.contains(where: \.isNewline) else {
                throw .badRequest("The instruction may be one line of \(DraftWish.instructionLimit) characters.")
            }
            wish.instruction = line
        }
        if let style = fields["style"].nonBlank {
            wish.style = DraftWish.Style(rawValue: style)
            guard wish.style != nil else { throw .badRequest("There is no such style.") }
        }
        if let language = fields["language"].nonBlank {
            guard Self.languages.contains(where: { $0.tag == language }) else {
                throw .badRequest("Replies cannot be written in that language.")
            }
            wish.language = language
        }
        let terms = ActFields.lines(fields["struck"])?.split(separator: "\n").map {
            $0.lowercased().filter { !$0.isWhitespace }
        }
        wish.struck = (terms ?? []).filter { !$0.isEmpty && $0.count <= DraftWish.struckLimit }
        guard wish.struck.count <= DraftWish.struckLimit else { throw .badRequest("Those are too many terms.") }
    }

    static let languages: [(tag: String, name: String)] = [
        ("en", "English"), ("de", "German"), ("es", "Spanish"), ("fr", "French"),
    ]

    /// What is kept with the decision.
    var summary: String? {
        let parts = [wish.text, wish.language.map { "Language: \($0)." }].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
