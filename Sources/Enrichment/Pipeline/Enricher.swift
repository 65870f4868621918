public import Domain
public import Drafting
import Grounding
public import Retrieval

/// One enriched ticket: the record that is written, and what a report shows beside it.
public struct EnrichedTicket: Sendable {
    public var record: EnrichmentRecord
    public var facts: TicketFacts
}

/// The pipeline as one value: normalise, retrieve, draft, check.
public struct Enricher: Sendable {
    private let preparation: TicketPreparation
    private let contexts: ContextBuilder
    private let engine: SearchEngine
    private let drafting: DraftingStage

    /// - Throws: `Problem` when the store's clients cannot be read.
    public init(store: any Store, catalog: IndexCatalog, drafting: DraftingStage, weighting: Weighting = Weighting())
        throws
    {
        engine = SearchEngine(catalog: catalog, weighting: weighting)
        preparation = TicketPreparation(
            store: store, resolver: try ClientResolver(store: store), tenants: TenantCache(store: store), engine: engine
        )
        contexts = ContextBuilder(store: store, engine: engine)
        self.drafting = drafting
    }

    /// Enriches one ticket on its own; duplicates are sought in the store only.
    public func enrich(_ ticket: Ticket) async throws -> EnrichedTicket {
        try await finish(prepare(ticket), recent: [])
    }

    /// Enriches a ticket once more, in another way.
    ///
    /// - Parameter observer: is told what stands so far.
    public func enrich(
        _ ticket: Ticket, wish: DraftWish, observer: (any DraftObserver)? = nil
    ) async throws -> EnrichedTicket {
        let prepared = try preparation.prepare(ticket, struck: Set(wish.struck))
        return try await finish(prepared, recent: draftedIncidents(before: prepared), wish: wish, observer: observer)
    }

    /// What a call to the model would send for the ticket, prepared and gathered as for a draft. Nothing is sent.
    ///
    /// - Throws: `Problem` for the store, the index, and an endpoint that cannot be called as configured.
    public func preview(_ ticket: Ticket) throws -> OutboundPreview {
        let prepared = try preparation.prepare(ticket)
        let context = try contexts.build(prepared, recent: draftedIncidents(before: prepared))
        let statistics = IndexTermWeighting(
            try engine.termStatistics(kind: .documents, scope: prepared.scope, language: prepared.clean.language))
        return try drafting.preview(
            Self.input(prepared, context, .none).input, client: prepared.tenant.client, weighting: statistics)
    }

    /// What the draft is made of, with the triage that goes into the record.
    private static func input(
        _ prepared: PreparedTicket, _ context: RetrievedContext, _ wish: DraftWish
    ) -> (input: DraftInput, triage: EnrichmentRecord.Triage) {
        var triage = EnrichmentRecord.Triage(
            category: prepared.verdict.category, priority: prepared.verdict.priority, impact: prepared.verdict.impact,
            urgency: prepared.verdict.urgency, security: prepared.verdict.isSecurity,
            duplicateOf: context.duplicates)
        let input = DraftInput(
            ticket: prepared.ticket, clean: prepared.clean, clientName: prepared.tenant.client?.name,
            contact: prepared.contact?.contact, devices: context.devices, evidence: context.evidence,
            documents: context.documents, similar: context.similar, triage: triage,
            language: wish.language, now: prepared.asOf, wish: wish.text)
        triage.needs = OpenNeeds().keys(for: input)
        return (input, triage)
    }

    func prepare(_ ticket: Ticket) throws -> PreparedTicket {
        try preparation.prepare(ticket)
    }

    /// Fingerprints of the client's tickets that have drafts already, as far back as a duplicate can lie, the oldest
    /// first: what a run that is interrupted and goes on has to know.
    func draftedIncidents(before prepared: PreparedTicket) throws -> [IncidentFingerprint] {
        try contexts.draftedIncidents(before: prepared)
    }

    /// Without those whose tickets have left the client since.
    func stillOwned(
        _ incidents: [IncidentFingerprint], by prepared: PreparedTicket
    ) throws -> [IncidentFingerprint] {
        try contexts.stillOwned(incidents, by: prepared)
    }

    /// - Parameter recent: earlier tickets of the same run, which the store may not hold.
    func finish(
        _ prepared: PreparedTicket, recent: [IncidentFingerprint], wish: DraftWish = .none,
        observer: (any DraftObserver)? = nil
    ) async throws -> EnrichedTicket {
        let retrieval = Stopwatch()
        let context = try contexts.build(prepared, recent: recent)
        let statistics = IndexTermWeighting(
            try engine.termStatistics(kind: .documents, scope: prepared.scope, language: prepared.clean.language))
        let retrieveMilliseconds = prepared.retrieveMilliseconds + retrieval.milliseconds

        let watch = Stopwatch()
        let (input, triage) = Self.input(prepared, context, wish)
        let outcome = try await drafting.draft(
            input, client: prepared.tenant.client, weighting: statistics, observer: observer)
        let draftMilliseconds = watch.milliseconds
        let timings = EnrichmentRecord.Timings(
            normalize: prepared.normalizeMilliseconds, retrieve: retrieveMilliseconds, draft: draftMilliseconds,
            total: prepared.normalizeMilliseconds + retrieveMilliseconds + draftMilliseconds)
        let record = EnrichmentRecord(
            ticketID: prepared.ticket.id, clientID: prepared.tenant.client?.id, policy: outcome.policy,
            ticket: .init(prepared.clean),
            context: .init(
                devices: context.devices.map(\.match), documents: context.documents, tickets: context.similar,
                contact: prepared.contact.map { found in
                    .init(
                        id: found.contact.id, name: found.contact.name, vip: found.contact.vip,
                        matchedBy: found.matchedBy)
                }, evidence: context.evidence),
            triage: triage, draft: outcome.draft, claims: outcome.claims, egress: outcome.egress,
            usage: outcome.usage, timings: timings,
            warnings: prepared.warnings + context.warnings + outcome.warnings)
        return EnrichedTicket(record: record, facts: facts(prepared, context))
    }

    private func facts(_ prepared: PreparedTicket, _ context: RetrievedContext) -> TicketFacts {
        TicketFacts(
            prepared.ticket, clientName: prepared.tenant.client?.name, devices: context.devices.map(\.device))
    }
}
