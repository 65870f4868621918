import Domain
import Grounding

/// The internal next steps: the best runbook's, a look at the device, and how it was solved before.
struct StepWriter {
    let input: DraftInput
    let tools: TextTools

    /// A second document is used instead of the first when only it has steps and it scores at least this share.
    static let rivalShare = 0.75
    static let most = 10

    func steps() -> [Sentence] {
        Array((runbook() + [device(), earlierCase()].compactMap { $0 }).prefix(Self.most))
    }

    /// The document whose steps are quoted, with them; also what a reply's self-help is drawn from.
    func bestDocument() -> (match: DocumentMatch, steps: [RunbookSteps.Step])? {
        guard let first = input.documents.first else { return nil }
        let own = RunbookSteps().steps(in: passages(first))
        if own.isEmpty, let second = input.documents.dropFirst().first, second.score >= Self.rivalShare * first.score {
            let rival = RunbookSteps().steps(in: passages(second))
            if !rival.isEmpty { return (second, rival) }
        }
        return (first, own)
    }

    private func passages(_ document: DocumentMatch) -> [Evidence] {
        input.evidence(.document, source: document.id.rawValue)
    }

    private func runbook() -> [Sentence] {
        guard let (match, steps) = bestDocument() else {
            return [
                Sentence(
                    text: "No runbook of this client or of the shared ones matches; find out what the questions ask.",
                    kind: .courtesy)
            ]
        }
        if !steps.isEmpty {
            return steps.filter { Self.isUsable($0.text) }.map {
                Sentence(text: $0.text, kind: .step, evidence: [$0.evidenceID])
            }
        }
        let chooser = TicketSentences(tools: tools)
        var sentences: [Sentence] = []
        for passage in passages(match).prefix(2) {
            for text in chooser.central(in: passage.text, to: input.clean, count: 3) where Self.isUsable(text) {
                sentences.append(Sentence(text: RunbookSteps.capped(text), kind: .step, evidence: [passage.id]))
            }
        }
        return Array(sentences.prefix(4))
    }

    private func device() -> Sentence? {
        guard let (device, match) = input.devices.first,
            let card = input.evidence(.device, source: device.id.rawValue).first
        else { return nil }
        let facts = DeviceCard(device, now: input.now).facts
        if !facts.isEmpty {
            let text = facts.prefix(2).map(\.text).joined(separator: " ")
            return Sentence(text: "Check the device: \(text)", kind: .step, evidence: [card.id])
        }
        guard match.score < ExtractiveDrafter.sureDevice, let reason = match.evidence.first else { return nil }
        return Sentence(
            text:
                "Confirm that \(device.hostname) is the device meant; it was matched by \(SummaryWriter.reason(reason)).",
            kind: .step, evidence: [card.id])
    }

    private func earlierCase() -> Sentence? {
        guard let found = EarlierCase.strongest(input) else { return nil }
        return Sentence(
            text: "Earlier case \(found.name): “\(found.resolution)”", kind: .step, evidence: [found.evidenceID])
    }

    static func isUsable(_ text: String) -> Bool {
        text.utf8.count >= 4 && !text.hasBytes("[secret removed") && InstructionEcho.find(in: text) == nil
    }
}
