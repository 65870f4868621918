import Domain
import Drafting
import Grounding
import Normalization

/// The sentences of a text that people write at, each found again among the drafted ones where it still stands.
struct TextSentences {
    private let drafted: [Sentence]
    /// Positions in `drafted` by the first byte of the text, the longest text first.
    private let byFirst: [UInt8: [Int]]
    private let splitter = SentenceSplitter()

    init(drafted: [Sentence]) {
        self.drafted = drafted
        var byFirst: [UInt8: [Int]] = [:]
        for index in drafted.indices {
            guard let first = drafted[index].text.utf8.first else { continue }
            byFirst[first, default: []].append(index)
        }
        self.byFirst = byFirst.mapValues { positions in
            positions.sorted { drafted[$0].text.utf8.count > drafted[$1].text.utf8.count }
        }
    }

    /// - Parameter kind: what new sentences are; nil: told from the text.
    func sentences(of text: String, kind: Sentence.Kind? = nil) -> [(sentence: Sentence, isNew: Bool)] {
        let utf8 = text.utf8
        var found: [(Sentence, Bool)] = []
        var cursor = utf8.startIndex
        for piece in splitter.sentences(in: text) {
            // A drafted sentence may go on over what the splitter takes for two.
            guard piece.endIndex > cursor else { continue }
            cursor = max(cursor, piece.startIndex)
            while cursor < piece.endIndex {
                cursor = skipped(text, from: cursor, to: piece.endIndex)
                guard cursor < piece.endIndex else { break }
                if let (sentence, end) = drafted(in: text, at: cursor) {
                    found.append((sentence, false))
                    cursor = end
                } else {
                    let own = String(text[cursor..<piece.endIndex])
                    found.append((Sentence(text: own, kind: kind ?? DraftedKinds.kind(of: own)), true))
                    cursor = piece.endIndex
                }
            }
        }
        return found
    }

    /// The longest drafted sentence that stands here as a whole.
    private func drafted(in text: String, at start: String.Index) -> (Sentence, String.Index)? {
        let rest = text.utf8[start...]
        guard let first = rest.first, let positions = byFirst[first] else { return nil }
        for position in positions {
            let wanted = drafted[position].text.utf8
            guard rest.starts(with: wanted) else { continue }
            let end = rest.index(start, offsetBy: wanted.count)
            guard end == rest.endIndex || Self.isSpace(rest[end]) else { continue }
            return (drafted[position], end)
        }
        return nil
    }

    /// Behind white space and the mark of a list item.
    private func skipped(_ text: String, from start: String.Index, to end: String.Index) -> String.Index {
        let utf8 = text.utf8
        var index = start
        while index < end, Self.isSpace(utf8[index]) { index = utf8.index(after: index) }
        let begin = index
        var digits = 0
        while index < end, (0x30...0x39).contains(utf8[index]), digits < 3 {
            digits += 1
            index = utf8.index(after: index)
        }
        let marks: [UInt8] = digits > 0 ? [0x2E, 0x29] : [0x2D, 0x2A]
        guard index < end, marks.contains(utf8[index]) else { return begin }
        index = utf8.index(after: index)
        guard index < end, utf8[index] == 0x20 else { return begin }
        while index < end, Self.isSpace(utf8[index]) { index = utf8.index(after: index) }
        return index < end ? index : begin
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
