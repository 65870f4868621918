public import Boundary
import Digest
public import Domain
import LanguageModel

extension ModelDrafter {
    /// What `draft` would send for the same input: the same prompt with the same redaction and placeholders, held against
    /// the same gate. Nothing is sent and nothing written.
    ///
    /// - Throws: `Problem` for an endpoint that cannot be called as configured.
    public func preview(
        _ input: DraftInput, client: Client?, pseudonymizer: Pseudonymizer, internalNotes: Set<String> = []
    ) throws -> OutboundPreview {
        let flags = Set(input.clean.flags)
        guard
            case .allow(let pseudonymise, let internalNotesAllowed) = gate.decide(
                client: client, endpoint: settings.endpoint, flags: flags)
        else {
            guard case .deny(let denial) = gate.decide(client: client, endpoint: settings.endpoint, flags: flags)
            else { return .nothing("") }
            return .nothing("\(denial)")
        }
        guard let model = model as? any ModelPreview else { return .nothing("this model cannot show what it sends") }
        let leavingOut = internalNotesAllowed ? [] : internalNotes
        let outbound = OutboundInput(
            input, redactor: redactor, pseudonymizer: pseudonymise ? pseudonymizer : nil, leavingOut: leavingOut)
        let rendered = try renderer.draft(
            outbound.input, needs: OpenNeeds().needs(input), budget: evidenceBudget)
        let messages = [ChatMessage(.system, rendered.system), ChatMessage(.user, rendered.user)]
        let encoded: EncodedCall
        do {
            encoded = try model.preview(
                ChatRequest(
                    messages: messages, schema: ChatRequest.Schema(name: "draft", text: renderer.library.schema),
                    maxOutputTokens: settings.maxOutputTokens, temperature: settings.temperature))
        } catch {
            throw error.problem
        }
        let call = EgressCall(
            ticketID: input.ticket.id, client: client, endpoint: encoded.endpoint, body: encoded.body, flags: flags,
            isPseudonymised: pseudonymise, holdsInternalNotes: !internalNotes.subtracting(leavingOut).isEmpty,
            redacted: outbound.withheld, cases: outbound.cases)
        let tokens = estimator.tokens(in: messages)
        return .call(
            OutboundCall(
                endpoint: encoded.endpoint, body: encoded.body, sha256: try SHA256Digest.hex(of: encoded.body),
                redacted: outbound.withheld, isPseudonymised: pseudonymise, inputTokens: tokens,
                cost: settings.price?.cost(inputTokens: tokens, outputTokens: settings.maxOutputTokens),
                refusal: gate.refusal(of: call).map(\.description)))
    }
}
