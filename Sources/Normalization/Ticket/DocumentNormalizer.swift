public import Domain

/// A document as plain text without hidden text and secrets.
public struct NormalizedDocument: Hashable, Sendable {
    /// Headings are `# …` lines, list items `- …` or `1. …`, table rows cells joined with ` | `, code between lines of
    /// three backticks.
    public var text: String
    public var links: [Link]
    /// What was written so that a reader does not see it; scrubbed.
    public var hidden: [HiddenText]
    /// How many secrets of each kind were taken out, sorted by kind.
    public var secretFindings: [SecretCount]
    public var isTruncated: Bool
}

/// Turns documents into the text that is indexed and quoted.
public struct DocumentNormalizer: Sendable {
    /// A longer text is cut at the last line end before this many Unicode scalars.
    public static let longestText = 4_000_000

    public init() {}

    /// Linear in the size of the body; no input makes it fail.
    public func normalize(_ document: Document) -> NormalizedDocument {
        let rendered = TextRenderer(keepsLineEnds: false).render(document.body, format: document.bodyFormat)
        let scrubber = SecretScrubber()
        var secrets = SecretTally()
        let (cut, isCut) = Self.cut(rendered.text)
        let scrubbed = scrubber.scrub(cut)
        secrets.add(scrubbed.findings)
        let hidden = rendered.hidden.map { hidden in
            let scrubbed = scrubber.scrub(hidden.text)
            secrets.add(scrubbed.findings)
            return HiddenText(reason: hidden.reason, text: scrubbed.text, chars: hidden.chars)
        }
        let links = rendered.links.map { link in
            Link(text: scrubber.scrub(link.text).text, url: scrubber.scrub(link.url).text)
        }
        return NormalizedDocument(
            text: scrubbed.text, links: links, hidden: hidden, secretFindings: secrets.sorted,
            isTruncated: isCut || rendered.isTruncated)
    }

    private static func cut(_ text: String) -> (String, Bool) {
        guard text.utf8.count > longestText,
            let end = text.unicodeScalars.index(text.startIndex, offsetBy: longestText, limitedBy: text.endIndex),
            end < text.endIndex
        else { return (text, false) }
        let lineEnd = text[..<end].utf8.lastIndex(of: 0x0A) ?? end
        return (String(text[..<lineEnd]), true)
    }
}
