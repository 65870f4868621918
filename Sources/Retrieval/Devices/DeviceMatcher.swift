public import Domain
import Normalization

/// Finds which of a client's devices a ticket is about, and says why.
///
/// Each piece of evidence has a weight: the chance that it alone is right. Weights combine as independent evidence,
/// `1 − Π(1 − w)`; a device is claimed from `threshold` on, so “no device” is an answer. The weights are set by reason
/// (a serial number names one machine; a signature names the sender's own) and checked on labelled tickets.
public struct DeviceMatcher: Sendable {
    /// From which score on a device is claimed.
    public static let threshold = 0.5

    enum Weight {
        static let linked = 0.95
        static let serial = 0.96
        static let mac = 0.95
        static let hostnameInSubject = 0.96
        static let hostname = 0.93
        static let ip = 0.86
        static let hostnamePart = 0.72
        static let hostnameFuzzy = 0.7
        static let inNotes = 0.8
        static let inRemoved = 0.4
        static let lastUser = 0.55
        static let lastUserOfSeveral = 0.34
        static let mentionedUser = 0.58
        static let lastUserElsewhere = 0.2
        static let kindAgrees = 0.25
        static let onlyOneOfKind = 0.52
        static let site = 0.3
        static let words = 0.42
        static let ownDevice = 0.78
        static let runbook = 0.42
        static let clearRunbook = 0.52
        static let runbookOfPersonalMatter = 0.25
        static let runbookFurther = 0.2
    }

    private let devices: [Device]
    private let names: DeviceNameTable
    private let descriptions: DeviceDescriptions

    /// - Parameter devices: all devices of one client.
    public init(devices: [Device]) {
        self.devices = devices
        names = DeviceNameTable(devices)
        descriptions = DeviceDescriptions(devices)
    }

    /// Claimed devices, the surest first; on a tie the one named first, then by host name.
    public func match(_ query: DeviceQuery, limit: Int = 5) -> [DeviceMatch] {
        guard !devices.isEmpty else { return [] }
        var board = Scoreboard(count: devices.count)
        for id in query.linked {
            for (index, device) in devices.enumerated() where device.id == id {
                board.add(index, "linked", device.hostname, "psa_link", Weight.linked, at: 0)
            }
        }
        addNames(query, to: &board)
        addPersons(query, to: &board)
        addDescriptions(query, to: &board)
        addRunbook(query, to: &board)
        return board.ranked(threshold: Self.threshold).prefix(limit).map { entry in
            DeviceMatch(
                id: devices[entry.device].id, hostname: devices[entry.device].hostname,
                score: (entry.score * 1000).rounded() / 1000, evidence: entry.evidence)
        }
    }

    private func addNames(_ query: DeviceQuery, to board: inout Scoreboard) {
        let places: [(text: String, place: String, factor: Double, base: Int)] =
            [(query.ticket.subject, "subject", 1, 0), (query.ticket.text, "text", 1, 1_000)]
            + query.notes.map { ($0, "note", Weight.inNotes, 10_000_000) }
            + query.removedTexts.map { ($0, "removed", Weight.inRemoved, 20_000_000) }
        for place in places {
            for mention in names.mentions(in: place.text) {
                let weight: Double
                switch mention.kind {
                case .hostname: weight = place.place == "subject" ? Weight.hostnameInSubject : Weight.hostname
                case .hostnamePart: weight = Weight.hostnamePart
                case .hostnameFuzzy: weight = Weight.hostnameFuzzy
                case .serial: weight = Weight.serial
                case .mac: weight = Weight.mac
                case .ip: weight = Weight.ip
                }
                board.add(
                    mention.device, mention.kind.label, mention.text, place.place, weight * place.factor,
                    at: place.base + mention.position)
            }
        }
    }

    private func addPersons(_ query: DeviceQuery, to board: inout Scoreboard) {
        // Where the ticket names a machine, that is the machine; whose it is adds nothing but wrong candidates.
        let named = board.hasEvidence
        let requester = PersonNames(
            name: query.requesterName, emails: query.requesterEmails, firstNameTells: query.requesterFirstNameTells)
        let asked = descriptions.kindsNamed(in: query.ticket, translation: query.translation)
        add(requester, "requester", named, asked, query, to: &board)
        for contact in query.mentioned {
            add(PersonNames(name: contact.name, emails: contact.emails), "text", named, asked, query, to: &board)
        }
    }

    private func add(
        _ person: PersonNames, _ place: String, _ named: Bool, _ asked: Set<String>, _ query: DeviceQuery,
        to board: inout Scoreboard
    ) {
        guard !person.isEmpty else { return }
        let theirs = devices.indices.filter { devices[$0].lastUser.map(person.match) ?? false }
        let personal = theirs.filter { index in
            let kinds = descriptions.kinds[index]
            return kinds.isEmpty || !kinds.isDisjoint(with: DeviceVocabulary.personal)
        }
        // Who speaks of a printer or a till and of no computer does not mean their own.
        let speaksOfAnother =
            !asked.isDisjoint(with: DeviceVocabulary.standing) && asked.isDisjoint(with: DeviceVocabulary.personal)
            && descriptions.kinds.contains { !$0.isDisjoint(with: asked.intersection(DeviceVocabulary.standing)) }
        let fitting = personal.filter { !descriptions.kinds[$0].isDisjoint(with: asked) }
        for index in theirs {
            var weight = Weight.lastUserElsewhere
            if query.concernsPersonalDevice, !named {
                if fitting == [index] || (fitting.isEmpty && personal == [index]) {
                    weight =
                        speaksOfAnother && !query.insistsOnOwnDevice
                        ? Weight.lastUserOfSeveral
                        : place == "text"
                            ? Weight.mentionedUser : query.insistsOnOwnDevice ? Weight.ownDevice : Weight.lastUser
                } else if personal.contains(index) {
                    weight = Weight.lastUserOfSeveral
                }
            }
            board.add(index, "last_user", devices[index].lastUser ?? "", place, weight, at: 30_000_000)
        }
    }

    /// Machines that the runbook names, the first one foremost; whoever insists on their own machine means that.
    private func addRunbook(_ query: DeviceQuery, to board: inout Scoreboard) {
        guard let runbook = query.runbook, !query.insistsOnOwnDevice, !board.hasNamed else { return }
        let first =
            query.concernsPersonalDevice && board.hasEvidence
            ? Weight.runbookOfPersonalMatter : query.isRunbookClear ? Weight.clearRunbook : Weight.runbook
        var seen = Set<Int>()
        for mention in names.mentions(in: runbook) where mention.kind == .hostname {
            guard seen.insert(mention.device).inserted else { continue }
            board.add(
                mention.device, "runbook", mention.text, "document",
                seen.count == 1 ? first : min(first, Weight.runbookFurther), at: 50_000_000 + seen.count)
            if seen.count == 3 { return }
        }
    }

    private func addDescriptions(_ query: DeviceQuery, to board: inout Scoreboard) {
        for match in descriptions.matches(
            query.ticket, translation: query.translation, runbookTitle: query.runbookTitle ?? "")
        {
            board.add(match.device, match.kind, match.value, match.place, match.weight, at: 40_000_000)
        }
    }
}
