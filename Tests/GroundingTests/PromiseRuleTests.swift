import Domain
import Grounding
import Testing

/// The SLA says: respond by 15:00 UTC on 4 March 2026, resolve by noon on the next day. Now is noon on 4 March.
@Suite struct PromiseRuleTests {
    static let kept = [
        "We will get back to you by 3 pm.", "We will get back to you by 3:00 p.m. today.",
        "You will hear from us by 15:00 on 4 March 2026 (UTC).", "You will hear from us within 3 hours.",
        "We will call you today.", "This will be resolved by tomorrow.", "We will solve this by noon tomorrow.",
        "Wir werden uns bis 15 Uhr bei Ihnen melden.", "Wir melden uns innerhalb von drei Stunden.",
        "Nous vous répondrons avant 15h00.", "Nous vous répondrons dans les 3 heures.",
        "Le responderemos antes de las 15:00.", "Le responderemos en 3 horas.",
        "We will look into it and write to you.", "A technician will be in touch as soon as possible.",
    ]
    static let broken = [
        "We will get back to you by 2 pm.", "We will fix this within the hour.", "We'll be there in 30 minutes.",
        "A technician will call you tomorrow at 9:00.", "We will respond immediately.",
        "We will get back to you by 15:00 on 5 March 2026.", "You will hear from us on Friday.",
        "Wir werden uns bis 14 Uhr bei Ihnen melden.", "Wir melden uns innerhalb einer Stunde.",
        "Wir werden das sofort beheben.", "Nous vous répondrons dans l'heure.", "Nous vous répondrons avant 14h30.",
        "Le responderemos en una hora.", "Le responderemos antes de las 14:00.",
    ]

    @Test(arguments: kept)
    func withinTheSLA(text: String) {
        let outcome = LedgerFixture.judge(text, .promise, cites: [], inReply: true)
        #expect(outcome.sentence.support == .supported, "\(outcome.summary.reasons)")
        #expect(!outcome.summary.blocked)
    }

    @Test(arguments: broken)
    func outsideTheSLA(text: String) {
        let outcome = LedgerFixture.judge(text, .promise, cites: [], inReply: true)
        #expect(outcome.sentence.support == .unsupported)
        #expect(outcome.summary.reasons == ["reply 1: promises a time that is not the SLA's"])
        #expect(outcome.summary.unsupported == 1)
    }

    /// A promise stays one when it calls itself a courtesy.
    @Test func kindIsNoEscape() {
        #expect(
            LedgerFixture.judge("We'll be there in 30 minutes.", .courtesy, cites: [], inReply: true).summary.blocked)
    }

    @Test func withoutAnSLANoTimeMayBePromised() {
        let outcome = LedgerFixture.judge(
            "We will get back to you by 3 pm.", .promise, cites: [], inReply: true, sla: nil)
        #expect(outcome.summary.reasons == ["reply 1: promises a time, and the ticket has no SLA"])
    }

    @Test func theOffsetCounts() {
        var draft = Draft(mode: .llm, prompt: "p", language: "en")
        draft.reply = [Sentence(text: "We will get back to you by 4 pm.", kind: .promise)]
        var context = LedgerFixture.context()
        let utc = ClaimLedger().check(draft, against: [], context: context).1
        context.utcOffsetSeconds = 3600
        let berlin = ClaimLedger().check(draft, against: [], context: context).1
        #expect(utc.blocked)
        #expect(!berlin.blocked)
    }
}
