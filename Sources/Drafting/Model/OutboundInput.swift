import Boundary
import Domain

/// A ticket's input as it may leave: secrets out, names replaced where the policy asks for it.
struct OutboundInput {
    var input: DraftInput
    /// How many stretches of each kind were withheld.
    var withheld: [String: Int]
    private var session: PseudonymSession?

    /// - Parameters:
    ///   - redactor: takes secrets out; they are never put back.
    ///   - pseudonymizer: nil leaves names as they are.
    ///   - leavingOut: ids of evidence that must not leave.
    init(_ original: DraftInput, redactor: Redactor, pseudonymizer: Pseudonymizer?, leavingOut: Set<String>) {
        input = original
        input.evidence.removeAll { leavingOut.contains($0.id) }
        var parts = [original.clientName ?? "", original.requesterName ?? "", original.wish ?? ""]
        for item in input.evidence { parts += [item.title, item.text] }
        let redaction = redactor.redact(parts)
        parts = redaction.parts
        withheld = redaction.counts
        if let pseudonymizer {
            var session = pseudonymizer.session()
            parts = session.replace(parts)
            for (kind, count) in session.counts { withheld[kind, default: 0] += count }
            self.session = session
        }
        input.clientName = parts[0].nonBlankText
        // Nothing of the records but what stands in the evidence.
        input.contact = nil
        input.ticket.requester = .init(name: parts[1].nonBlankText)
        input.wish = parts[2].nonBlankText
        for index in input.evidence.indices {
            input.evidence[index].title = parts[3 + 2 * index]
            input.evidence[index].text = parts[4 + 2 * index]
            input.evidence[index].url = nil
        }
    }

    /// Earlier tickets that are quoted.
    var cases: [TicketID] {
        input.evidence.filter { $0.kind == .similarTicket }.map { TicketID($0.source) }
    }

    /// Names in place of placeholders.
    func restored(_ answer: ParsedAnswer) -> ParsedAnswer {
        guard let session else { return answer }
        func restore(_ sentences: [Sentence]) -> [Sentence] {
            sentences.map { sentence in
                var sentence = sentence
                sentence.text = session.restore(sentence.text)
                return sentence
            }
        }
        var answer = answer
        answer.summary = restore(answer.summary)
        answer.steps = restore(answer.steps)
        answer.questions = restore(answer.questions)
        answer.reply = restore(answer.reply)
        answer.replyText = session.restore(answer.replyText)
        return answer
    }

    /// Placeholders in the answer that stand for nothing.
    func unknownPlaceholders(in answer: ParsedAnswer) -> [String] {
        guard let session else { return [] }
        let texts = (answer.summary + answer.steps + answer.questions + answer.reply).map(\.text)
        return session.unknownPlaceholders(in: texts.joined(separator: "\n"))
    }
}
