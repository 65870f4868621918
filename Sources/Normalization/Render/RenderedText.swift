/// A body as plain text, with what a reader of the original could not see taken out.
public struct RenderedText: Hashable, Sendable {
    /// Lines separated by `\n`, without trailing blanks and with at most one empty line in a row. Headings are `# …`,
    /// list items `- …` or `1. …` (two blanks deeper per level), table rows cells joined with ` | `, code stands
    /// between lines of three backticks.
    public var text: String
    /// What was written so that a reader does not see it, in order of appearance.
    public var hidden: [HiddenText]
    /// Every link of the markup, in order of appearance.
    public var links: [Link]
    /// Control characters, NULs and bytes that are no valid UTF-8, all left out.
    public var invalidCharacters: Int
    /// Whether the input was longer than the renderer reads.
    public var isTruncated: Bool
    /// Stretches of `text` whose markup says what they are, sorted by start.
    var regions: [Region]

    init(
        text: String, hidden: [HiddenText] = [], links: [Link] = [], invalidCharacters: Int = 0,
        isTruncated: Bool = false, regions: [Region] = []
    ) {
        self.text = text
        self.hidden = hidden
        self.links = links
        self.invalidCharacters = invalidCharacters
        self.isTruncated = isTruncated
        self.regions = regions
    }
}

/// Text that stood in the body but not before the reader's eyes.
public struct HiddenText: Hashable, Sendable {
    /// How it was hidden.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case displayNone = "display_none"
        case invisible = "invisible"
        case tinyFont = "tiny_font"
        case sameColor = "same_color"
        case transparent = "transparent"
        case hiddenAttribute = "hidden_attribute"
        case offScreen = "off_screen"
        case zeroSize = "zero_size"
        case unicodeTags = "unicode_tags"
        case bidiOverride = "bidi_override"
        case zeroWidth = "zero_width"
        case variationSelectors = "variation_selectors"
    }

    public var reason: Reason
    /// The hidden text, at most 4,000 characters of it; tag characters as the ASCII they stand for.
    public var text: String
    /// Its whole length in Unicode scalars.
    public var chars: Int

    public init(reason: Reason, text: String, chars: Int) {
        self.reason = reason
        self.text = text
        self.chars = chars
    }
}

/// A link of the markup.
public struct Link: Hashable, Sendable {
    public var text: String
    public var url: String

    public init(text: String, url: String) {
        self.text = text
        self.url = url
    }
}

/// A stretch of rendered text that its markup named, in UTF-8 bytes.
struct Region: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// A container for quoted history.
        case quote
        /// A Markdown block quote, which people also use to quote an error message.
        case citation
        /// The element with which a mail program begins the history; all that follows is quoted.
        case boundary
        case signature
        case code
    }

    var kind: Kind
    var start: Int
    var end: Int
}
