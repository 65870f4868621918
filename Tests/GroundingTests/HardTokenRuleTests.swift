import Domain
import Grounding
import Testing

@Suite struct HardTokenRuleTests {
    /// Sentence, cited evidence, expected support, expected missing tokens.
    static let table: [(String, [String], Sentence.Support, [String])] = [
        // The value as it stands.
        ("FS01 has the IP address 10.0.0.10.", ["E2"], .supported, []),
        ("fs01 has the ip address 10.0.0.10", ["E2"], .supported, []),
        // A part of a longer token is another value.
        ("FS01 has the IP address 10.0.0.1.", ["E2"], .unsupported, ["10.0.0.1"]),
        ("FS01 has the IP address 10.0.0.100.", ["E2"], .unsupported, ["10.0.0.100"]),
        ("FS01-OLD is a Dell PowerEdge server.", ["E2"], .unsupported, ["FS01-OLD"]),
        // Formats that mean the same.
        ("The MAC addresses of FS01: aa-bb-cc-dd-ee-ff", ["E2"], .supported, []),
        ("The MAC addresses of FS01: aa-bb-cc-dd-ee-fe", ["E2"], .unsupported, ["aa-bb-cc-dd-ee-fe"]),
        ("FS01 was last seen on 3 March 2026.", ["E2"], .supported, []),
        ("FS01 was last seen on 4 March 2026.", ["E2"], .unsupported, ["4 March 2026"]),
        ("Jane Doe, telephone 555-010-0199", ["E5"], .supported, []),
        ("Jane Doe, telephone 555-010-0198", ["E5"], .unsupported, ["555-010-0198"]),
        // Codes, links.
        ("The backup of FS01 failed with error 0x80070005.", ["E1"], .supported, []),
        ("The backup of FS01 failed with error 0x80070006.", ["E1"], .unsupported, ["0x80070006"]),
        ("The portal is https://backup.example.net/jobs", ["E3"], .supported, []),
        (
            "The portal is https://backup.example.net/jobs/9", ["E3"], .unsupported,
            ["https://backup.example.net/jobs/9"]
        ),
        // In evidence that is not cited.
        ("The nightly backup of FS01 at 10.0.0.10 failed.", ["E1"], .weak, ["10.0.0.10"]),
    ]

    @Test(arguments: table)
    func hardTokens(row: (text: String, cited: [String], support: Sentence.Support, missing: [String])) {
        let outcome = LedgerFixture.judge(row.text, cites: row.cited)
        #expect(outcome.sentence.support == row.support, "\(outcome.summary.reasons)")
        #expect(outcome.sentence.missing == row.missing)
        #expect(outcome.summary.blocked == (row.support == .unsupported))
    }

    @Test func uncitedEvidenceIsNamed() {
        let outcome = LedgerFixture.judge("The nightly backup of FS01 at 10.0.0.10 failed.", cites: ["E1"])
        #expect(outcome.summary.reasons == ["summary 1: names 10.0.0.10, which stands in E2 but is not cited"])
    }

    @Test func questionsAndCourtesiesMayNotInvent() {
        #expect(LedgerFixture.judge("Is FS01 affected?", .question, cites: []).sentence.support == .notNeeded)
        let invented = LedgerFixture.judge("Is FS09 affected?", .question, cites: [])
        #expect(invented.sentence.support == .unsupported)
        #expect(invented.sentence.missing == ["FS09"])
        #expect(LedgerFixture.judge("Kind regards", .courtesy, cites: []).sentence.support == .notNeeded)
        #expect(
            LedgerFixture.judge("See https://evil.example.org/x", .courtesy, cites: [], inReply: true).summary.blocked)
    }

    @Test func replyTextMayNotSayMore() {
        var draft = Draft(mode: .llm, prompt: "p", language: "en")
        draft.reply = [Sentence(text: "Restart the computer and wait.", kind: .step, evidence: ["E4"])]
        draft.replyText = "Restart the computer and wait. Then open https://evil.example.org/x"
        let (_, summary) = ClaimLedger().check(
            draft, against: LedgerFixture.evidence, context: LedgerFixture.context())
        #expect(summary.blocked)
        #expect(summary.reasons.count == 1)
    }
}
