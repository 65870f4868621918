import Domain
import Normalization
import Retrieval

/// Documents, earlier tickets and evidence for a prepared ticket, all within its client's scope.
struct ContextBuilder: Sendable {
    /// Share of the ticket’s weight that a document must speak of for its instructions to be quoted.
    private static let stepsCoverage: Float = 0.16
    private static let similarCoverage: Float = 0.08
    private static let shownDocuments = 5
    private static let shownTickets = 5
    private static let shownTerms = 12

    let store: any Store
    let engine: SearchEngine
    private let triage = TriageRules()
    private let suspicion = SuspicionFinder()
    private let selector = PassageSelector()

    init(store: any Store, engine: SearchEngine) {
        self.store = store
        self.engine = engine
    }

    func build(_ prepared: PreparedTicket, recent: [IncidentFingerprint]) throws -> RetrievedContext {
        var context = RetrievedContext()
        var book = EvidenceBook()
        addTicket(prepared, to: &book)
        for match in prepared.devices {
            guard let device = prepared.tenant.devices[match.id] else { continue }
            context.devices.append((device, match))
            book.add(
                .device, source: device.id.rawValue, title: device.hostname,
                text: DeviceFacts.text(device, match: match, now: prepared.asOf),
                url: device.url, updatedAt: device.lastSeenAt)
        }
        try addDocuments(prepared, &context, &book)
        try addTickets(prepared, recent, &context, &book)
        addPerson(prepared, to: &book)
        context.evidence = book.entries
        return context
    }

    func stillOwned(
        _ incidents: [IncidentFingerprint], by prepared: PreparedTicket
    ) throws -> [IncidentFingerprint] {
        guard let client = prepared.fingerprint.client, !incidents.isEmpty else { return incidents }
        let moved = try store.moved(incidents.map(\.ticket), from: client)
        return moved.isEmpty ? incidents : incidents.filter { !moved.contains($0.ticket) }
    }

    func draftedIncidents(before prepared: PreparedTicket) throws -> [IncidentFingerprint] {
        guard let client = prepared.scope.clientID else { return [] }
        let since = Timestamp(milliseconds: prepared.asOf.milliseconds - DuplicateRule().window * 1000)
        let statistics = try engine.termStatistics(
            kind: .documents, scope: prepared.scope, language: prepared.clean.language)
        return try store.draftedTickets(of: client, since: since, limit: 256).map {
            fingerprint(of: $0, prepared.tenant, statistics)
        }
    }

    private func addTicket(_ prepared: PreparedTicket, to book: inout EvidenceBook) {
        let clean = prepared.clean
        book.add(
            .ticket, source: clean.id.rawValue, title: clean.subject,
            text: clean.text.isEmpty ? clean.subject : clean.subject + "\n" + clean.text, visibility: .public,
            url: prepared.ticket.url, updatedAt: prepared.ticket.createdAt)
        for note in prepared.normalized.noteTexts {
            book.add(
                .ticket, source: clean.id.rawValue, title: "Note (\(note.authorKind.rawValue))", text: note.text,
                visibility: note.visibility)
        }
    }

    private func addDocuments(
        _ prepared: PreparedTicket, _ context: inout RetrievedContext, _ book: inout EvidenceBook
    ) throws {
        let ranked = prepared.documents.ranked
        context.warnings += prepared.documents.warnings
        guard let best = ranked.first else { return }
        let statistics = try engine.termStatistics(
            kind: .documents, scope: prepared.scope, language: prepared.clean.language)
        for (rank, entry) in ranked.prefix(Self.shownDocuments).enumerated() {
            guard rank < 3 || entry.score >= 0.35 * best.score else { break }
            let hit = entry.found.hit
            let givesSteps = rank == 0 && hit.coverage >= Self.stepsCoverage
            // What comes after the first three is listed, so that it can be opened, but not quoted.
            let passages =
                rank >= 3
                ? []
                : selector.passages(
                    of: entry.found.stored.text, contributions: hit.contributions, statistics: statistics,
                    limit: rank == 0 ? 4 : 2, wantsSteps: givesSteps)
            let document = entry.found.stored.document
            // A document is written by many hands; a passage that gives orders to a model is no runbook.
            let sound = passages.filter { !suspicion.isSuspicious($0.section.text) }
            if sound.count < passages.count {
                context.warnings.append(
                    "a passage of document “\(document.title)” talks to a language model and was left out")
            }
            let evidence = sound.map { passage in
                let heading = passage.section.heading.map { "# \($0)\n" } ?? ""
                let text = heading + passage.section.text
                let id = book.add(
                    .document, source: document.id.rawValue, title: document.title, text: text,
                    visibility: document.visibility, url: document.url, updatedAt: document.updatedAt)
                return Passage(evidenceID: id, text: text)
            }
            context.documents.append(
                DocumentMatch(
                    id: document.id, title: document.title, url: document.url, visibility: document.visibility,
                    score: Self.rounded(entry.score), matchedTerms: Self.terms(hit), passages: evidence))
        }
    }

    private func addTickets(
        _ prepared: PreparedTicket, _ recent: [IncidentFingerprint], _ context: inout RetrievedContext,
        _ book: inout EvidenceBook
    ) throws {
        let asOf = prepared.asOf
        let rule = DuplicateRule()
        var duplicates: [TicketID: Float] = [:]
        for incident in recent {
            let likeness = rule.likeness(prepared.fingerprint, incident)
            if likeness > 0 { duplicates[incident.ticket] = likeness }
        }
        let hits = try engine.search(
            prepared.documents.query, kind: .tickets, scope: prepared.scope, limit: 16,
            admits: { $0 <= asOf.milliseconds }
        ).filter { $0.id != prepared.ticket.id.rawValue }
        // The documents' statistics, as for new tickets: those of tickets change with every import of the same tickets.
        let statistics = try engine.termStatistics(
            kind: .documents, scope: prepared.scope, language: prepared.clean.language)
        var loaded: [String: StoredTicket] = [:]
        for (position, hit) in hits.enumerated() {
            // Reading a ticket costs more than finding it, so only those are read that can still be shown.
            func isNeeded(_ hit: Hit) -> Bool {
                hit.time.map { asOf.seconds(since: $0) <= rule.window } != false
                    || context.similar.count < Self.shownTickets && hit.coverage >= Self.similarCoverage
            }
            guard isNeeded(hit) else { continue }
            if loaded[hit.id] == nil {
                let next = hits[position...].filter(isNeeded).prefix(Self.shownTickets)
                for stored in try store.tickets(next.map { TicketID($0.id) }, in: prepared.scope) {
                    loaded[stored.ticket.id.rawValue] = stored
                }
            }
            guard let earlier = loaded[hit.id], !isSame(earlier.ticket, prepared.ticket) else { continue }
            if asOf.seconds(since: earlier.ticket.createdAt) <= rule.window {
                let likeness = rule.likeness(
                    prepared.fingerprint, fingerprint(of: earlier, prepared.tenant, statistics))
                if likeness > 0 {
                    duplicates[earlier.ticket.id] = max(likeness, duplicates[earlier.ticket.id] ?? 0)
                    continue
                }
            }
            guard context.similar.count < Self.shownTickets, hit.coverage >= Self.similarCoverage,
                earlier.ticket.isClosed, (earlier.ticket.closedAt ?? earlier.ticket.createdAt) <= asOf,
                let resolution = earlier.ticket.resolution.nonBlank
            else { continue }
            context.similar.append(
                TicketMatch(
                    id: earlier.ticket.id, subject: earlier.subject, score: Double(Self.rounded(hit.coverage)),
                    matchedTerms: Self.terms(hit), resolution: resolution))
            book.add(
                .similarTicket, source: earlier.ticket.id.rawValue, title: earlier.subject, text: resolution,
                url: earlier.ticket.url, updatedAt: earlier.ticket.closedAt)
        }
        context.duplicates = duplicates.keys.sorted { a, b in
            let left = duplicates[a] ?? 0
            let right = duplicates[b] ?? 0
            return left != right ? left > right : a < b
        }
    }

    /// Whether both are one ticket that came twice, from two exports that name it by id and by number.
    private func isSame(_ a: Ticket, _ b: Ticket) -> Bool {
        if a.id == b.id { return true }
        guard let number = b.number.nonBlank else { return false }
        return a.number == number || a.id.rawValue == number
    }

    private func fingerprint(
        of stored: StoredTicket, _ tenant: Tenant, _ statistics: TermStatistics
    ) -> IncidentFingerprint {
        let clean = CleanTicket(
            id: stored.ticket.id, subject: stored.subject, text: stored.text, language: "und",
            entities: stored.entities)
        let isAutomatic = AutomaticSender.sent(stored.ticket)
        let verdict = triage.judge(clean)
        let devices = tenant.matcher.match(
            DeviceQuery(
                ticket: clean, linked: stored.ticket.deviceIDs, requesterName: stored.ticket.requester.name,
                requesterEmails: [stored.ticket.requester.email].compactMap { $0 },
                concernsPersonalDevice: verdict.isPersonal && !isAutomatic,
                insistsOnOwnDevice: verdict.insistsOnOwnDevice))
        return IncidentFingerprints.make(
            ticket: stored.ticket, clean: clean, devices: devices, runbook: nil, category: verdict.category,
            isAutomatic: isAutomatic, statistics: statistics)
    }

    private func addPerson(_ prepared: PreparedTicket, to book: inout EvidenceBook) {
        if let contact = prepared.contact?.contact {
            var lines = ["Name: \(contact.name)"]
            if !contact.emails.isEmpty { lines.append("E-mail: " + contact.emails.joined(separator: ", ")) }
            if !contact.phones.isEmpty { lines.append("Phone: " + contact.phones.joined(separator: ", ")) }
            if contact.vip == true { lines.append("VIP: yes") }
            book.add(
                .contact, source: contact.id.rawValue, title: contact.name, text: lines.joined(separator: "\n"),
                visibility: .public)
        }
        var lines: [String] = []
        if let agreement = prepared.ticket.agreement.nonBlank { lines.append("Agreement: \(agreement)") }
        if let sla = prepared.ticket.sla {
            if let time = sla.respondBy { lines.append("Respond by: " + DeviceFacts.minutes(time)) }
            if let time = sla.resolveBy { lines.append("Resolve by: " + DeviceFacts.minutes(time)) }
        }
        if !lines.isEmpty {
            book.add(
                .agreement, source: prepared.ticket.id.rawValue, title: "Agreement and SLA",
                text: lines.joined(separator: "\n"), visibility: .public)
        }
    }

    private static func terms(_ hit: Hit) -> [TermWeight] {
        hit.contributions.prefix(shownTerms).map { TermWeight(term: $0.term, weight: rounded($0.score)) }
    }

    private static func rounded(_ value: Float) -> Double {
        (Double(value) * 10_000).rounded() / 10_000
    }
}
