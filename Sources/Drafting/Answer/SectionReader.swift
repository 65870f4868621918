package import Domain
import Grounding
import Normalization

/// Turns one section of an answer into sentences.
struct SectionReader {
    let limits: AnswerLimits
    let evidenceIDs: Set<String>
    private let splitter: SentenceSplitter
    /// Whether a text that was cut off gives its first sentences.
    private let takesHalves: Bool
    private(set) var errors: [String] = []
    /// Positions in the section read last at which a paragraph begins.
    private(set) var breaks: Set<Int> = []

    init(
        limits: AnswerLimits, evidenceIDs: Set<String>, splitter: SentenceSplitter, takesHalves: Bool = true
    ) {
        self.takesHalves = takesHalves
        self.splitter = splitter
        self.limits = limits
        self.evidenceIDs = evidenceIDs
    }

    /// - Parameter kind: what sentences of the section are unless they say otherwise; nil: told from the text.
    mutating func sentences(
        _ value: LooseJSON?, _ kind: Sentence.Kind?, _ most: Int, _ section: String
    ) -> [Sentence] {
        breaks = []
        var sentences: [Sentence] = []
        let items: [LooseJSON]
        switch value {
        case nil, .null: items = []
        case .array(let list): items = list
        case .some(let single): items = [single]
        }
        for item in items {
            read(item, kind, section, into: &sentences)
            if sentences.count > most { break }
        }
        if sentences.count > most {
            errors.append("\(section) has more than \(most) sentences")
            sentences = Array(sentences.prefix(most))
        }
        return sentences
    }

    private mutating func read(
        _ item: LooseJSON, _ kind: Sentence.Kind?, _ section: String, into sentences: inout [Sentence]
    ) {
        switch item {
        case .string(let text, let isComplete):
            // What it cites further on counts for its first sentences too.
            guard isComplete || takesHalves else { return }
            append(text, kind, [], section, isComplete: isComplete, into: &sentences)
        case .object(_, let isComplete):
            // A cut-off object may lack citations it was about to give: it is not a complete sentence.
            guard isComplete, case .string(let text, _)? = item.value(["text", "sentence", "content", "question"])
            else {
                return
            }
            var stated: Sentence.Kind?
            if case .string(let name, _)? = item.value(["kind", "type"]) {
                stated = Sentence.Kind(rawValue: name.lowercased())
            }
            let evidence = citations(item.value(["evidence", "citations", "sources", "cites", "evidence_ids"]))
            append(text, allowed(stated, in: section) ?? kind, evidence, section, isComplete: true, into: &sentences)
        case .array(let list):
            for inner in list.prefix(50) {
                if case .array = inner { continue }
                read(inner, kind, section, into: &sentences)
            }
        case .null, .bool, .number: break
        }
    }

    /// A section's sentences cannot escape their check by calling themselves something else.
    private func allowed(_ kind: Sentence.Kind?, in section: String) -> Sentence.Kind? {
        switch section {
        case "questions": .question
        case "steps": kind == .fact ? .fact : .step
        case "summary": kind == .question || kind == .courtesy ? .fact : kind
        default: kind
        }
    }

    private mutating func append(
        _ text: String, _ kind: Sentence.Kind?, _ evidence: [String], _ section: String, isComplete: Bool,
        into sentences: inout [Sentence]
    ) {
        let (clean, inline) = InlineCitations.taken(outOf: PlainText.clean(text, most: limits.text))
        let cited = unique(evidence + inline)
        for id in cited where !evidenceIDs.contains(id) {
            let error = "\(section) cites \(id.prefix(20)), which is not in the evidence"
            if !errors.contains(error) { errors.append(error) }
        }
        var pieces: [(text: String, startsParagraph: Bool)] = []
        var startsParagraph = false
        for paragraph in clean.split(separator: "\n", omittingEmptySubsequences: false) {
            if paragraph.singleSpaced().isEmpty {
                startsParagraph = true
                continue
            }
            for piece in splitter.sentences(in: String(paragraph)) {
                pieces.append((piece.singleSpaced(), startsParagraph))
                startsParagraph = false
            }
        }
        // The last piece of a text that was cut off may be half a sentence.
        if !isComplete { pieces = pieces.dropLast() }
        for piece in pieces where !piece.text.isEmpty {
            var text = piece.text
            if text.count > limits.sentence {
                text = text.prefix(limits.sentence - 2).trimmingWhitespace() + " …"
                errors.append("\(section) has a sentence of more than \(limits.sentence) characters")
            }
            if piece.startsParagraph { breaks.insert(sentences.count) }
            sentences.append(
                Sentence(text: text, kind: kind ?? SentenceKind.of(text, isCited: !cited.isEmpty), evidence: cited))
        }
    }

    /// `"E1"`, `"E1, E2"`, `["E1"]`, `[1, 2]`, `"[E1]"`, `[{"id": "E1"}]`.
    private func citations(_ value: LooseJSON?) -> [String] {
        switch value {
        case .string(let text, _): return InlineCitations.ids(in: text)
        case .number(let digits): return InlineCitations.ids(in: digits)
        case .array(let list): return list.prefix(50).flatMap { citations($0) }
        case .object: return citations(value?.value(["id", "evidence_id", "evidence"]))
        default: return []
        }
    }

    private func unique(_ ids: [String]) -> [String] {
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted }
    }
}

/// What kind of sentence a text is when the model does not say.
enum SentenceKind {
    static func of(_ text: String, isCited: Bool) -> Sentence.Kind {
        if text.hasSuffix("?") { return .question }
        let words = Words.texts(in: text)
        if Cues.isPleasantry(words) { return .courtesy }
        return PromiseCue.commits(text) && !isCited ? .promise : .fact
    }
}

/// What kind of sentence a text of a person is.
package enum DraftedKinds {
    package static func kind(of text: String) -> Sentence.Kind { SentenceKind.of(text, isCited: false) }
}
