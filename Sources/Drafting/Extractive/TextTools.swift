import Grounding
import Normalization

/// The analysers that extraction uses. Their word tables are costly to build, so a drafter builds them once.
struct TextTools: Sendable {
    var weighting: any TermWeighting
    let splitter = SentenceSplitter()
    let languages = LanguageIdentifier()
}
