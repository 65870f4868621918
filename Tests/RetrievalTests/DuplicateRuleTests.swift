import Domain
import Testing

@testable import Retrieval

@Suite("Duplicates")
struct DuplicateRuleTests {
    private let library: Library
    private let statistics: TermStatistics

    init() throws {
        library = try Library()
        var texts = TextGenerator(seed: 2)
        try library.add((0..<60).map { ("d\($0)", Optional("c"), texts.text(3), texts.text(30)) })
        statistics = try library.engine().termStatistics(kind: .documents, scope: .client("c"), language: "en")
    }

    private func incident(
        _ id: String, _ text: String, hours: Int64 = 0, client: String = "c", things: [String] = [],
        codes: Set<String> = [], volumes: Set<String> = [], runbook: String? = nil, automatic: Bool = false,
        requester: String = "someone"
    ) -> IncidentFingerprint {
        let vector = statistics.vectors(of: [text])[0]
        return IncidentFingerprint(
            ticket: TicketID(id), client: ClientID(client), createdAt: Timestamp(seconds: hours * 3600),
            requester: requester + id, namedThings: Set(things), likelyThings: things, codes: codes, volumes: volumes,
            runbook: runbook, category: "network", error: statistics.vectors(of: [""])[0], vector: vector,
            subject: vector, isAutomatic: automatic)
    }

    private func isDuplicate(_ later: IncidentFingerprint, _ earlier: IncidentFingerprint) -> Bool {
        DuplicateRule().likeness(later, earlier) > 0
    }

    private let outage = "internet is down at the clinic, phones went to the mobile"

    @Test("two reports of one outage are one incident")
    func same() {
        let first = incident("1", outage)
        #expect(isDuplicate(incident("2", outage + " since eight", hours: 1), first))
        #expect(
            isDuplicate(
                incident("3", "no internet, schedule does not load", hours: 1, things: ["fw"], runbook: "r"),
                incident("4", "internet gone", things: ["fw"], runbook: "r")))
    }

    @Test("another client, an earlier time, months between or the ticket itself are none")
    func different() {
        let first = incident("1", outage)
        #expect(!isDuplicate(incident("2", outage, hours: 1, client: "d"), first))
        #expect(!isDuplicate(first, incident("2", outage, hours: 1)))
        #expect(!isDuplicate(incident("2", outage, hours: 24 * 60), first))
        #expect(!isDuplicate(first, first))
    }

    @Test("alerts of one monitor on two machines, two volumes or with two codes are two incidents")
    func alerts() {
        let text = "low disk space on drive, free space below ten percent"
        let first = incident("1", text, things: ["a"], codes: ["7031"], volumes: ["C"], automatic: true)
        #expect(isDuplicate(incident("2", text, hours: 2, things: ["a"], volumes: ["C"], automatic: true), first))
        #expect(!isDuplicate(incident("3", text, hours: 2, things: ["b"], automatic: true), first))
        #expect(!isDuplicate(incident("4", text, hours: 2, things: ["a"], volumes: ["D"], automatic: true), first))
        #expect(!isDuplicate(incident("5", text, hours: 2, things: ["a"], codes: ["372"], automatic: true), first))
    }

    @Test("one machine with two different faults has two incidents")
    func otherFault() {
        #expect(
            !isDuplicate(
                incident("2", "keyboard keys stick", hours: 2, things: ["pc"]),
                incident("1", "outlook asks for the password", things: ["pc"])))
    }
}

@Suite("Passages")
struct PassageTests {
    private let text = """
        Applies to all front desks.
        # Before you start
        - Tell the front desk.
        - Confirm the site.
        # Steps
        1. Stop the service: net stop spooler
        2. Delete the files.
        3. Start the service.
        # Contacts
        Vendor hotline 555-0100.
        """

    @Test("sections keep their heading, their lines and their place")
    func outline() {
        let sections = DocumentOutline.sections(of: text)
        #expect(sections.map(\.heading) == [nil, "Before you start", "Steps", "Contacts"])
        #expect(sections[2].text.hasPrefix("1. Stop the service"))
        #expect(sections.map(\.isList) == [false, true, true, false])
        let scalars = Array(text.unicodeScalars)
        for section in sections {
            let slice = scalars[section.offset..<section.offset + section.text.unicodeScalars.count]
            #expect(String(String.UnicodeScalarView(slice)) == section.text)
        }
    }

    @Test("long sections are cut at list items, none is lost")
    func long() {
        let lines = (1...400).map { "\($0 % 100). Do the thing number \($0) with care and patience." }
        let sections = DocumentOutline.sections(of: lines.joined(separator: "\n"))
        #expect(sections.count > 1)
        #expect(sections.map(\.text).joined(separator: "\n") == lines.joined(separator: "\n"))
    }

    @Test(
        "odd texts give sections without a crash",
        arguments: ["", "\n\n", "#", "# ", "#x", "# t", "####### h\n\nx", "- "])
    func odd(text: String) {
        #expect(DocumentOutline.sections(of: text).allSatisfy { !$0.text.isEmpty })
    }
}

@Suite("Recent incidents")
struct RecentIncidentsTests {
    private func incident(_ number: Int, _ client: String) throws -> IncidentFingerprint {
        let empty = SparseVector([])
        return IncidentFingerprint(
            ticket: TicketID("t\(number)"), client: ClientID(client), createdAt: Timestamp(seconds: Int64(number)),
            requester: nil, namedThings: [], likelyThings: [], codes: [], volumes: [], runbook: nil, category: "other",
            error: empty, vector: empty, subject: empty, isAutomatic: false)
    }

    @Test("the latest of a client are kept in order, the memory of many clients stays bounded")
    func bounded() throws {
        var recent = RecentIncidents(perClient: 4, total: 100)
        for number in 0..<5_000 { recent.add(try incident(number, "c\(number % 700)")) }
        #expect(recent.count <= 100)
        for number in 0..<20 { recent.add(try incident(number, "one")) }
        #expect(recent.of("one").map(\.ticket) == ["t16", "t17", "t18", "t19"])
        #expect(recent.of("nobody").isEmpty)
        #expect(recent.count <= 100)
    }
}
