import Boundary
public import Domain
import Drafting
import Grounding

/// Makes the draft: by a model where one is configured and the client's policy allows it, else by extraction; checks
/// every sentence against the evidence.
public struct DraftingStage: Sendable {
    struct Outcome: Sendable {
        var policy: Policy
        var draft: Draft
        var claims: ClaimSummary
        var egress: [EgressReceipt] = []
        var usage = EnrichmentRecord.Usage()
        var warnings: [String] = []
    }

    private let policy: EgressPolicy
    private let alarm: ForeignTokenAlarm
    private let model: ModelStage?
    private let extractive = ExtractiveDrafter()
    private let ledger = ClaimLedger()

    /// - Parameters:
    ///   - standard: the policy of clients without one of their own; `overrides` wins over what was chosen on the settings
    ///     page and kept in the store, and that over the client's record.
    ///   - model: nil where no endpoint is configured or `--offline` was asked for.
    public init(
        store: any Store, standard: Policy, overrides: [ClientID: Policy] = [:], model: ModelEndpoint? = nil
    ) throws {
        let policy = EgressPolicy(
            standard: standard, overrides: overrides, chosen: try store.policyOverrides())
        let alarm = ForeignTokenAlarm(
            try store.clients().map { client in
                let scope = Scope.client(client.id)
                return ClientTokens(
                    client: client, contacts: try store.contacts(in: scope), devices: try store.devices(in: scope))
            })
        self.policy = policy
        self.alarm = alarm
        self.model = try model.map { try ModelStage($0, store: store, policy: policy, alarm: alarm) }
    }

    /// - Parameter observer: is told what stands so far while the model is asked.
    func draft(
        _ input: DraftInput, client: Client?, weighting: any TermWeighting, observer: (any DraftObserver)? = nil
    ) async throws -> Outcome {
        let policy = policy.policy(for: client)
        var outcome: Outcome
        if policy == .off {
            outcome = Outcome(
                policy: policy, draft: Draft(mode: .off, prompt: "none", language: input.language),
                claims: ClaimSummary(), warnings: ["this client’s policy allows no draft"])
            return outcome
        }
        let context = ClaimContext(sla: input.sla, now: input.now, policy: policy, known: input.known)
        let ledger = ledger.weighted(by: weighting)
        if let model {
            var listener: ModelListener?
            if let observer {
                let gate = SentenceGate(
                    ledger: ledger, evidence: input.evidence, context: context, alarm: alarm, scope: Scope(client?.id))
                let extract = extractive.weighted(by: weighting).draft(input)
                await observer.observe(
                    .found(
                        FoundSoFar(
                            ticketID: input.ticket.id, clientID: client?.id, evidence: input.evidence,
                            extract: gate.pass(extract))))
                listener = ModelListener(observer, gate)
            }
            let made = try await model.draft(input, client: client, weighting: weighting, listener: listener)
            outcome = Outcome(
                policy: policy, draft: made.draft, claims: ClaimSummary(), egress: made.egress, usage: made.usage,
                warnings: made.warnings)
        } else {
            outcome = Outcome(
                policy: policy, draft: extractive.weighted(by: weighting).draft(input), claims: ClaimSummary())
        }
        (outcome.draft, outcome.claims) = ledger.check(
            outcome.draft, against: input.evidence, context: context)
        raiseAlarm(&outcome, scope: Scope(client?.id))
        return outcome
    }

    /// What would be sent for the same draft.
    func preview(_ input: DraftInput, client: Client?, weighting: any TermWeighting) throws -> OutboundPreview {
        guard let model else { return .nothing("no model is configured") }
        return try model.preview(input, client: client, weighting: weighting)
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

extension ModelListener {
    /// Passes on what the gate lets through.
    fileprivate init(_ observer: any DraftObserver, _ gate: SentenceGate) {
        self.init(stop: observer.stop) { progress in
            switch progress {
            case .startsOver: await observer.observe(.startsOver)
            case .sentences(let sentences): await observer.observe(.sentences(gate.pass(sentences)))
            }
        }
    }
}
