public import Boundary
public import Domain
public import Grounding
public import LanguageModel

/// Drafts with a language model, and by extraction whenever that cannot be done.
///
/// Policy, redaction and placeholders, receipt, call, parsing, one repair turn. Whatever fails on the way, the ticket
/// gets the extractive draft and a warning that says why. Only cancellation is thrown.
public struct ModelDrafter: Sendable {
    public struct Settings: Hashable, Sendable {
        /// The model's window.
        public var contextTokens = 8192
        public var maxOutputTokens = 1400
        public var temperature = 0.0
        public var price: Price?
        /// The address that policy is decided for.
        public var endpoint: String

        public init(endpoint: String) {
            self.endpoint = endpoint
        }
    }

    let model: any ChatModel
    let settings: Settings
    let renderer: PromptRenderer
    let gate: EgressGate
    let ledger: any EgressLedger
    let spendCap: (any SpendCap)?
    private(set) var floor: ExtractiveDrafter
    let parser: AnswerParser
    let estimator: TokenEstimator
    let redactor = Redactor()

    public init(
        model: any ChatModel, settings: Settings, prompts: PromptLibrary, gate: EgressGate, ledger: any EgressLedger,
        spendCap: (any SpendCap)? = nil, floor: ExtractiveDrafter = ExtractiveDrafter(),
        parser: AnswerParser = AnswerParser(), estimator: TokenEstimator = TokenEstimator()
    ) {
        self.model = model
        self.settings = settings
        self.renderer = PromptRenderer(
            library: prompts, packer: ContextPacker { estimator.tokens(in: $0) })
        self.gate = gate
        self.ledger = ledger
        self.spendCap = spendCap
        self.floor = floor
        self.parser = parser
        self.estimator = estimator
    }

    /// The same drafter whose extractive floor uses another scope's term weights.
    public func weighted(by weighting: any TermWeighting) -> ModelDrafter {
        var copy = self
        copy.floor = floor.weighted(by: weighting)
        return copy
    }

    /// - Parameters:
    ///   - client: nil when it is not known.
    ///   - pseudonymizer: of the client's records; used when the policy asks for placeholders.
    ///   - internalNotes: ids of evidence that holds text of internal notes.
    ///   - listener: is told the model's sentences while it writes, and can end it. What is returned is the same.
    /// - Throws: `CancellationError` alone.
    public func draft(
        _ input: DraftInput, client: Client?, pseudonymizer: Pseudonymizer, internalNotes: Set<String> = [],
        listener: ModelListener? = nil
    ) async throws(CancellationError) -> ModelDraft {
        let mayPseudonymise: Bool
        let leavingOut: Set<String>
        switch gate.decide(client: client, endpoint: settings.endpoint, flags: Set(input.clean.flags)) {
        case .deny(.noDraft):
            return ModelDraft(draft: Draft(mode: .off, prompt: "", language: input.language))
        case .deny(.noModel): return ModelDraft(draft: floor.draft(input))
        case .deny(let denial): return fallBack(input, "\(denial)")
        case .allow(let pseudonymise, let internalNotesAllowed):
            mayPseudonymise = pseudonymise
            leavingOut = internalNotesAllowed ? [] : internalNotes
        }
        let outbound = OutboundInput(
            input, redactor: redactor, pseudonymizer: mayPseudonymise ? pseudonymizer : nil, leavingOut: leavingOut)
        let journal = CallJournal(
            gate: gate, ledger: ledger,
            call: EgressCall(
                ticketID: input.ticket.id, client: client, endpoint: settings.endpoint, body: [],
                flags: Set(input.clean.flags), isPseudonymised: mayPseudonymise,
                holdsInternalNotes: !internalNotes.subtracting(leavingOut).isEmpty, redacted: outbound.withheld,
                cases: outbound.cases))
        var conversation = Conversation(
            model: model, settings: settings, hooks: journal.hooks, stop: listener?.stop)
        var result: ModelDraft
        do {
            result = try await ask(input, outbound, client, &conversation, listener)
        } catch let cancellation as CancellationError {
            throw cancellation
        } catch {
            if Task.isCancelled { throw CancellationError() }
            result = fallBack(input, Self.reason(error))
        }
        result.egress = await journal.receipts
        result.usage = conversation.usage
        return result
    }

    private func ask(
        _ input: DraftInput, _ outbound: OutboundInput, _ client: Client?, _ conversation: inout Conversation,
        _ listener: ModelListener?
    ) async throws -> ModelDraft {
        let rendered = try renderer.draft(
            outbound.input, needs: OpenNeeds().needs(input), budget: evidenceBudget)
        let messages = [ChatMessage(.system, rendered.system), ChatMessage(.user, rendered.user)]
        let reserved = settings.price?.cost(
            inputTokens: estimator.tokens(in: messages), outputTokens: settings.maxOutputTokens)
        if let reserved, let spendCap, try await !spendCap.reserve(reserved, client: client?.id) {
            return fallBack(input, "the client's spend cap is reached")
        }
        let watch = listener.map { listener in
            AnswerWatch(
                parser: parser, evidenceIDs: Set(rendered.packed.evidence.map(\.id)),
                restore: { outbound.restored($0) }, tell: listener.tell)
        }
        let outcome: Result<ParsedAnswer, any Error>
        do {
            outcome = .success(try await converse(messages, rendered, &conversation, watch))
        } catch {
            outcome = .failure(error)
        }
        if let reserved, let spendCap {
            try await spendCap.settle(reserved: reserved, actual: conversation.usage.cost ?? 0, client: client?.id)
        }
        return finish(input, outbound, rendered, try outcome.get(), model: conversation.answeredBy ?? model.model)
    }

    /// One question, and one more if the answer cannot be read.
    private func converse(
        _ messages: [ChatMessage], _ rendered: RenderedPrompt, _ conversation: inout Conversation,
        _ watch: AnswerWatch?
    ) async throws -> ParsedAnswer {
        let schema = ChatRequest.Schema(name: "draft", text: renderer.library.schema)
        let ids = rendered.packed.evidence.map(\.id)
        let text = try await conversation.ask(messages, schema: schema, watch: watch)
        let first = parser.parse(text, evidenceIDs: Set(ids))
        guard first.needsRepair else { return first }
        let repair = [
            ChatMessage(.assistant, String(text.prefix(20_000))),
            ChatMessage(.user, renderer.repair(errors: first.errors, evidenceIDs: ids)),
        ]
        await watch?.startOver()
        let second: ParsedAnswer
        do {
            second = parser.parse(
                try await conversation.ask(messages + repair, schema: schema, watch: watch), evidenceIDs: Set(ids))
        } catch {
            // The first answer has been paid for; it is better than none. But whoever stops the model wants none of it.
            if first.isUsable, !(error is CancellationError), !(error is ModelStopped) { return first }
            throw error
        }
        if second.isUsable, !first.isUsable || second.errors.count <= first.errors.count { return second }
        return first.isUsable ? first : second
    }

    private func finish(
        _ input: DraftInput, _ outbound: OutboundInput, _ rendered: RenderedPrompt, _ parsed: ParsedAnswer,
        model: String
    ) -> ModelDraft {
        guard parsed.isUsable else {
            return fallBack(input, "its answer could not be used (\(parsed.errors.first ?? "empty"))")
        }
        var warnings: [String] = []
        let answer = outbound.restored(parsed)
        let unknown = outbound.unknownPlaceholders(in: parsed)
        if !unknown.isEmpty {
            warnings.append("the model wrote placeholders that stand for nothing: \(unknown.joined(separator: ", "))")
        }
        if !parsed.errors.isEmpty {
            warnings.append("the model's answer was mended: \(parsed.errors.prefix(3).joined(separator: "; "))")
        }
        if rendered.packed.isTicketCut { warnings.append("the ticket was too long for the model and was cut") }
        if !rendered.packed.leftOut.isEmpty {
            warnings.append("left out for lack of room: \(rendered.packed.leftOut.joined(separator: ", "))")
        }
        var steps = answer.steps
        if steps.isEmpty {
            steps = floor.draft(input).steps
            warnings.append("the model gave no steps; they are quoted from the evidence")
        }
        return ModelDraft(
            draft: Draft(
                mode: .llm, model: model, prompt: rendered.version, language: input.language, summary: answer.summary,
                steps: steps, questions: answer.questions, reply: answer.reply, replyText: answer.replyText),
            warnings: warnings)
    }

    var evidenceBudget: Int {
        let fixed = estimator.tokens(in: renderer.library.draft.fixedPart) + 400
        return max(settings.contextTokens - settings.maxOutputTokens - fixed, 256)
    }

    private func fallBack(_ input: DraftInput, _ reason: String) -> ModelDraft {
        ModelDraft(
            draft: floor.draft(input), warnings: ["drafted without the model: \(PlainText.clean(reason, most: 300))"])
    }

    /// Words for the warning; nothing of an unknown error but its type, as it may hold anything.
    private static func reason(_ error: any Error) -> String {
        switch error {
        case let failure as ModelFailure: failure.description
        case let stopped as ModelStopped: stopped.description
        case let refusal as EgressRefusal: refusal.description
        case let problem as Problem: problem.description
        default: "\(type(of: error))"
        }
    }
}
