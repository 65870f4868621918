import Domain
import Grounding
import Normalization

/// The reply to the requester, in their language. Nothing internal goes into it.
struct ReplyWriter {
    let input: DraftInput
    let phrases: Phrases
    let sentences: [TicketSentences.Choice]
    let questions: [Sentence]
    let tools: TextTools

    static let mostSelfHelp = 3

    /// The sentences and the text with its paragraphs; both empty when nobody reads replies to this ticket.
    func reply() -> (sentences: [Sentence], text: String) {
        guard !OpenNeeds.isAutomated(input.ticket) else { return ([], "") }
        var all: [Sentence] = []
        var paragraphs: [String] = []
        func add(_ paragraph: [Sentence], text: String? = nil) {
            guard !paragraph.isEmpty else { return }
            all += paragraph
            paragraphs.append(text ?? paragraph.map(\.text).joined(separator: " "))
        }
        func add(_ intro: Sentence, list: [Sentence]) {
            let lines =
                list.count == 1
                ? [list[0].text] : list.enumerated().map { "\($0.offset + 1). \($0.element.text)" }
            add([intro] + list, text: ([intro.text] + lines).joined(separator: "\n"))
        }
        add([Sentence(text: greeting, kind: .courtesy)])
        add([understanding()].compactMap { $0 } + next())
        let isSecurity = input.triage.security
        let help = isSecurity ? doNots() : selfHelp()
        if help.isEmpty {
            if isSecurity { add([Sentence(text: phrases.securityDoNot, kind: .courtesy)]) }
        } else {
            add(Sentence(text: isSecurity ? phrases.securityIntro : phrases.selfHelp, kind: .courtesy), list: help)
        }
        if !questions.isEmpty {
            add(Sentence(text: phrases.questionsIntro, kind: .courtesy), list: questions)
        }
        add([Sentence(text: phrases.close, kind: .courtesy)])
        return (all, paragraphs.joined(separator: "\n\n"))
    }

    private var greeting: String {
        guard let name = input.requesterName, name.count <= 60, !name.contains(where: { $0.isNumber || $0 == "@" })
        else {
            return phrases.greetingNameless
        }
        let first = phrases.greetsWithFullName ? name.singleSpaced() : Self.firstName(name)
        return fill(phrases.greeting, ["name": first])
    }

    /// `Doe, Jane` and `Jane Doe` are both Jane.
    static func firstName(_ name: String) -> String {
        let parts = name.split(separator: ",", maxSplits: 1).map { $0.trimmingWhitespace() }
        let given = parts.count == 2 && !parts[1].isEmpty ? parts[1] : parts.first ?? name
        let words = given.split(separator: " ")
        let titles: Set<Substring> = ["Dr.", "Dr", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Herr", "Frau", "Prof."]
        let first = words.first { !titles.contains($0) } ?? Substring(given)
        return String(first)
    }

    private func understanding() -> Sentence? {
        guard let evidence = input.evidence(.ticket).first else { return nil }
        let text = sentences.first.map(\.text) ?? input.clean.subject.nonBlankText
        guard let text, TicketSentences.isUsable(text) else { return nil }
        return Sentence(
            text: fill(phrases.understanding, ["text": SummaryWriter.quotable(text)]), kind: .fact,
            evidence: [evidence.id])
    }

    private func next() -> [Sentence] {
        var next = [Sentence(text: phrases.next, kind: .promise)]
        if let time = input.sla?.respondBy, time > input.now {
            let spoken = phrases.spoken(time, utcOffsetSeconds: input.utcOffsetSeconds)
            next.append(
                Sentence(
                    text: fill(phrases.respondBy, ["time": spoken]), kind: .promise,
                    evidence: input.evidence(.agreement).prefix(1).map(\.id)))
        }
        return next
    }

    /// The first steps of the best document, if the requester may read it and it is in their language.
    private func selfHelp() -> [Sentence] {
        guard let match = input.documents.first, match.visibility.mayReachRequester else { return [] }
        let passages = shareable(match)
        let steps = RunbookSteps().steps(in: passages).filter { StepWriter.isUsable($0.text) }
        guard isInReplyLanguage(steps.map(\.text).joined(separator: "\n")) else { return [] }
        return steps.prefix(Self.mostSelfHelp).map {
            Sentence(text: $0.text, kind: .step, evidence: [$0.evidenceID])
        }
    }

    /// What a shareable document says must not be done.
    private func doNots() -> [Sentence] {
        var found: [Sentence] = []
        for match in input.documents.prefix(3) where match.visibility.mayReachRequester {
            for passage in shareable(match) where isInReplyLanguage(passage.text) {
                for sentence in tools.splitter.sentences(in: passage.text) {
                    let plain = Markdown.plain(sentence)
                    let text = RunbookSteps.item(plain)?.2 ?? plain
                    guard Self.forbids(Words.texts(in: text)), StepWriter.isUsable(text) else { continue }
                    if !found.contains(where: { $0.text == text }) {
                        found.append(Sentence(text: RunbookSteps.capped(text), kind: .step, evidence: [passage.id]))
                    }
                }
            }
        }
        return Array(found.prefix(Self.mostSelfHelp))
    }

    private static func forbids(_ words: [String]) -> Bool {
        guard words.count <= 30 else { return false }
        let start = words.prefix(3)
        if start.contains("don't") || start.contains("never") || start.contains("niemals") { return true }
        let pairs = zip(words, words.dropFirst()).prefix(4).map { "\($0) \($1)" }
        return pairs.contains("do not") || pairs.contains("sie nicht") || pairs.contains("sie keine")
            || words.first == "no"
            || (words.prefix(2).contains { $0 == "ne" || $0.hasPrefix("n'") } && words.contains("pas"))
    }

    private func shareable(_ match: DocumentMatch) -> [Evidence] {
        input.evidence(.document, source: match.id.rawValue).filter(\.visibility.mayReachRequester)
    }

    private func isInReplyLanguage(_ text: String) -> Bool {
        let language = tools.languages.identify(text)
        return language == phrases.language || (language == "und" && phrases.language == "en")
    }
}
