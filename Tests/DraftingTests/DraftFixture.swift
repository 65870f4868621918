import Domain
import Drafting

/// Made-up tickets with the evidence that retrieval would find for them.
enum DraftFixture {
    static let now = Timestamp("2026-03-04T12:00:00Z") ?? Timestamp(seconds: 0)

    static let device = Device(
        id: "dev-1", clientID: "northwind", hostname: "NW-LT-014", kind: "laptop", manufacturer: "Dell",
        model: "Latitude 5440", serial: "7XK2P13", os: "Windows 11 Pro 23H2", ipAddresses: ["192.168.10.44"],
        lastUser: "NORTHWIND\\jdoe", online: true, lastSeenAt: Timestamp("2026-03-04T11:40:00Z"),
        disks: [.init(name: "C:", totalBytes: 256_000_000_000, freeBytes: 3_200_000_000)])

    static let runbook = """
        # Outlook does not start

        Applies to:
        - Microsoft 365 Apps on Windows

        ## Steps
        1. Start Outlook in safe mode with `outlook.exe /safe`.
        2. If that works, disable the COM add-ins:
           - File, Options, Add-ins
           - Restart Outlook after each
        3. Otherwise create a **new profile** in Control Panel, Mail.

        Contacts:
        - Service desk, extension 4400
        """

    static let ticketText = """
        Hi team,

        Outlook crashes on my laptop NW-LT-014 as soon as I open it, with error 0xc0000005.
        It started yesterday after the Office update.
        I already restarted twice. Thanks for your help!
        """

    static func input(
        subject: String = "Outlook crashes at start", text: String = ticketText, language: String = "en",
        name: String? = "Jane Doe", documents: [DocumentMatch] = [outlook], extra: [Evidence] = [outlookEvidence],
        similar: [TicketMatch] = [earlier], devices: Bool = true, category: String = "email", security: Bool = false,
        entities: [Entity] = [
            Entity(kind: .hostname, value: "NW-LT-014"), Entity(kind: .errorCode, value: "0xc0000005"),
        ], sla: Ticket.SLA? = Ticket.SLA(respondBy: Timestamp("2026-03-04T15:00:00Z")), needs: [String] = []
    ) -> DraftInput {
        let ticket = Ticket(
            id: "T-100", clientID: "northwind", subject: subject, body: text, createdAt: now,
            requester: .init(name: name, email: name == nil ? nil : "jane.doe@northwind.example"), sla: sla)
        let evidence =
            [Evidence(id: "E1", kind: .ticket, source: "T-100", title: subject, text: "\(subject)\n\(text)")]
            + (devices
                ? [
                    Evidence(
                        id: "E2", kind: .device, source: "dev-1", title: "NW-LT-014",
                        text: DeviceCard(device, now: now).text)
                ] : []) + extra
            + (similar.isEmpty
                ? []
                : [
                    Evidence(
                        id: "E9", kind: .similarTicket, source: "T-0412", title: "Outlook crash after update",
                        text: earlier.resolution ?? "")
                ])
        let match = DeviceMatch(
            id: "dev-1", hostname: "NW-LT-014", score: 0.98,
            evidence: [DeviceEvidence(kind: "hostname", value: "NW-LT-014", place: "text")])
        return DraftInput(
            ticket: ticket,
            clean: CleanTicket(id: "T-100", subject: subject, text: text, language: language, entities: entities),
            clientName: "Northwind Dental", devices: devices ? [(device, match)] : [], evidence: evidence,
            documents: documents, similar: similar,
            triage: .init(
                category: category, priority: "P3", impact: "person", urgency: "normal", security: security,
                needs: needs), now: now)
    }

    static let outlook = DocumentMatch(id: "doc-1", title: "Outlook does not start", visibility: .internal, score: 0.6)
    static let outlookEvidence = Evidence(
        id: "E3", kind: .document, source: "doc-1", title: "Outlook does not start", text: runbook)
    static let earlier = TicketMatch(
        id: "T-0412", subject: "Outlook crash after update", score: 0.55,
        resolution: "Removed the iCloud add-in and repaired Office online.")

    static let german = """
        Guten Tag,
        mein Drucker im Büro druckt nicht mehr. Die Lampe blinkt rot.
        Vielen Dank und freundliche Grüße
        """
}
