import Domain
import LanguageModel

/// The turns of one draft with their tokens counted.
struct Conversation {
    let model: any ChatModel
    let settings: ModelDrafter.Settings
    let hooks: CallHooks
    /// nil where nobody can end it.
    let stop: ModelStop?
    private(set) var usage = EnrichmentRecord.Usage()
    /// The model's name as the endpoint gave it.
    private(set) var answeredBy: String?

    init(model: any ChatModel, settings: ModelDrafter.Settings, hooks: CallHooks, stop: ModelStop? = nil) {
        self.stop = stop
        self.model = model
        self.settings = settings
        self.hooks = hooks
    }

    /// - Parameter watch: hears the answer while it is written.
    /// - Throws: `ModelStopped` as well.
    mutating func ask(
        _ messages: [ChatMessage], schema: ChatRequest.Schema, watch: AnswerWatch?
    ) async throws -> String {
        let request = ChatRequest(
            messages: messages, schema: schema, maxOutputTokens: settings.maxOutputTokens,
            temperature: settings.temperature)
        var hooks = hooks
        if let watch { hooks.heard = { await watch.hear($0) } }
        let answer: ChatAnswer
        do {
            if let stop {
                answer = try await stop.unlessStopped { [model, hooks] in
                    try await model.complete(request, hooks: hooks)
                }
            } else {
                answer = try await model.complete(request, hooks: hooks)
            }
        } catch {
            await watch?.end(isWhole: false)
            throw error
        }
        await watch?.end(isWhole: true)
        let estimator = TokenEstimator()
        usage.inputTokens += answer.inputTokens ?? estimator.tokens(in: messages)
        usage.outputTokens += answer.outputTokens ?? estimator.tokens(in: answer.text)
        usage.cost = settings.price?.cost(inputTokens: usage.inputTokens, outputTokens: usage.outputTokens)
        answeredBy = answer.model
        return answer.text
    }
}
