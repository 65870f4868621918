import Domain
import Testing

@testable import Enrichment

@Suite struct MarkingTests {
    private func marks(_ words: [String], in text: String, tail: Int = 0) -> [String] {
        let utf8 = Array(text.utf8)
        return Marker(words, tail: tail).spans(in: utf8).map { String(decoding: utf8[$0.range], as: UTF8.self) }
    }

    @Test(arguments: [
        (["HDG-OP03"], "hdg-op03 and HDG-OP03.", ["hdg-op03", "HDG-OP03"]),
        (["OP03"], "HDG-OP03, OP03-OLD, OP030", []),
        (["10.20.10.6"], "10.20.10.63 110.20.10.6 10.20.10.6.", ["10.20.10.6"]),
        (["11.4", "11.4.2"], "11.4.2 then 11.4", ["11.4.2", "11.4"]),
        (["CMF-TS02"], "サーバーCMF-TS02のエラー", ["CMF-TS02"]),
        (["エラー"], "CMFのエラーです", ["エラー"]),
        (["user"], "user@example.com user_1 user", ["user"]),
        ([""], "abc", []), (["abc"], "", []), (["abcd"], "abc", []),
    ])
    func findsWords(_ words: [String], _ text: String, _ expected: [String]) {
        #expect(marks(words, in: text) == expected)
    }

    @Test func stemsMarkTheirWords() {
        #expect(marks(["acquir"], in: "Acquire, acquires, acquisition, reacquire", tail: 4) == ["Acquire", "acquires"])
    }

    @Test func theRecordsPositionsComeFirst() {
        let text = "Ä MAC aa-bb-cc-00-11-22 here"
        let entity = Entity(kind: .mac, value: "AA:BB:CC:00:11:22", offset: 6, length: 17)
        var html = HTML()
        html.marked(text, entities: [entity])
        let written = String(decoding: html.bytes, as: UTF8.self)
        #expect(written.contains("<mark title=\"MAC address\">aa-bb-cc-00-11-22<span"))
        #expect(shown(html) == text)
    }

    /// Whatever is marked, and wherever the record says it stands, the text itself is shown unchanged.
    @Test(arguments: 0..<300)
    func markingNeverChangesTheText(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 0x9E37)
        let pieces = [
            "HDG-OP03", " ", "é", "漢字", "<", "&amp;", "10.0.0.1", "\n", "👩‍💻", "-", ".", "OP03", "a", "\"",
        ]
        func text(_ count: Int) -> String { (0..<count).map { _ in pieces[random.below(pieces.count)] }.joined() }
        let body = text(random.below(40))
        let entities = (0..<random.below(8)).map { _ in
            random.below(2) == 0
                ? Entity(kind: .hostname, value: text(1 + random.below(2)))
                : Entity(
                    kind: .ip, value: text(1), offset: random.below(60) - 5,
                    length: random.below(12) == 0 ? Int.max : random.below(9) - 1)
        }
        var html = HTML()
        html.marked(body, entities: entities)
        #expect(shown(html) == body)
        var terms = HTML()
        terms.marked(body, terms: entities.map { TermWeight(term: $0.value, weight: 1) })
        #expect(shown(terms) == body)
    }
}

/// A small deterministic generator (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators").
struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }
}
