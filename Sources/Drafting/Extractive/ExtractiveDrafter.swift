public import Domain
public import Grounding

/// Drafts from the retrieved text alone: everything but a few fixed phrases is quoted and cited.
///
/// The floor under every other way of drafting: it cannot fail, calls nothing, and the same input gives the same
/// bytes. Summary and steps are framed in English for the technician; questions and reply are in the ticket's language.
public struct ExtractiveDrafter: Sendable {
    public static let prompt = "extractive@1"

    /// From this score on, an earlier ticket is worth telling the technician.
    public static let strongCase = 0.35
    /// Below this score a device is a guess that has to be confirmed.
    public static let sureDevice = 0.75

    private(set) var tools: TextTools

    public init(weighting: any TermWeighting = PlainTermWeighting()) {
        tools = TextTools(weighting: weighting)
    }

    /// The same drafter with another scope's term weights; its word tables are kept.
    public func weighted(by weighting: any TermWeighting) -> ExtractiveDrafter {
        var copy = self
        copy.tools.weighting = weighting
        return copy
    }

    public func draft(_ input: DraftInput) -> Draft {
        let sentences = TicketSentences(tools: tools).ranked(in: input.clean)
        let phrases = Phrases.table(for: input.language)
        let questions = OpenNeeds().needs(input).compactMap { phrases.questions[$0] }.map {
            Sentence(text: $0, kind: .question)
        }
        let reply = ReplyWriter(
            input: input, phrases: phrases, sentences: sentences, questions: questions, tools: tools
        ).reply()
        return Draft(
            mode: .extractive, prompt: Self.prompt, language: phrases.language,
            summary: SummaryWriter(input: input, sentences: sentences).summary(),
            steps: StepWriter(input: input, tools: tools).steps(), questions: questions,
            reply: reply.sentences, replyText: reply.text)
    }
}
