import Domain
import Drafting
import Enrichment

/// What is told of a draft that is being made, as `text/event-stream` writes it. Data is one line of JSON.
enum LiveText {
    enum Kind: String, Sendable {
        /// Evidence, and the draft that quotes it.
        case found
        case sentences
        /// The sentences before it do not stand.
        case startsOver = "starts-over"
        /// Somebody stopped the model.
        case stopped
        /// It is over: the page has more to show.
        case done
        /// It is over, and did not go well.
        case problem
    }

    /// No sentence is this long; what a model returned as one may be.
    private static let sentenceCharacters = 4000
    private static let mostEvidence = 60
    private static let mostMissing = 12

    static func event(_ kind: Kind, _ data: JSON) -> String {
        // Only a number that is none cannot be written.
        let text = (try? data.bytes()).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return "event: \(kind.rawValue)\ndata: \(text)\n\n"
    }

    static func found(_ found: FoundSoFar) -> JSON {
        [
            "evidence": .list(found.evidence.prefix(mostEvidence).map(evidence)),
            "sentences": .list(found.extract.map(sentence)),
        ]
    }

    static func sentences(_ sentences: [CheckedSentence]) -> JSON {
        ["sentences": .list(sentences.map(sentence))]
    }

    private static func evidence(_ item: Evidence) -> JSON {
        let text = item.text.clipped(to: EvidenceCard.shownCharacters)
        return [
            "id": .text(item.id.clipped(to: 16)), "kind": .text(item.kind.label),
            "title": .text(item.title.unlessBlank?.clipped(to: 200) ?? item.kind.label), "text": .text(text),
            "may_be_shared": .flag(item.visibility.mayReachRequester),
        ]
    }

    private static func sentence(_ checked: CheckedSentence) -> JSON {
        let sentence = checked.sentence
        var members: [String: JSON] = [
            "part": .text(checked.part.rawValue), "number": .integer(Int64(checked.number)),
            "is_withheld": .flag(checked.isWithheld),
        ]
        guard !checked.isWithheld else { return .object(members) }
        members["text"] = .text(sentence.text.clipped(to: sentenceCharacters))
        members["word"] = .text("\(sentence.support.word)")
        members["shape"] = .text("\(sentence.support.shape)")
        members["tone"] = .text(sentence.support.tone)
        members["evidence"] = .list(sentence.evidence.prefix(8).map { .text($0.clipped(to: 16)) })
        members["missing"] = .list(sentence.missing.prefix(mostMissing).map { .text($0.clipped(to: 120)) })
        return .object(members)
    }
}

extension Sentence.Support {
    /// The class of its chip.
    fileprivate var tone: String {
        switch self {
        case .supported: "ok"
        case .weak: "weak"
        case .unsupported: "bad"
        case .notNeeded: "none"
        }
    }
}
