/// How a draft is to be made anew.
public struct DraftWish: Hashable, Sendable {
    public enum Style: String, Hashable, Sendable, Codable, CaseIterable {
        case shorter, longer, plainer
    }

    /// One line in the technician's own words.
    public var instruction: String?
    public var style: Style?
    /// Of the reply: BCP 47 primary tag; nil for the ticket's own.
    public var language: String?
    /// Terms that retrieval passes over, as it shows them.
    public var struck: [String]

    public init(
        instruction: String? = nil, style: Style? = nil, language: String? = nil, struck: [String] = []
    ) {
        self.instruction = instruction
        self.style = style
        self.language = language
        self.struck = struck
    }

    public static let none = DraftWish()
    /// Most characters of an instruction.
    public static let instructionLimit = 200
    /// Most terms that are struck, and characters of each.
    public static let struckLimit = 50

    /// Whether only a model can heed it.
    public var needsModel: Bool { instruction.nonBlank != nil || style != nil }

    /// One line for whoever writes the draft; nil without a wish about the writing.
    public var text: String? {
        let parts = [style.map { "Make the reply \($0.rawValue) than usual." }, instruction.nonBlank].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
