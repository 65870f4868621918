import Domain

@testable import Enrichment

/// Enrichment records as the pipeline makes them, for the report and schema tests.
enum Samples {
    static let reportTime = time("2026-09-14T13:05:00Z")

    static func time(_ text: String) -> Timestamp {
        Timestamp(text) ?? Timestamp(milliseconds: 0)
    }

    static var all: [(record: EnrichmentRecord, facts: TicketFacts)] {
        [diskFull, invoiceFraud, signInGerman, unknownSender, policyOff]
    }

    /// An entity where it stands in the text.
    static func entity(_ kind: Entity.Kind, _ value: String, in text: String) -> Entity {
        let scalars = Array(text.unicodeScalars)
        let wanted = Array(value.unicodeScalars)
        guard scalars.count >= wanted.count else { return Entity(kind: kind, value: value) }
        for start in 0...(scalars.count - wanted.count)
        where Array(scalars[start..<start + wanted.count]) == wanted {
            return Entity(kind: kind, value: value, offset: start, length: wanted.count)
        }
        return Entity(kind: kind, value: value)
    }

    // MARK: A workstation with a full disk, drafted without a model

    static var diskFull: (record: EnrichmentRecord, facts: TicketFacts) {
        let text = """
            The X-ray sensor software on operatory 3 stopped taking images this morning. SensorView says \
            "Error 0x80070070: There is not enough space on the disk" when we press Acquire. \
            The PC is HDG-OP03 (the sticker says 10.20.10.63).

            Dr. Oyelaran has patients until noon, operatory 5 works but we cannot move everybody.

            Path in the message: C:\\ProgramData\\SensorView\\Cache\\2026\\09\\sessions\\acquisition-temp
            """
        var ticket = CleanTicket(
            id: "HDG-4821", subject: "Op 3: X-ray images not saving, error 0x80070070", text: text, language: "en")
        ticket.removed = [
            Removal(kind: "quote", chars: 1284, offset: 511), Removal(kind: "signature", chars: 214, offset: 430),
            Removal(kind: "disclaimer", chars: 602, offset: 1795),
        ]
        ticket.entities = [
            entity(.errorCode, "0x80070070", in: text), entity(.hostname, "HDG-OP03", in: text),
            entity(.ip, "10.20.10.63", in: text), entity(.product, "SensorView", in: text),
            entity(.path, "C:\\ProgramData\\SensorView\\Cache\\2026\\09\\sessions\\acquisition-temp", in: text),
        ]
        var record = EnrichmentRecord(
            ticketID: ticket.id, clientID: "hdg", policy: .local, ticket: .init(ticket), context: .init(),
            triage: .init(category: "storage", priority: "P2", impact: "person", urgency: "high", security: false),
            draft: Draft(mode: .extractive, prompt: "extractive@1", language: "en"), claims: ClaimSummary())
        record.context.devices = [
            DeviceMatch(
                id: "dev-op03", hostname: "HDG-OP03", score: 0.98,
                evidence: [
                    DeviceEvidence(kind: "hostname", value: "HDG-OP03", place: "text"),
                    DeviceEvidence(kind: "ip", value: "10.20.10.63", place: "text"),
                    DeviceEvidence(kind: "alert", value: "Free space on C:", place: "text"),
                ])
        ]
        record.context.documents = [
            DocumentMatch(
                id: "doc-sensor", title: "SensorView: cache and disk space",
                url: "https://docs.example.com/hdg/imaging/sensorview-cache?rev=14", visibility: .internal, score: 0.62,
                matchedTerms: [
                    TermWeight(term: "sensorview", weight: 3.41), TermWeight(term: "acquir", weight: 2.2),
                    TermWeight(term: "cache", weight: 1.87), TermWeight(term: "0x80070070", weight: 1.71),
                    TermWeight(term: "disk", weight: 1.02), TermWeight(term: "space", weight: 0.93),
                ],
                passages: [
                    Passage(
                        evidenceID: "E3",
                        text: "SensorView keeps every acquisition session in the cache until the nightly transfer "
                            + "to the archive has been confirmed. When the disk has less than 10 GB free, "
                            + "acquisition stops with 0x80070070."),
                    Passage(
                        evidenceID: "E4",
                        text: "Close SensorView. Run “SensorView Maintenance”, choose Cache, then “Remove transferred "
                            + "sessions”. Never delete files from the cache folder by hand: sessions that were not "
                            + "transferred are lost."),
                ]),
            DocumentMatch(
                id: "doc-disk", title: "Workstations: freeing disk space", visibility: .shareable, score: 0.31,
                matchedTerms: [TermWeight(term: "disk", weight: 1.4), TermWeight(term: "space", weight: 1.31)],
                passages: [
                    Passage(
                        evidenceID: "E5",
                        text: "Storage Sense may be run on any workstation: Settings, System, Storage, Cleanup "
                            + "recommendations.")
                ]),
        ]
        record.context.tickets = [
            TicketMatch(
                id: "HDG-4377", subject: "Operatory 5 sensor will not acquire", score: 0.54,
                matchedTerms: [TermWeight(term: "acquir", weight: 2.9), TermWeight(term: "sensorview", weight: 2.1)],
                resolution: "Removed 31 GB of transferred sessions with SensorView Maintenance; nightly transfer job "
                    + "had been disabled, enabled it again.")
        ]
        record.context.contact = .init(id: "con-hdg-marcus", name: "Marcus Oyelaran", vip: true, matchedBy: "email")
        record.context.evidence = [
            Evidence(
                id: "E1", kind: .ticket, source: "HDG-4821", title: "Ticket",
                text: "SensorView says \"Error 0x80070070: There is not enough space on the disk\" when we press "
                    + "Acquire."),
            Evidence(
                id: "E2", kind: .device, source: "dev-op03", title: "HDG-OP03",
                text: "HDG-OP03: C: 9 GB of 256 GB free. Alert: Free space on C: is 3.5 % (9 GB of 256 GB)"),
            Evidence(
                id: "E3", kind: .document, source: "doc-sensor", title: "SensorView: cache and disk space",
                text: record.context.documents[0].passages[0].text, updatedAt: time("2026-06-02T09:00:00Z")),
            Evidence(
                id: "E4", kind: .document, source: "doc-sensor", title: "SensorView: cache and disk space",
                text: record.context.documents[0].passages[1].text, updatedAt: time("2026-06-02T09:00:00Z")),
            Evidence(
                id: "E5", kind: .document, source: "doc-disk", title: "Workstations: freeing disk space",
                text: record.context.documents[1].passages[0].text, visibility: .shareable),
            Evidence(
                id: "E6", kind: .similarTicket, source: "HDG-4377", title: "Operatory 5 sensor will not acquire",
                text: record.context.tickets[0].resolution ?? ""),
            Evidence(
                id: "E7", kind: .agreement, source: "hdg", title: "Managed workstations, gold",
                text: "Response within 1 hour, resolution within 4 hours, Monday to Friday 07:00-18:00."),
        ]
        record.draft.summary = [
            Sentence(
                text:
                    "SensorView on HDG-OP03 stops at acquisition with error 0x80070070, not enough space on the disk.",
                kind: .fact, evidence: ["E1", "E3"], support: .supported),
            Sentence(
                text: "C: of HDG-OP03 has 9 GB of 256 GB free, below the 10 GB at which acquisition stops.",
                kind: .fact, evidence: ["E2", "E3"], support: .supported),
        ]
        record.draft.steps = [
            Sentence(
                text: "Check that the nightly transfer to the archive is enabled and has been confirmed.",
                kind: .step, evidence: ["E6", "E3"], support: .supported),
            Sentence(
                text: "Close SensorView, run SensorView Maintenance, choose Cache, then “Remove transferred sessions”.",
                kind: .step, evidence: ["E4"], support: .supported),
            Sentence(
                text: "If less than 10 GB are free afterwards, run Storage Sense from Settings, System, Storage.",
                kind: .step, evidence: ["E5"], support: .weak),
        ]
        record.draft.questions = [
            Sentence(text: "Were images taken this morning that you cannot find now?", kind: .question)
        ]
        record.draft.reply = [
            Sentence(text: "Hello Dr. Oyelaran,", kind: .courtesy),
            Sentence(
                text: "the PC in operatory 3 has run out of disk space, which is why SensorView shows 0x80070070.",
                kind: .fact, evidence: ["E1", "E2"], support: .supported),
            Sentence(
                text: "We will look at it within the hour and free space without touching images that were not "
                    + "transferred yet.", kind: .promise, evidence: ["E7", "E4"], support: .supported),
            Sentence(
                text: "Please do not delete anything on the PC until then.", kind: .step, evidence: ["E4"],
                support: .supported),
            Sentence(text: "Kind regards", kind: .courtesy),
        ]
        record.draft.replyText = """
            Hello Dr. Oyelaran,

            the PC in operatory 3 has run out of disk space, which is why SensorView shows 0x80070070. We will look \
            at it within the hour and free space without touching images that were not transferred yet. Please do \
            not delete anything on the PC until then.

            Kind regards
            """
        record.claims = ClaimSummary(supported: 7, weak: 1, unsupported: 0)
        record.timings = .init(normalize: 0.41, retrieve: 2.07, draft: 0.88, total: 3.4)
        let device = Device(
            id: "dev-op03", clientID: "hdg", hostname: "HDG-OP03", kind: "workstation", manufacturer: "HP",
            model: "HP Elite Mini 800 G9 Desktop PC", serial: "MXL3391K7P", os: "Windows 11 Pro 23H2",
            ipAddresses: ["10.20.10.63"], macAddresses: ["02:00:5E:20:03:5D"], lastUser: "HARBOR\\operatory",
            site: "Main Street Clinic", online: true, lastSeenAt: time("2026-09-14T13:01:51Z"),
            warrantyUntil: time("2026-12-31T00:00:00Z"),
            disks: [
                .init(name: "C:", totalBytes: 256_000_000_000, freeBytes: 9_000_000_000),
                .init(name: "D:", totalBytes: 1_000_000_000_000, freeBytes: 640_000_000_000),
            ],
            alerts: [
                .init(
                    at: time("2026-09-14T11:40:00Z"), severity: "warning",
                    message: "Free space on C: is 3.5 % (9 GB of 256 GB)")
            ], url: "https://rmm.example.net/devices/8841")
        let facts = TicketFacts(
            clientName: "Harbor Dental Group", number: "4821",
            requester: .init(
                name: "Marcus Oyelaran", email: "marcus.oyelaran@harbordental.example.com", phone: "+1 503-555-0105"),
            createdAt: time("2026-09-14T12:31:00Z"), status: "New", priority: "Priority 2", board: "Service Desk",
            sla: .init(respondBy: time("2026-09-14T13:31:00Z"), resolveBy: time("2026-09-14T16:31:00Z")),
            url: "https://psa.example.net/tickets/4821", devices: [device])
        return (record, facts)
    }

    // MARK: An attempt at fraud, drafted by a model, blocked

    static var invoiceFraud: (record: EnrichmentRecord, facts: TicketFacts) {
        let text = """
            Hi, our bookkeeper got a mail from "Gregory Specimen" asking to pay the attached invoice today, USD 48,250.00 \
            to a new account. Gregory says he never sent it. She did click the link and typed her password at \
            https://login.nwl-portal.example.org/microsoft/session before she got suspicious.

            Can you check whether anyone signed in as ruth.abelard@northwindlegal.example.com since 11:40?
            Her laptop is NWL-LT11.
            """
        var ticket = CleanTicket(
            id: "20931", subject: "URGENT: fake invoice mail, password entered", text: text, language: "en")
        ticket.removed = [
            Removal(kind: "signature", chars: 180, offset: 480), Removal(kind: "secret", chars: 12, offset: 300),
            Removal(kind: "hidden", chars: 96),
        ]
        ticket.flags = ["secret_removed", "hidden_text", "prompt_injection_suspected"]
        ticket.entities = [
            entity(.amount, "USD 48,250.00", in: text),
            entity(.url, "https://login.nwl-portal.example.org/microsoft/session", in: text),
            entity(.email, "ruth.abelard@northwindlegal.example.com", in: text), entity(.time, "11:40", in: text),
            entity(.hostname, "NWL-LT11", in: text),
        ]
        var record = EnrichmentRecord(
            ticketID: ticket.id, clientID: "nwl", policy: .cloudPseudonymized, ticket: .init(ticket), context: .init(),
            triage: .init(
                category: "security", priority: "P1", impact: "company", urgency: "high", security: true,
                duplicateOf: ["20927"], needs: ["since_when", "scope"]),
            draft: Draft(mode: .llm, model: "gpt-4o-mini", prompt: "draft@5f2c91ab", language: "en"),
            claims: ClaimSummary(
                supported: 4, weak: 0, unsupported: 1, blocked: true,
                reasons: [
                    "a sentence names 203.0.113.77, which stands in none of its evidence",
                    "the reply rests on an internal document only",
                ]))
        record.context.devices = [
            DeviceMatch(
                id: "dev-lt11", hostname: "NWL-LT11", score: 0.95,
                evidence: [
                    DeviceEvidence(kind: "hostname", value: "NWL-LT11", place: "text"),
                    DeviceEvidence(kind: "last_user", value: "NWL\\ruth.abelard", place: "text"),
                ])
        ]
        record.context.documents = [
            DocumentMatch(
                id: "doc-bec", title: "Runbook: credential phishing and business e-mail compromise",
                url: "https://docs.example.com/shared/security/bec", visibility: .internal, score: 0.71,
                matchedTerms: [
                    TermWeight(term: "password", weight: 2.8), TermWeight(term: "sign", weight: 1.9),
                    TermWeight(term: "invoic", weight: 1.7), TermWeight(term: "link", weight: 1.2),
                ],
                passages: [
                    Passage(
                        evidenceID: "E2",
                        text: "1. Revoke all sessions of the account and reset its password.\n2. Remove inbox rules "
                            + "and forwarding made since the first sign-in that is not the user's.\n3. Keep the mail "
                            + "and the sign-in log; do not delete anything.\n4. Tell the client's security contact by "
                            + "telephone.")
                ])
        ]
        record.context.evidence = [
            Evidence(
                id: "E1", kind: .ticket, source: "20931", title: "Ticket",
                text: "She did click the link and typed her password"),
            Evidence(
                id: "E2", kind: .document, source: "doc-bec", title: "Runbook",
                text: record.context.documents[0].passages[0].text),
            Evidence(
                id: "E3", kind: .contact, source: "con-nwl-amara", title: "Amara Testcase",
                text: "Security contact of Northwind Legal LLP: Amara Testcase, +1 206-555-0172"),
        ]
        record.draft.summary = [
            Sentence(
                text:
                    "Ruth Abelard typed her password into a fake sign-in page; an invoice over USD 48,250.00 asks for "
                    + "payment to a new account.", kind: .fact, evidence: ["E1"], support: .supported),
            Sentence(
                text: "There was a sign-in from 203.0.113.77 at 11:52.", kind: .fact, evidence: ["E1", "E9"],
                support: .unsupported, missing: ["203.0.113.77", "11:52"]),
        ]
        record.draft.steps = [
            Sentence(
                text: "Revoke all sessions of the account and reset its password.", kind: .step, evidence: ["E2"],
                support: .supported),
            Sentence(
                text: "Remove inbox rules and forwarding made since the first foreign sign-in.", kind: .step,
                evidence: ["E2"], support: .supported),
            Sentence(
                text: "Telephone Amara Testcase, +1 206-555-0172.", kind: .step, evidence: ["E3", "E2"],
                support: .supported),
        ]
        record.draft.questions = [
            Sentence(text: "Has the invoice been paid, in full or in part?", kind: .question),
            Sentence(text: "Did anybody else receive the same mail?", kind: .question),
        ]
        record.draft.reply = [
            Sentence(text: "We have your report and treat it as a security incident.", kind: .courtesy),
            Sentence(text: "Please do not pay the invoice and do not delete the mail.", kind: .courtesy),
        ]
        record.draft.replyText =
            "We have your report and treat it as a security incident.\n\n"
            + "Please do not pay the invoice and do not delete the mail."
        record.egress = [
            EgressReceipt(
                receipt: 311, endpoint: "https://llm.example.net/v1/chat/completions", bytes: 7841,
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                redacted: ["secret": 1, "person": 3, "hostname": 1, "email": 1])
        ]
        record.usage = .init(inputTokens: 1911, outputTokens: 402, cost: 0.0127)
        record.timings = .init(normalize: 0.6, retrieve: 1.8, draft: 2310, total: 2314)
        record.warnings = ["the model's first answer was not valid JSON; it was asked once more"]
        let device = Device(
            id: "dev-lt11", clientID: "nwl", hostname: "NWL-LT11", kind: "laptop", manufacturer: "LENOVO",
            model: "ThinkPad T14 Gen 3", serial: "PF3ZZ0QK", os: "Windows 11 Pro 22H2", ipAddresses: ["10.30.1.141"],
            lastUser: "NWL\\ruth.abelard", site: "Seattle Office", online: false,
            lastSeenAt: time("2026-09-14T11:58:10Z"), warrantyUntil: time("2025-08-31T00:00:00Z"),
            disks: [.init(name: "C:", totalBytes: 512_000_000_000, freeBytes: 233_000_000_000)])
        let facts = TicketFacts(
            clientName: "Northwind Legal LLP", number: "20931",
            requester: .init(name: "Noel Example", email: "noel.example@northwindlegal.example.com"),
            createdAt: time("2026-09-14T12:12:00Z"), priority: "Priority 1", board: "Security",
            sla: .init(respondBy: time("2026-09-14T12:42:00Z")), devices: [device])
        return (record, facts)
    }

    // MARK: Other languages

    static var signInGerman: (record: EnrichmentRecord, facts: TicketFacts) {
        let text = """
            Guten Morgen, seit dem Wochenende kann sich niemand mehr am Terminalserver CMF-TS02 anmelden. \
            Meldung: „Die Lizenzierungssitzung konnte nicht hergestellt werden“ (Ereignis 1130).
            Die Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft wartet.

            שלום, גם אצלנו המחשב CMF-TS02 לא עובד מאז 09:15.
            ログオンできません。サーバーCMF-TS02のエラー0x80070005を確認してください。
            """
        var ticket = CleanTicket(
            id: "CMF-118", subject: "Anmeldung am Terminalserver nicht möglich", text: text, language: "de")
        ticket.entities = [
            entity(.hostname, "CMF-TS02", in: text), entity(.eventID, "1130", in: text),
            entity(.errorCode, "0x80070005", in: text), entity(.time, "09:15", in: text),
        ]
        var record = EnrichmentRecord(
            ticketID: ticket.id, clientID: "cmf", policy: .extractive, ticket: .init(ticket), context: .init(),
            triage: .init(
                category: "sign_in", priority: "P2", impact: "several", urgency: "high", security: false,
                needs: ["since_when"]),
            draft: Draft(mode: .extractive, prompt: "extractive@1", language: "de"), claims: ClaimSummary())
        record.context.devices = [
            DeviceMatch(
                id: "dev-ts02", hostname: "CMF-TS02", score: 0.97,
                evidence: [DeviceEvidence(kind: "hostname", value: "CMF-TS02", place: "text")])
        ]
        record.context.evidence = [
            Evidence(
                id: "E1", kind: .ticket, source: "CMF-118", title: "Ticket",
                text: "seit dem Wochenende kann sich niemand mehr am Terminalserver CMF-TS02 anmelden")
        ]
        record.draft.summary = [
            Sentence(
                text: "Seit dem Wochenende kann sich niemand am Terminalserver CMF-TS02 anmelden.", kind: .fact,
                evidence: ["E1"], support: .supported)
        ]
        record.draft.reply = [Sentence(text: "Guten Morgen, wir sehen uns CMF-TS02 sofort an.", kind: .courtesy)]
        record.draft.replyText = "Guten Morgen, wir sehen uns CMF-TS02 sofort an."
        record.claims = ClaimSummary(supported: 1)
        record.timings = .init(normalize: 0.3, retrieve: 1.1, draft: 0.2, total: 1.6)
        let facts = TicketFacts(
            clientName: "Cascade Manufacturing", requester: .init(name: "Lena Mockford"),
            createdAt: time("2026-09-14T06:48:00Z"))
        return (record, facts)
    }

    // MARK: Nothing found

    static var unknownSender: (record: EnrichmentRecord, facts: TicketFacts) {
        let ticket = CleanTicket(
            id: "mail-7f3a9b", subject: "it is broken again", text: "please call me", language: "en",
            flags: ["short_text"])
        var record = EnrichmentRecord(
            ticketID: ticket.id, clientID: nil, policy: .extractive, ticket: .init(ticket), context: .init(),
            triage: .init(
                category: "other", priority: "P3", impact: "unknown", urgency: "normal", security: false,
                needs: ["client", "device", "error_text"]),
            draft: Draft(mode: .extractive, prompt: "extractive@1", language: "en"), claims: ClaimSummary())
        record.draft.questions = [
            Sentence(text: "Which company do you work for?", kind: .question),
            Sentence(text: "Which computer or program does it concern, and what does it show?", kind: .question),
        ]
        record.draft.reply = [Sentence(text: "Thank you for your message.", kind: .courtesy)]
        record.draft.replyText = "Thank you for your message."
        record.warnings = ["no client matched; shared documents only"]
        record.timings = .init(normalize: 0.05, retrieve: 0.2, draft: 0.03, total: 0.3)
        let facts = TicketFacts(
            clientName: nil, requester: .init(email: "someone@mail.example.org"),
            createdAt: time("2026-09-13T22:04:00Z"))
        return (record, facts)
    }

    static var policyOff: (record: EnrichmentRecord, facts: TicketFacts) {
        let ticket = CleanTicket(
            id: "CMF-119", subject: "Payroll export", text: "The payroll export has not run since Friday.",
            language: "en")
        let record = EnrichmentRecord(
            ticketID: ticket.id, clientID: "cmf", policy: .off, ticket: .init(ticket), context: .init(),
            triage: .init(
                category: "application", priority: "P3", impact: "several", urgency: "normal", security: false),
            draft: Draft(mode: .off, prompt: "none", language: "en"), claims: ClaimSummary())
        let facts = TicketFacts(
            clientName: "Cascade Manufacturing", number: "119", requester: .init(name: "Wendell Park"),
            createdAt: time("2026-09-14T08:10:00Z"))
        return (record, facts)
    }
}
