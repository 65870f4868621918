import Domain

/// A draft with everything a reviewer sees of it.
struct EnrichmentView: Sendable {
    var draft: StoredDraft
    /// The newest decision that brought a text.
    var text: Decision?

    var summary: DraftSummary {
        DraftSummary(
            id: draft.id, ticketID: draft.ticketID, source: draft.source, clientID: draft.clientID,
            subject: draft.record.ticket.subject, mode: draft.record.draft.mode,
            isBlocked: draft.record.claims.blocked, createdAt: draft.createdAt, state: draft.state,
            revision: draft.revision, actor: draft.actor, decidedAt: draft.decidedAt)
    }
}

extension Shape where Value == DraftSummary {
    static let summary = Shape(
        "EnrichmentSummary", "A draft without its content.",
        [
            .integer("id", "The draft.") { $0.id },
            .text("ticket_id", "The ticket.") { $0.ticketID.rawValue },
            .optionalText("client_id", "The client; null when none was found.") { $0.clientID?.rawValue },
            .text("source", "Where the ticket came from.") { $0.source },
            .text("subject", "The cleaned subject.") { $0.subject },
            .word("mode", "Who drafted it.") { $0.mode },
            .flag("blocked", "Whether approval waits for a look at sentences without support.") { $0.isBlocked },
            .time("created_at", "When it was made.") { $0.createdAt },
            .word("state", "Where its review stands.") { $0.state },
            .integer("revision", "Grows with every change.") { $0.revision },
            .optionalText("actor", "Who claimed or decided it.") { $0.actor },
            .optionalTime("decided_at", "When it was approved or rejected.") { $0.decidedAt },
        ])
}

extension Shape where Value == EnrichmentView {
    static let enrichment = Shape(
        "Enrichment", "A draft with what it rests on and where its review stands.",
        Shape<DraftSummary>.summary.fields(of: \.summary) + [
            .optionalObject("text", .reviewText) { $0.text },
            Field(
                name: "record", schema: RecordSchema.enrichment, read: { .encoded($0.draft.record) }),
        ])
}

extension Shape where Value == Decision {
    /// What a person wrote in place of the draft.
    static let reviewText = Shape(
        "ReviewText", "The text a person gave the draft: the approved one, else the last edit.",
        [
            .integer("decision_id", "The decision that brought it.") { $0.id },
            .word("kind", "`approve` when it is final.") { $0.kind },
            .time("at", "When.") { $0.at },
            .text("actor", "Who.") { $0.actor },
            .optionalText("text", "The reply.") { $0.payload.text },
            .optionalText("steps", "The next steps.") { $0.payload.steps },
        ])

    private static let facts: [Field] = [
        .integer("id", "The decision.") { $0.id },
        .integer("enrichment_id", "The draft.") { $0.draft },
        .text("ticket_id", "The ticket.") { $0.ticketID.rawValue },
        .optionalText("client_id", "The client; null when none was found.") { $0.clientID?.rawValue },
        .time("at", "When.") { $0.at },
        .text("actor", "Who.") { $0.actor },
        .word("kind", "What was done.") { $0.kind },
        .optionalFlag("confirm_unsupported", "Whether a lead approved a blocked draft as it stood.") {
            $0.payload.confirmUnsupported
        },
        .optionalFlag("confirm_internal", "Whether it was known that sentences rest on internal evidence alone.") {
            $0.payload.confirmInternal
        },
        .optionalFlag("as_note", "Whether it was approved as an internal note.") { $0.payload.asNote },
        .optionalText("rejection", "Why it was rejected, in one word.") { $0.payload.rejection?.rawValue },
        .optionalText("evidence", "The piece of evidence that was attached or rated.") { $0.payload.evidence },
        .optionalFlag("is_useful", "Whether that was of use.") { $0.payload.isUseful },
    ]

    /// For lists over drafts: no text, so that reading it is not looking at a draft.
    static let fact = Shape("DecisionSummary", "A decision without its texts.", facts)

    static let decision = Shape(
        "Decision", "A decision.",
        facts + [
            .optionalText("text", "The reply as edited or approved.") { $0.payload.text },
            .optionalText("steps", "The next steps as edited or approved.") { $0.payload.steps },
            .optionalText("reason", "Why.") { $0.payload.reason },
            .optionalText("sentence", "The sentence that is vouched for or given a source.") { $0.payload.sentence },
            .optionalInteger("edit_id", "The edit whose text was approved.") { $0.payload.edit },
        ])
}

extension Shape where Value == DecisionResult {
    static let result = Shape(
        "DecisionResult", "A decision and what it made of the draft.",
        [
            .object("decision", .decision) { $0.decision },
            .word("state", "The draft's state after it.") { $0.state },
            .integer("revision", "The draft's revision after it.") { $0.revision },
        ])
}

extension Shape where Value == Evidence {
    static let evidence = Shape(
        "Evidence", "A piece of text that sentences of the draft rest on.",
        [
            .text("id", "Unique within the draft.") { $0.id },
            .text("kind", "What kind of record it comes from.") { $0.kind.rawValue },
            .text("source", "Id of that record.") { $0.source },
            .text("title", "Its title.") { $0.title },
            .text("text", "The exact text, secrets removed.") { $0.text },
            .text("visibility", "`shareable` or `public` text may reach the requester.") { $0.visibility.rawValue },
            .optionalText("url", "Where it lives.") { $0.url },
            .optionalTime("updated_at", "When it last changed.") { $0.updatedAt },
        ])
}
