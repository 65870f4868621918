import Domain
import LanguageModel

/// The turns of one draft with their tokens counted.
struct Conversation {
    let model: any ChatModel
    let settings: ModelDrafter.Settings
    let hooks: CallHooks
    private(set) var usage = EnrichmentRecord.Usage()
    /// The model's name as the endpoint gave it.
    private(set) var answeredBy: String?

    init(model: any ChatModel, settings: ModelDrafter.Settings, hooks: CallHooks) {
        self.model = model
        self.settings = settings
        self.hooks = hooks
    }

    mutating func ask(_ messages: [ChatMessage], schema: ChatRequest.Schema) async throws -> String {
        let answer = try await model.complete(
            ChatRequest(
                messages: messages, schema: schema, maxOutputTokens: settings.maxOutputTokens,
                temperature: settings.temperature),
            hooks: hooks)
        let estimator = TokenEstimator()
        usage.inputTokens += answer.inputTokens ?? estimator.tokens(in: messages)
        usage.outputTokens += answer.outputTokens ?? estimator.tokens(in: answer.text)
        usage.cost = settings.price?.cost(inputTokens: usage.inputTokens, outputTokens: usage.outputTokens)
        answeredBy = answer.model
        return answer.text
    }
}
