import Domain
import Grounding

/// Works out what a technician would have to ask: at most three things that the ticket does not already say.
public struct OpenNeeds: Sendable {
    static let most = 3

    public init() {}

    /// The same by name: `device`, `error_text`, `since_when`, …, the most important first.
    public func keys(for input: DraftInput) -> [String] {
        needs(input).map(\.rawValue)
    }

    func needs(_ input: DraftInput) -> [Need] {
        guard !Self.isAutomated(input.ticket) else { return [] }
        let words = Words.texts(in: "\(input.clean.subject)\n\(input.clean.text)")
        let ticket = TicketFacts(words: words, text: input.clean.text, entities: input.clean.entities)
        var wanted: Set<Need> = Set(input.triage.needs.compactMap(Self.need))
        let category = input.triage.category.lowercased()
        if input.triage.security || category.hasPrefix("security") || category == "phishing" {
            wanted.formUnion(
                ticket.has(Self.signInWords) ? [.approved, .credentials, .clicked] : [.clicked, .credentials])
        }
        if category.hasPrefix("onboarding") || category.hasPrefix("offboarding") || ticket.has(Self.joinerWords) {
            wanted.formUnion(
                category.hasPrefix("offboarding") ? [.startDate, .manager] : [.startDate, .manager, .licence])
        } else if !input.triage.security {
            if input.devices.isEmpty, let need = Self.thing(ticket, category) { wanted.insert(need) }
            if ticket.has(Self.accessWords), ticket.has(Self.outsiderWords) { wanted.insert(.authorisation) }
            if ticket.has(Self.errorWords) { wanted.insert(.errorText) }
            if ticket.has(Self.faultWords) || Cues.strength(words) >= 0.5 { wanted.formUnion([.scope, .sinceWhen]) }
        }
        if input.clean.text.utf8.count < 20 { wanted.insert(.details) }
        if input.ticket.clientID == nil { wanted.insert(.client) }
        if input.triage.urgency == "high" { wanted.insert(.callback) }
        let open = Need.allCases.filter { wanted.contains($0) && !isAnswered($0, ticket, input) }
        return Array(open.prefix(Self.most))
    }

    /// Which kind of device to ask for, where the ticket is about one at all.
    private static func thing(_ ticket: TicketFacts, _ category: String) -> Need? {
        if ticket.has(printerWords) { return .printer }
        if ticket.has(computerWords) || computerCategories.contains(category) { return .computer }
        return ticket.has(deviceWords) ? .device : nil
    }

    /// A monitoring system or a mailbox that nobody reads: there is no one to ask.
    static func isAutomated(_ ticket: Ticket) -> Bool {
        let sender = "\(ticket.requester.name ?? "") \(ticket.requester.email ?? "")".lowercased()
        if automatedSenders.contains(where: { sender.hasBytes($0) }) { return true }
        let kind = "\(ticket.type ?? "") \(ticket.board ?? "")".lowercased()
        return ticket.requester.email.nonBlank == nil && ticket.requester.phone.nonBlank == nil
            && (kind.hasBytes("alert") || kind.hasBytes("monitoring"))
    }

    private static func need(_ text: String) -> Need? {
        switch text {
        case "license": .licence
        case "callback_number", "phone": .callback
        case "site": .location
        case "user_action": .clicked
        default: Need(rawValue: text)
        }
    }

    private func isAnswered(_ need: Need, _ ticket: TicketFacts, _ input: DraftInput) -> Bool {
        switch need {
        case .clicked:
            ticket.has(["clicked", "click", "geklickt", "angeklickt", "cliqué", "clic", "opened", "geöffnet"])
        case .credentials:
            ticket.has(["entered", "typed", "eingegeben", "saisi", "introduje", "credentials", "zugangsdaten"])
        case .approved: ticket.has(["approved", "accepted", "bestätigt", "approuvé", "aprobé"])
        case .startDate: ticket.hasEntity([.date]) || ticket.has(Self.dayWords)
        case .manager:
            ticket.has(["manager", "supervisor", "reports", "vorgesetzte", "vorgesetzter", "responsable", "chef"])
        case .licence:
            ticket.has(["licence", "license", "licenses", "licences", "lizenz", "lizenzen", "licencia", "e3", "e5"])
        case .device, .printer, .computer: !input.devices.isEmpty || ticket.hasEntity([.hostname, .serial])
        case .authorisation:
            ticket.has(["approved", "authorised", "authorized", "genehmigt", "autorizado", "autorisé"])
        case .errorText: ticket.hasEntity([.errorCode, .eventID]) || ticket.hasQuotation
        case .scope: ["several", "site", "company"].contains(input.triage.impact) || ticket.has(Self.scopeWords)
        case .sinceWhen: ticket.hasEntity([.date, .time]) || ticket.has(Self.dayWords)
        case .location: ticket.has(["office", "floor", "room", "site", "büro", "raum", "etage", "bureau", "oficina"])
        case .client: input.ticket.clientID != nil
        case .callback:
            input.ticket.requester.phone.nonBlank != nil || ticket.hasEntity([.phone])
                || !(input.contact?.phones.isEmpty ?? true)
        case .details: false
        }
    }

    private static let automatedSenders = [
        "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "monitoring", "rmm", "alerts@", "alert@",
        "nagios", "zabbix", "mailer-daemon", "postmaster@",
    ]
    private static let signInWords: Set<String> = [
        "mfa", "authenticator", "approve", "prompt", "prompts", "2fa", "sign-in",
    ]
    private static let joinerWords: Set<String> = [
        "onboarding", "starter", "joiner", "eintritt", "offboarding", "leaver",
    ]
    private static let deviceWords: Set<String> = [
        "computer", "laptop", "pc", "notebook", "machine", "desktop", "workstation", "printer", "scanner", "monitor",
        "server", "phone", "tablet", "dock", "rechner", "drucker", "gerät", "bildschirm", "ordinateur", "portable",
        "imprimante", "poste", "écran", "ordenador", "equipo", "portátil", "impresora", "pantalla",
    ]
    private static let printerWords: Set<String> = [
        "printer", "printers", "print", "prints", "printing", "drucker", "druckt", "imprimante", "impresora", "plotter",
    ]
    private static let computerWords: Set<String> = [
        "computer", "laptop", "pc", "notebook", "desktop", "workstation", "rechner", "ordinateur", "ordenador",
    ]
    private static let computerCategories: Set<String> = ["hardware", "performance", "storage", "application"]
    private static let accessWords: Set<String> = ["access", "remote", "zugriff", "zugang", "acceso", "accès"]
    private static let outsiderWords: Set<String> = [
        "vendor", "supplier", "contractor", "consultant", "auditor", "external", "integrator", "lieferant", "externer",
        "proveedor", "fournisseur",
    ]
    private static let errorWords: Set<String> = [
        "error", "errors", "message", "popup", "fehler", "fehlermeldung", "meldung", "erreur", "mensaje",
    ]
    private static let faultWords: Set<String> = [
        "slow", "crash", "crashes", "freezes", "down", "stopped", "broken", "langsam", "defekt", "lent", "panne",
        "lento",
    ]
    private static let scopeWords: Set<String> = [
        "everyone", "everybody", "all", "nobody", "others", "colleagues", "only", "whole", "entire", "team", "alle",
        "niemand", "kollegen", "nur", "tous", "personne", "collègues", "seul", "seule", "todos", "nadie", "solo",
        "compañeros",
    ]
    private static let dayWords: Set<String> = [
        "since", "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        "sunday", "morning", "afternoon", "week", "ago", "after", "seit", "heute", "gestern", "morgen", "montag",
        "dienstag",
        "mittwoch", "donnerstag", "freitag", "nach", "depuis", "hier", "aujourd'hui", "matin", "lundi", "mardi",
        "mercredi", "jeudi", "vendredi", "après", "desde", "hoy", "ayer", "lunes", "martes", "miércoles", "jueves",
        "viernes",
    ]
}

/// What the ticket's own text says, for quick questions about it.
struct TicketFacts {
    private let words: Set<String>
    private let kinds: Set<Entity.Kind>
    let hasQuotation: Bool

    init(words: [String], text: String, entities: [Entity]) {
        self.words = Set(words)
        kinds = Set(entities.map(\.kind))
        // A pair of quotation marks around more than a word.
        hasQuotation =
            text.utf8.count { $0 == 0x22 } >= 2 || text.hasBytes("“") || text.hasBytes("„") || text.hasBytes("«")
    }

    func has(_ any: Set<String>) -> Bool { !words.isDisjoint(with: any) }
    func hasEntity(_ any: Set<Entity.Kind>) -> Bool { !kinds.isDisjoint(with: any) }
}
