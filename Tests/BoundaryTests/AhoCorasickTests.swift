import Testing

@testable import Boundary

@Suite struct AhoCorasickTests {
    private func search(_ patterns: [String], _ text: String) -> [AhoCorasick.Match] {
        var matches: [AhoCorasick.Match] = []
        AhoCorasick(patterns.map { Array($0.utf8) }).search(Array(text.utf8)) { matches.append($0) }
        return matches
    }

    @Test func findsOverlappingPatterns() {
        let found = search(["he", "she", "his", "hers"], "ushers")
        #expect(found.map(\.pattern) == [1, 0, 3])
        #expect(found.map(\.range) == [1..<4, 2..<4, 2..<6])
    }

    @Test func emptyPatternsNeverMatch() {
        #expect(search([], "text").isEmpty)
        #expect(search([""], "text").isEmpty)
        #expect(search(["", "t"], "text").map(\.pattern) == [1, 1])
    }

    /// Against a search position by position, on texts over two letters, where overlaps abound.
    @Test(arguments: 1...30)
    func agreesWithPlainSearch(_ seed: Int) {
        var generator = SeededGenerator(state: UInt64(seed))
        func word(_ length: ClosedRange<Int>) -> [UInt8] {
            (0..<Int.random(in: length, using: &generator)).map { _ in Bool.random(using: &generator) ? 97 : 98 }
        }
        var patterns: [[UInt8]] = []
        for _ in 0..<12 {
            let pattern = word(1...5)
            if !patterns.contains(pattern) { patterns.append(pattern) }
        }
        let text = word(50...80)
        var expected: Set<AhoCorasick.Match> = []
        for (index, pattern) in patterns.enumerated() {
            for start in text.indices where text[start...].starts(with: pattern) {
                expected.insert(.init(pattern: index, range: start..<start + pattern.count))
            }
        }
        var found: [AhoCorasick.Match] = []
        AhoCorasick(patterns).search(text) { found.append($0) }
        #expect(Set(found) == expected)
        #expect(found.count == expected.count)
    }

    @Test func aHundredThousandPatternsStaySmall() {
        let patterns = (0..<100_000).map {
            Array("host-\(String($0 &* 2_654_435_761 % 4_294_967_291, radix: 36))".utf8)
        }
        let automaton = AhoCorasick(patterns)
        #expect(automaton.nodeCount * 17 < 16_000_000)
        var matches = 0
        automaton.search(patterns[77_777]) { match in if match.pattern == 77_777 { matches += 1 } }
        #expect(matches == 1)
    }

    @Test func foldingKeepsLengths() {
        let fold = CaseFold()
        for text in ["MÜLLER İstanbul ẞ ΑΒΓ ДОМ ß K \u{212A} ﬁ 🖨️", "\u{0}\u{7FF}\u{800}", ""] {
            #expect(fold.bytes(text).count == text.utf8.count)
        }
        #expect(fold.bytes("MÜLLER ДОМ ΑΒΓ") == fold.bytes("müller дом αβγ"))
    }
}
