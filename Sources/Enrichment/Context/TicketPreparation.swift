import Domain
import Grounding
import Normalization
import Retrieval

/// The stages that need only the ticket and its client's devices and contacts.
struct TicketPreparation: Sendable {
    let resolver: ClientResolver
    let tenants: TenantCache
    let engine: SearchEngine
    private let retrieval: DocumentRetrieval
    private let normalizer = TicketNormalizer()
    private let triage = TriageRules()

    init(store: any Store, resolver: ClientResolver, tenants: TenantCache, engine: SearchEngine) {
        retrieval = DocumentRetrieval(store: store, engine: engine)
        self.resolver = resolver
        self.tenants = tenants
        self.engine = engine
    }

    func prepare(_ raw: Ticket, struck: Set<String> = []) throws -> PreparedTicket {
        let watch = Stopwatch()
        var ticket = raw
        let normalized = normalizer.normalize(raw)
        let clean = normalized.clean
        if ticket.requester.email == nil { ticket.requester.email = normalized.mail?.fromAddress }
        if ticket.requester.name == nil { ticket.requester.name = normalized.mail?.fromName }
        let normalizeMilliseconds = watch.milliseconds

        let resolution = try resolver.resolve(
            ticket, sender: normalized.mail?.fromAddress, text: clean.subject + "\n" + clean.text)
        ticket.clientID = resolution.client?.id
        let tenant = try tenants.tenant(of: resolution.client)
        let contact = contact(of: ticket, in: tenant)
        let translation =
            Glossary(language: clean.language)?.english(clean.subject + " " + String(clean.text.prefix(3_000))) ?? ""
        let verdict = triage.judge(clean, translation: translation)
        let isAutomatic = AutomaticSender.sent(ticket) || AutomaticSender.isAutoReply(clean)
        let documents = try retrieval.documents(
            for: normalized, verdict: verdict, translation: translation, scope: Scope(resolution.client?.id),
            struck: struck)
        let runbook =
            Self.matterless.contains(verdict.category)
            ? nil : Self.answering(documents.ranked, language: clean.language).flatMap { Self.runbook($0) }
        let devices = tenant.matcher.match(
            DeviceQuery(
                ticket: clean, linked: ticket.deviceIDs, requesterName: contact?.contact.name ?? ticket.requester.name,
                requesterEmails: (contact?.contact.emails ?? []) + [ticket.requester.email].compactMap { $0 },
                requesterFirstNameTells: tenant.isFirstNameUnique(contact?.contact.name ?? ticket.requester.name),
                mentioned: tenant.contacts(concernedIn: clean.subject + "\n" + clean.text).filter {
                    $0.id != contact?.contact.id
                },
                notes: normalized.noteTexts.map(\.text), removedTexts: normalized.removedSegments.map(\.text),
                concernsPersonalDevice: verdict.isPersonal && !isAutomatic,
                insistsOnOwnDevice: verdict.insistsOnOwnDevice,
                translation: translation,
                runbook: runbook?.text,
                runbookTitle: runbook?.title,
                isRunbookClear: Self.isClear(documents.ranked)))
        let fingerprint = try fingerprint(
            ticket, clean, devices, documents, verdict.category, isAutomatic)
        return PreparedTicket(
            ticket: ticket, normalized: normalized, tenant: tenant, contact: contact, devices: devices,
            documents: documents, verdict: verdict, isAutomatic: isAutomatic, fingerprint: fingerprint,
            warnings: resolution.warnings,
            normalizeMilliseconds: normalizeMilliseconds,
            retrieveMilliseconds: watch.milliseconds - normalizeMilliseconds)
    }

    /// The document that clearly is about the ticket: it speaks of a good part of it or, where the ticket is in another
    /// language and little can be matched at all, of some of it and no other document does.
    private static func answering(_ ranked: [RankedDocument], language: String) -> RankedDocument? {
        guard let best = ranked.first else { return nil }
        let coverage = best.found.hit.coverage
        return coverage >= 0.15 || language != "en" && coverage >= 0.07 && isClear(ranked) ? best : nil
    }

    private static func isClear(_ ranked: [RankedDocument]) -> Bool {
        guard let best = ranked.first else { return false }
        return ranked.count < 2 || best.score >= 1.8 * ranked[1].score
    }

    /// Matters that are about people, contracts and accounts: a machine that their runbook names is not what they are about.
    private static let matterless: Set<String> = [
        "onboarding", "offboarding", "billing", "procurement", "licensing", "request", "account", "security",
    ]

    /// The text of the client's own runbook, where it clearly is about the ticket: it names the machines behind a
    /// service that the requester knows by its name alone.
    private static func runbook(_ best: RankedDocument) -> (title: String, text: String)? {
        let document = best.found.stored.document
        guard document.clientID != nil else { return nil }
        return (document.title, document.title + "\n" + best.found.stored.text.prefix(3_000))
    }

    private func contact(of ticket: Ticket, in tenant: Tenant) -> (contact: Contact, matchedBy: String)? {
        if let email = ticket.requester.email, let contact = tenant.contact(email: email) { return (contact, "email") }
        if let name = ticket.requester.name, let contact = tenant.contact(name: name) { return (contact, "name") }
        if let phone = ticket.requester.phone,
            let contact = tenant.contact(phoneDigits: PhoneNumber.digits(phone))
        {
            return (contact, "phone")
        }
        return nil
    }

    private func fingerprint(
        _ ticket: Ticket, _ clean: CleanTicket, _ devices: [DeviceMatch], _ documents: DocumentResult,
        _ category: String, _ isAutomatic: Bool
    ) throws -> IncidentFingerprint {
        let statistics = try engine.termStatistics(
            kind: .documents, scope: Scope(ticket.clientID), language: clean.language)
        let best = Self.answering(documents.ranked, language: clean.language)?.found.hit.id
        return IncidentFingerprints.make(
            ticket: ticket, clean: clean, devices: devices, runbook: best, category: category,
            isAutomatic: isAutomatic, statistics: statistics)
    }
}

/// Tells alerts and bots from people.
enum AutomaticSender {
    private static let localParts: Set<String> = [
        "noreply", "no-reply", "donotreply", "do-not-reply", "alerts", "alert", "monitoring", "monitor", "rmm",
        "notifications", "notification", "backup", "backups", "automation", "nagios", "zabbix", "system",
        "mailer-daemon", "postmaster",
    ]

    /// An out-of-office or delivery notice: nobody is asking for anything.
    static func isAutoReply(_ ticket: CleanTicket) -> Bool {
        let subject = ticket.subject.lowercased()
        return autoReplySubjects.contains { subject.hasPrefix($0) }
    }

    private static let autoReplySubjects = [
        "out of office", "automatic reply", "auto-reply", "autoreply", "auto reply", "abwesend", "abwesenheit",
        "automatische antwort", "respuesta automática", "réponse automatique", "undeliverable:", "delivery status",
        "read:", "gelesen:", "away from", "on leave",
    ]

    static func sent(_ ticket: Ticket) -> Bool {
        let labels = [ticket.type, ticket.board].compactMap { $0?.lowercased() }
        if labels.contains(where: { $0.hasBytes("alert") || $0.hasBytes("monitor") || $0.hasBytes("rmm") }) {
            return true
        }
        guard let email = ticket.requester.email?.lowercased(), let at = email.firstIndex(of: "@") else { return false }
        let local = email[..<at].split(separator: "+").first.map(String.init) ?? ""
        return localParts.contains(local) || local.hasPrefix("noreply") || local.hasPrefix("no-reply")
    }
}
