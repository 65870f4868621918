import Domain
import Testing

@testable import Enrichment

@Suite struct WordDiffTests {
    @Test func namesTheWordsThatChanged() {
        let diff = WordDiff(from: "Restart the print spooler on FS01.", to: "Restart the spooler on FS02.")
        #expect(
            diff.pieces == [
                .init(kind: .kept, text: "Restart the "), .init(kind: .deleted, text: "print "),
                .init(kind: .kept, text: "spooler on "), .init(kind: .deleted, text: "FS01"),
                .init(kind: .inserted, text: "FS02"), .init(kind: .kept, text: "."),
            ])
        #expect(diff.change == Decision.Change(inserted: 1, deleted: 2, kept: 5))
    }

    @Test func aRunOfChangedWordsIsOneChange() {
        let diff = WordDiff(from: "Dear Sir or Madam!", to: "Hello my friend!")
        #expect(diff.pieces.map(\.kind) == [.deleted, .inserted, .kept])
    }

    @Test(arguments: [
        ("", ""), ("", "a"), ("a", ""), ("é", "e\u{301}"), ("打印机坏了", "打印机又坏了"), ("👩‍💻 ok", "👩‍🔧 ok"),
        ("\r\n", "\n"), ("a\u{0}b", "ab"), ("מדפסת", "מדפסת שבורה"),
    ])
    func isExactToTheByte(old: String, new: String) {
        let diff = WordDiff(from: old, to: new)
        #expect(diff.applied(to: old).map { Array($0.utf8) } == Array(new.utf8))
        #expect(diff.isUnchanged == (Array(old.utf8) == Array(new.utf8)))
    }

    @Test func asksForTheTextItBeginsWith() {
        let diff = WordDiff(from: "one two", to: "one three")
        #expect(diff.applied(to: "one two three") == nil)
        #expect(diff.applied(to: "two") == nil)
    }

    @Test func everyDifferenceLeadsFromTheOldTextToTheNew() {
        var random = Steps(seed: 7)
        let words = ["printer", "fs01", "打", "é", "e\u{301}", " ", "  ", "\n", ".", "👩‍💻", "the", "restart", "\r\n", "-"]
        for _ in 0..<2000 {
            let old = (0..<random.below(30)).map { _ in words[random.below(words.count)] }.joined()
            let new =
                random.below(2) == 0
                ? (0..<random.below(30)).map { _ in words[random.below(words.count)] }.joined()
                : old.replacing("printer", with: "scanner").replacing(" ", with: random.below(2) == 0 ? " " : "  ")
            let diff = WordDiff(from: old, to: new)
            #expect(diff.applied(to: old).map { Array($0.utf8) } == Array(new.utf8))
            let back = WordDiff(from: new, to: old)
            #expect(back.change.inserted == diff.change.deleted)
            #expect(back.change.deleted == diff.change.inserted)
            for (left, right) in zip(diff.pieces, diff.pieces.dropFirst()) {
                #expect(left.kind != right.kind)
                #expect(!(left.kind == .inserted && right.kind == .deleted))
            }
        }
    }

    @Test func findsTheShortestScript() {
        var random = Steps(seed: 11)
        for round in 0..<1500 {
            let letters = 2 + round % 4
            let old = (0..<random.below(14)).map { _ in random.below(letters) }
            let new = (0..<random.below(14)).map { _ in random.below(letters) }
            let blocks = SequenceDiff.blocks(old[...], new[...])
            var end = (old: 0, new: 0)
            for block in blocks {
                #expect(block.count > 0 && block.old >= end.old && block.new >= end.new)
                end = (block.old + block.count, block.new + block.count)
                #expect(old[block.old..<end.old] == new[block.new..<end.new])
            }
            #expect(end.old <= old.count && end.new <= new.count)
            #expect(blocks.reduce(0) { $0 + $1.count } == longestCommon(old, new))
        }
    }

    @Test func aSpentBudgetStillGivesADifference() {
        let old = (0..<400).map { $0 * 7 % 101 }
        let new = (0..<400).map { $0 * 13 % 103 }
        let blocks = SequenceDiff.blocks(old[...], new[...], budget: 300)
        for block in blocks {
            #expect(old[block.old..<block.old + block.count] == new[block.new..<block.new + block.count])
        }
    }

    @Test func longTextsAreComparedByLine() {
        let lines = (0..<20_000).map { "line \($0) of a long ticket with some words" }
        var changed = lines
        changed[5] = "line 5 of a long ticket with other words"
        changed.remove(at: 9_000)
        changed.append("one more")
        let old = lines.joined(separator: "\n")
        let new = changed.joined(separator: "\n")
        let diff = WordDiff(from: old, to: new)
        #expect(diff.applied(to: old) == new)
        #expect(diff.change.deleted < 20)
        #expect(diff.change.inserted < 10)
    }

    private func longestCommon(_ a: [Int], _ b: [Int]) -> Int {
        var row = Array(repeating: 0, count: b.count + 1)
        for x in a {
            var diagonal = 0
            for (index, y) in b.enumerated() {
                let above = row[index + 1]
                row[index + 1] = x == y ? diagonal + 1 : max(above, row[index])
                diagonal = above
            }
        }
        return row[b.count]
    }
}

/// The same numbers in every run.
private struct Steps {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
