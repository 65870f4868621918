package import Domain

/// What became of a text, word by word: the shortest way from the old to the new one, as long as that is cheap to find.
///
/// Exact to the byte: the kept and deleted pieces are the old text, the kept and inserted ones the new. Work and memory
/// are bounded for any two texts (`SequenceDiff`).
package struct WordDiff: Hashable, Sendable {
    package struct Piece: Hashable, Sendable {
        package enum Kind: Hashable, Sendable { case kept, deleted, inserted }

        package var kind: Kind
        package var text: String
    }

    /// In reading order; never two of a kind in a row, and what was deleted stands before what came in its place.
    package let pieces: [Piece]
    /// In words and signs; the spaces between them do not count.
    package let change: Decision.Change

    package init(from old: String, to new: String) {
        let old = WordTokens(old)
        let new = WordTokens(new)
        var builder = Builder(old: old, new: new)
        for block in Self.blocks(old, new) { builder.keep(block) }
        builder.finish()
        pieces = builder.smoothed
        change = builder.change
    }

    package var isUnchanged: Bool { pieces.allSatisfy { $0.kind == .kept } }

    /// The new text, if `old` is the text that the difference begins with; else nil.
    package func applied(to old: String) -> String? {
        var rest = Array(old.utf8)[...]
        var new = ""
        for piece in pieces {
            if piece.kind != .inserted {
                guard rest.starts(with: piece.text.utf8) else { return nil }
                rest = rest.dropFirst(piece.text.utf8.count)
            }
            if piece.kind != .deleted { new += piece.text }
        }
        return rest.isEmpty ? new : nil
    }

    /// Up to that many tokens in both texts are compared as they are; longer texts by line first.
    private static let directLimit = 6000

    private static func blocks(_ old: WordTokens, _ new: WordTokens) -> [SequenceDiff.Block] {
        var table = WordTokens.Table()
        let first = old.numbers(&table)
        let second = new.numbers(&table)
        guard first.count + second.count > directLimit else { return SequenceDiff.blocks(first[...], second[...]) }
        return byLine(old, first, new, second)
    }

    /// Lines that stand in both are kept as they are; what lies between is compared word by word.
    private static func byLine(
        _ old: WordTokens, _ first: [Int], _ new: WordTokens, _ second: [Int]
    ) -> [SequenceDiff.Block] {
        let oldLines = old.lines()
        let newLines = new.lines()
        var table: [ArraySlice<Int>: Int] = [:]
        func numbers(_ lines: [Range<Int>], _ tokens: [Int]) -> [Int] {
            lines.map { line in
                if let number = table[tokens[line]] { return number }
                table[tokens[line]] = table.count
                return table.count - 1
            }
        }
        let a = numbers(oldLines, first)
        let b = numbers(newLines, second)
        var blocks: [SequenceDiff.Block] = []
        var done = (old: 0, new: 0)
        func compare(_ oldEnd: Int, _ newEnd: Int) {
            blocks += SequenceDiff.blocks(first[done.old..<oldEnd], second[done.new..<newEnd])
        }
        for block in SequenceDiff.blocks(a[...], b[...]) {
            let start = (old: oldLines[block.old].lowerBound, new: newLines[block.new].lowerBound)
            let end = (
                old: oldLines[block.old + block.count - 1].upperBound,
                new: newLines[block.new + block.count - 1].upperBound
            )
            compare(start.old, start.new)
            blocks.append(.init(old: start.old, new: start.new, count: end.old - start.old))
            done = end
        }
        compare(first.count, second.count)
        return blocks
    }
}

/// Makes pieces of the stretches that both texts have.
private struct Builder {
    let old: WordTokens
    let new: WordTokens
    private var at = (old: 0, new: 0)
    private var pieces: [WordDiff.Piece] = []
    private(set) var change = Decision.Change(inserted: 0, deleted: 0, kept: 0)

    init(old: WordTokens, new: WordTokens) {
        self.old = old
        self.new = new
    }

    mutating func keep(_ block: SequenceDiff.Block) {
        differ(upTo: block.old, block.new)
        add(.kept, old, block.old..<block.old + block.count)
        change.kept += old.words(in: block.old..<block.old + block.count)
        at = (block.old + block.count, block.new + block.count)
    }

    mutating func finish() { differ(upTo: old.count, new.count) }

    private mutating func differ(upTo oldEnd: Int, _ newEnd: Int) {
        add(.deleted, old, at.old..<oldEnd)
        add(.inserted, new, at.new..<newEnd)
        change.deleted += old.words(in: at.old..<oldEnd)
        change.inserted += new.words(in: at.new..<newEnd)
    }

    private mutating func add(_ kind: WordDiff.Piece.Kind, _ tokens: WordTokens, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        let text = tokens.text(of: range)
        if pieces.last?.kind == kind {
            pieces[pieces.count - 1].text += text
        } else {
            pieces.append(.init(kind: kind, text: text))
        }
    }

    /// A space that stayed between two words that did not is no help to a reader: such a run becomes one change.
    var smoothed: [WordDiff.Piece] {
        var result: [WordDiff.Piece] = []
        var deleted = ""
        var inserted = ""
        func flush() {
            if !deleted.isEmpty { result.append(.init(kind: .deleted, text: deleted)) }
            if !inserted.isEmpty { result.append(.init(kind: .inserted, text: inserted)) }
            deleted = ""
            inserted = ""
        }
        for (index, piece) in pieces.enumerated() {
            switch piece.kind {
            case .deleted: deleted += piece.text
            case .inserted: inserted += piece.text
            case .kept:
                let isBetween = index > 0 && index < pieces.count - 1
                if isBetween, !deleted.isEmpty, !inserted.isEmpty, piece.text.utf8.allSatisfy({ $0 == 0x20 }) {
                    deleted += piece.text
                    inserted += piece.text
                } else {
                    flush()
                    result.append(piece)
                }
            }
        }
        flush()
        return result
    }
}
