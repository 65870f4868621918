import Boundary
import Domain
import Grounding
import Testing

@testable import Enrichment

/// What a check of a text under review says, with and without what people did for its sentences.
@Suite struct ReviewCheckTests {
    private static let supported = "The printer on the second floor prints blank pages."
    private static let own = "The mailbox quota is doubled now."
    private static let internalOnly = "The vendor refuses repairs of the copier."

    private static let evidence = [
        Evidence(
            id: "E1", kind: .ticket, source: "t", title: "Printer",
            text: "The printer on the second floor prints blank pages since Monday.", visibility: .public),
        Evidence(
            id: "E2", kind: .device, source: "dev-1", title: "HDG-PC-07",
            text: "HDG-PC-07 (workstation)\nBitlocker is enabled on the system drive.\nMemory: 8 GB",
            visibility: .shareable),
        Evidence(
            id: "E3", kind: .document, source: "doc-2", title: "Contract notes",
            text: "The lease of the copier ends in December and the vendor refuses repairs.", visibility: .internal),
        Evidence(
            id: "E4", kind: .document, source: "doc-3", title: "Mailboxes",
            text: "The mailbox quota will be doubled on request.", visibility: .shareable),
    ]

    private static func record(_ reply: [String] = [supported], evidence: [Evidence] = evidence) -> EnrichmentRecord {
        let clean = CleanTicket(id: "t", subject: "Printer", text: "It prints blank pages.", language: "en")
        return EnrichmentRecord(
            ticketID: "t", clientID: "own", policy: .local, ticket: .init(clean), context: .init(evidence: evidence),
            triage: .init(category: "printing", priority: "P3", impact: "person", urgency: "normal", security: false),
            draft: Draft(
                mode: .llm, prompt: "draft@1", language: "en",
                reply: reply.map { Sentence(text: $0, kind: .fact, evidence: ["E1"], support: .supported) },
                replyText: reply.joined(separator: " ")),
            claims: ClaimSummary(supported: reply.count))
    }

    private static func check(
        _ reply: String, of record: EnrichmentRecord = record(), alarm: ForeignTokenAlarm? = nil,
        _ change: (inout ReviewCheck.Text) -> Void = { _ in }
    ) -> ReviewCheck.Result {
        var text = ReviewCheck.Text(WorkingCopy(record.draft, decisions: []))
        text.reply = reply
        change(&text)
        return ReviewCheck(weighting: PlainTermWeighting(), alarm: alarm).check(
            text, of: record, facts: nil, createdAt: Timestamp(seconds: 1_790_000_000), clientName: "Harbour Dental")
    }

    /// Without the evidence that speaks of mailboxes.
    private static var bare: EnrichmentRecord { record(evidence: Array(evidence.prefix(3))) }

    @Test func anUntouchedTextKeepsItsVerdict() {
        let result = Self.check(Self.supported)
        #expect(result.reply.map(\.support) == [.supported])
        #expect(result.reply.first?.evidence == ["E1"])
        #expect(!result.verdict.claims.blocked && result.verdict.internalOnly.isEmpty)
    }

    @Test func aSentenceOfOnesOwnBlocksUntilItIsVouchedForOrSourced() {
        let text = Self.supported + " " + Self.own
        let first = Self.check(text, of: Self.bare)
        #expect(first.verdict.claims.blocked)
        #expect(first.reply.last?.support == .unsupported)
        #expect(first.verdict.claims.reasons.allSatisfy { $0.hasPrefix("reply 2") })
        let vouched = Self.check(text, of: Self.bare) { $0.vouched = [Self.own] }
        #expect(!vouched.verdict.claims.blocked)
        // Vouching makes no evidence: the sentence still shows as it is.
        #expect(vouched.reply.last?.support == .unsupported)
        let sourced = Self.check(text) { $0.sources = [Self.own: ["E4"]] }
        #expect(!sourced.verdict.claims.blocked)
        #expect(sourced.reply.last?.support == .supported && sourced.reply.last?.evidence == ["E4"])
        // A source that does not say it is none.
        #expect(Self.check(text, of: Self.bare) { $0.sources = [Self.own: ["E1"]] }.verdict.claims.blocked)
    }

    @Test func aVouchedSentenceThatChangedIsVouchedForNoMore() {
        let changed = Self.own.replacing("doubled", with: "tripled")
        #expect(
            Self.check(Self.supported + " " + changed, of: Self.bare) { $0.vouched = [Self.own] }.verdict.claims.blocked
        )
    }

    @Test func evidenceIsLookedForBehindANewSentence() {
        let result = Self.check(Self.supported + " " + Self.own)
        #expect(result.reply.last?.evidence == ["E4"])
        #expect(!result.verdict.claims.blocked)
    }

    @Test func aDeletedSentenceTakesItsReasonsAlong() {
        let record = Self.record([Self.supported, "Your server KX-99 is gone."])
        #expect(Self.check(record.draft.replyText, of: record).verdict.claims.blocked)
        let left = Self.check(Self.supported, of: record)
        #expect(!left.verdict.claims.blocked && left.reply.count == 1)
        let none = Self.check("", of: record)
        #expect(none.reply.isEmpty && !none.verdict.claims.blocked)
    }

    @Test func whatContradictsTheDeviceBlocks() {
        let wrong = "Bitlocker is not enabled on the system drive."
        let result = Self.check(wrong)
        #expect(result.verdict.claims.blocked)
        #expect(result.verdict.claims.reasons.contains { $0.contains("opposite of E2") }, "\(result.verdict)")
        #expect(!Self.check("Bitlocker is enabled on the system drive.").verdict.claims.blocked)
        let number = Self.check("HDG-PC-07 has 16 GB of memory.")
        #expect(number.verdict.claims.blocked && number.reply.first?.missing.isEmpty == false)
    }

    @Test func whatIsInternalAloneIsAskedAboutAndDoesNotBlock() {
        let result = Self.check(Self.supported + " " + Self.internalOnly)
        #expect(result.verdict.internalOnly == [Self.internalOnly])
        #expect(!result.verdict.claims.blocked)
        // As a step it is told to nobody but the technician.
        #expect(Self.check(Self.supported) { $0.steps = Self.internalOnly }.verdict.internalOnly.isEmpty)
    }

    @Test func anotherClientsNameBlocksWhoeverVouches() {
        let alarm = ForeignTokenAlarm([
            ClientTokens(client: Client(id: "own", name: "Harbour Dental"), contacts: [], devices: []),
            ClientTokens(
                client: Client(id: "other", name: "Zephyr Logistics"), contacts: [],
                devices: [Device(id: "d", clientID: "other", hostname: "ZEPHYR-SRV-3")]),
        ])
        for foreign in ["As we did for Zephyr Logistics.", "The same as on ZEPHYR-SRV-3."] {
            let text = Self.supported + " " + foreign
            let result = Self.check(text, alarm: alarm) { $0.vouched = [foreign] }
            #expect(result.verdict.claims.blocked)
            #expect(result.verdict.claims.reasons.contains { $0.contains("belongs to another client") })
            // The reason does not repeat whose.
            #expect(!result.verdict.claims.reasons.joined().contains("Zephyr"))
            // In a step as well.
            #expect(Self.check(Self.supported, alarm: alarm) { $0.steps = foreign }.verdict.claims.blocked)
        }
        #expect(!Self.check(Self.supported + " Kind regards to Harbour Dental!", alarm: alarm).verdict.claims.blocked)
    }

    @Test func aSecretBlocksWhoeverVouches() {
        let secret = "Your new password is hunter2-Xy77!."
        let result = Self.check(Self.supported + " " + secret) { $0.vouched = [secret] }
        #expect(result.verdict.claims.blocked)
        #expect(!result.verdict.claims.reasons.joined().contains("hunter2"))
    }

    @Test func theSameTextAlwaysGetsTheSameVerdict() {
        let text = [Self.supported, Self.own, Self.internalOnly, "Is it on?"].joined(separator: " ")
        #expect(Self.check(text) == Self.check(text))
    }
}
