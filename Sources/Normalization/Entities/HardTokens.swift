public import Domain

/// A part of a sentence that is a hard fact: it stands in the evidence or it is made up.
public struct HardToken: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// An entity of any kind but `product`.
        case entity(Entity.Kind)
        /// A number of two or more digits, or with a unit.
        case number
        /// A command line, in backticks or a well-known bare one.
        case command
    }

    public var kind: Kind
    /// As written.
    public var text: String
    /// For comparison: lower case; MAC addresses, phone numbers, numbers, dates and times in one canonical form.
    public var key: String
    /// Scalar offset and length in the text that was read.
    public var offset: Int
    public var length: Int

    public init(kind: Kind, text: String, key: String, offset: Int, length: Int) {
        self.kind = kind
        self.text = text
        self.key = key
        self.offset = offset
        self.length = length
    }
}

/// The hard facts of a text.
public enum HardTokens {
    /// Every occurrence, in order of position; they never overlap.
    public static func tokens(in text: String) -> [HardToken] {
        []
    }
}
