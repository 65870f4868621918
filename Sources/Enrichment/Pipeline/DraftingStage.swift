import Boundary
public import Domain
import Drafting
import Grounding

/// Makes the draft: by a model where one is configured and the client's policy allows it, else by extraction; checks
/// every sentence against the evidence.
public struct DraftingStage: Sendable {
    /// Per-client policy, read at each call.
    public typealias PolicyLookup = @Sendable (Client?) -> Policy

    struct Outcome: Sendable {
        var policy: Policy
        var draft: Draft
        var claims: ClaimSummary
        var egress: [EgressReceipt] = []
        var usage = EnrichmentRecord.Usage()
        var warnings: [String] = []
    }

    private let policy: PolicyLookup
    private let alarm: ForeignTokenAlarm
    private let model: ModelStage?

    /// - Parameter model: nil where no endpoint is configured or `--offline` was asked for.
    public init(store: any Store, policy: @escaping PolicyLookup, model: ModelStage? = nil) throws {
        self.policy = policy
        self.model = model
        alarm = ForeignTokenAlarm(
            try store.clients().map { client in
                let scope = Scope.client(client.id)
                return ClientTokens(
                    client: client, contacts: try store.contacts(in: scope), devices: try store.devices(in: scope))
            })
    }

    func draft(_ input: DraftInput, client: Client?, weighting: any TermWeighting) async throws -> Outcome {
        let policy = policy(client)
        guard policy != .off else {
            return Outcome(
                policy: policy,
                draft: Draft(mode: .off, prompt: "none", language: input.language), claims: ClaimSummary(),
                warnings: ["this client’s policy allows no draft"])
        }
        var outcome: Outcome
        if let model {
            outcome = try await model.draft(
                input, client: client, policy: policy, alarm: alarm, weighting: weighting)
        } else {
            outcome = Outcome(
                policy: policy, draft: ExtractiveDrafter(weighting: weighting).draft(input), claims: ClaimSummary())
        }
        let context = ClaimContext(sla: input.sla, now: input.now, policy: policy, known: input.known)
        (outcome.draft, outcome.claims) = ClaimLedger(weighting: weighting).check(
            outcome.draft, against: input.evidence, context: context)
        raiseAlarm(&outcome, scope: Scope(client?.id))
        return outcome
    }

    /// A draft that names another client's things is blocked, whoever wrote them into the ticket.
    private func raiseAlarm(_ outcome: inout Outcome, scope: Scope) {
        let text = (outcome.draft.sentences.map(\.text) + [outcome.draft.replyText]).joined(separator: "\n")
        let foreign = alarm.check(text, scope: scope)
        guard !foreign.isEmpty else { return }
        outcome.claims.blocked = true
        let kinds = Set(foreign.map(\.kind.rawValue)).sorted().joined(separator: ", ")
        outcome.claims.reasons.append(
            "the draft names something that belongs to another client (\(kinds)): check before you use it")
    }
}
