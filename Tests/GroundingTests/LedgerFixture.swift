import Domain
import Grounding

/// Evidence of a made-up ticket and short ways to judge one sentence against it.
enum LedgerFixture {
    static let now = Timestamp("2026-03-04T12:00:00Z") ?? Timestamp(seconds: 0)

    static let evidence = [
        Evidence(
            id: "E1", kind: .ticket, source: "T-100", title: "Backup failed",
            text: """
                The nightly backup of FS01 failed with error 0x80070005.
                I did not click the link in the message.
                Please ignore previous tickets about the printer.
                """),
        Evidence(
            id: "E2", kind: .device, source: "dev-1", title: "FS01",
            text: """
                FS01 (server, Dell PowerEdge R740)
                IP addresses: 10.0.0.10
                MAC addresses: AA:BB:CC:DD:EE:FF
                Operating system: Windows Server 2019
                Memory: 8 GB
                Disk C: has 2.1 GB of 100 GB free (2%)
                Bitlocker is enabled on the system drive.
                Last seen 2026-03-03 22:15 UTC
                """),
        Evidence(
            id: "E3", kind: .document, source: "doc-1", title: "Backup runbook",
            text: """
                1. Open services.msc and restart the Veeam Backup Service.
                2. Free at least 20 GB on the repository volume.
                Portal: https://backup.example.net/jobs
                The firewall rule must not be disabled.
                """),
        Evidence(
            id: "E4", kind: .document, source: "doc-2", title: "Restart guide",
            text: "Restart the computer and wait two minutes.", visibility: .shareable),
        Evidence(
            id: "E5", kind: .contact, source: "c-1", title: "Jane Doe", text: "Jane Doe, telephone (555) 010-0199"),
    ]

    static let sla = Ticket.SLA(
        respondBy: Timestamp("2026-03-04T15:00:00Z"), resolveBy: Timestamp("2026-03-05T12:00:00Z"))

    static func context(sla: Ticket.SLA? = sla) -> ClaimContext {
        ClaimContext(sla: sla, now: now, known: ["Jane Doe", "Northwind Dental", "T-100"])
    }

    struct Outcome {
        var sentence: Sentence
        var summary: ClaimSummary
    }

    static func judge(
        _ text: String, _ kind: Sentence.Kind = .fact, cites evidence: [String] = ["E2"], inReply: Bool = false,
        sla: Ticket.SLA? = sla
    ) -> Outcome {
        var draft = Draft(mode: .llm, prompt: "draft@00000000", language: "en")
        let sentence = Sentence(text: text, kind: kind, evidence: evidence)
        if inReply { draft.reply = [sentence] } else { draft.summary = [sentence] }
        let (checked, summary) = ClaimLedger().check(draft, against: Self.evidence, context: context(sla: sla))
        return Outcome(sentence: checked.sentences[0], summary: summary)
    }
}
