import Boundary
import Domain
import Drafting
import Grounding

/// What stands between a sentence and whoever looks on: the verdict by the rules that judge the whole draft, and the alarm
/// for other clients' names.
struct SentenceGate: Sendable {
    let ledger: ClaimLedger
    let evidence: [Evidence]
    let context: ClaimContext
    let alarm: ForeignTokenAlarm
    let scope: Scope

    func pass(_ sentences: [DraftedSentence]) -> [CheckedSentence] {
        var draft = Draft(mode: .llm, prompt: "", language: "")
        for part in DraftPart.allCases {
            draft[part] = sentences.filter { $0.part == part }.map(\.sentence)
        }
        // One pass for all that came at once: what the evidence holds is read for each.
        let judged = ledger.check(draft, against: evidence, context: context).0
        return DraftPart.allCases.flatMap { part in
            zip(sentences.filter { $0.part == part }, judged[part]).map { drafted, sentence in
                checked(drafted, sentence)
            }
        }
    }

    func pass(_ draft: Draft) -> [CheckedSentence] {
        pass(
            DraftPart.allCases.flatMap { part in
                draft[part].enumerated().map { DraftedSentence(part, $0.offset, $0.element) }
            })
    }

    private func checked(_ drafted: DraftedSentence, _ sentence: Sentence) -> CheckedSentence {
        guard !alarm.check(sentence.text, scope: scope, limit: 1).isEmpty else {
            return CheckedSentence(drafted.part, drafted.number, sentence)
        }
        return CheckedSentence(
            drafted.part, drafted.number, Sentence(text: "", kind: sentence.kind), isWithheld: true)
    }
}
