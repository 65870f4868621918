import Domain
import Grounding

/// Who reports what, on which device, and whether it happened before: two to four sentences.
struct SummaryWriter {
    let input: DraftInput
    /// The best first.
    let sentences: [TicketSentences.Choice]

    /// A second sentence of the ticket is quoted when it scores at least this share of the first.
    static let secondShare = 0.6
    static let longestQuote = 280

    func summary() -> [Sentence] {
        [report(), device(), earlierCase()].compactMap { $0 }
    }

    private func report() -> Sentence {
        let quotes = quotes()
        let who = reporter
        guard !quotes.isEmpty else {
            let subject = input.clean.subject.nonBlankText
            return Sentence(
                text: subject.map { "\(who) wrote under the subject “\($0)” and gave no further description." }
                    ?? "\(who) gave no description.",
                kind: subject == nil ? .courtesy : .fact, evidence: subject == nil ? [] : ticketID)
        }
        let text = quotes.map { "“\($0)”" }.joined(separator: " … ")
        let contact = input.contact == nil ? [] : input.evidence(.contact).prefix(1).map(\.id)
        return Sentence(text: "\(who) reports: \(text)", kind: .fact, evidence: ticketID + contact)
    }

    private func quotes() -> [String] {
        guard let first = sentences.first else { return [] }
        var chosen = [first]
        if let second = sentences.dropFirst().first, second.score >= Self.secondShare * first.score {
            chosen.append(second)
        }
        return chosen.sorted { $0.position < $1.position }.map { Self.quotable($0.text) }
    }

    private var reporter: String {
        let client = input.clientName.map { " (\($0))" } ?? ""
        if let name = input.requesterName { return name + client }
        if let email = input.ticket.requester.email.nonBlank { return email + client }
        return (OpenNeeds.isAutomated(input.ticket) ? "The monitoring system" : "The requester") + client
    }

    private func device() -> Sentence? {
        guard let (device, match) = input.devices.first,
            let card = input.evidence(.device, source: device.id.rawValue).first
        else { return nil }
        if let fact = DeviceCard(device, now: input.now).facts.first {
            return Sentence(text: fact.text, kind: .fact, evidence: [card.id])
        }
        guard let reason = match.evidence.first else { return nil }
        return Sentence(
            text: "The device is \(DeviceCard(device, now: input.now).title), matched by \(Self.reason(reason)).",
            kind: .fact, evidence: [card.id] + ticketID)
    }

    private func earlierCase() -> Sentence? {
        guard let found = EarlierCase.strongest(input) else { return nil }
        return Sentence(
            text: "\(found.name) was solved by: “\(found.resolution)”", kind: .fact, evidence: [found.evidenceID])
    }

    private var ticketID: [String] { input.evidence(.ticket).prefix(1).map(\.id) }

    static func reason(_ evidence: DeviceEvidence) -> String {
        switch evidence.kind {
        case "hostname": "its name in the ticket"
        case "serial": "its serial number"
        case "ip", "mac": "its address"
        case "linked": "the link in the ticket"
        case "last_user": "its last user"
        default: "its \(evidence.kind)"
        }
    }

    /// The sentence without its own quotation marks and full stop, at most `longestQuote` characters.
    static func quotable(_ text: String) -> String {
        var text = text
        if text.utf8.contains(where: { $0 == 0x22 || $0 >= 0x80 }) {
            text = String(text.map { "“”„\"«»".contains($0) ? "'" : $0 })
        }
        if text.utf8.count > longestQuote, text.count > longestQuote {
            let cut = text.prefix(longestQuote)
            text = cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)].trimmingWhitespace() + " …"
        }
        return text
    }
}

/// The earlier ticket most like this one, when it is alike enough and says how it was solved.
struct EarlierCase {
    var name: String
    var resolution: String
    var evidenceID: String

    static let longest = 260

    static func strongest(_ input: DraftInput) -> EarlierCase? {
        for match in input.similar where match.score >= ExtractiveDrafter.strongCase {
            guard let resolution = match.resolution.nonBlank,
                let evidence = input.evidence(.similarTicket, source: match.id.rawValue).first
            else { continue }
            var text = SummaryWriter.quotable(resolution.singleSpaced())
            if text.count > longest {
                let cut = text.prefix(longest)
                text = cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)].trimmingWhitespace() + " …"
            }
            guard TicketSentences.isUsable(text) else { continue }
            return EarlierCase(name: match.id.rawValue, resolution: text, evidenceID: evidence.id)
        }
        return nil
    }
}
