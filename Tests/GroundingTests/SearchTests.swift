import Domain
import Normalization
import Testing

@testable import Grounding

/// Quick ways to look something up find what slow ones do.
@Suite struct SearchTests {
    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static func letters(_ count: ClosedRange<Int>, _ random: inout Steps) -> String {
        var text = ""
        for _ in 0..<Int.random(in: count, using: &random) {
            text += ["a", "a", "b", "é"].randomElement(using: &random) ?? ""
        }
        return text
    }

    @Test func bytesAreFoundWhereTheyStand() {
        var random = Steps(state: 5)
        // Few letters, so that much almost matches; lengths on both sides of the change of method.
        for _ in 0..<4000 {
            let text = Self.letters(0...60, &random)
            let wanted = Self.letters(0...9, &random)
            let bytes = Array(text.utf8)
            let needle = Array(wanted.utf8)
            let slow = (0...bytes.count).first { bytes[$0...].starts(with: needle) }
            #expect(text.hasBytes(wanted) == (slow != nil), "“\(wanted)” in “\(text)”")
            let first = bytes.withUnsafeBufferPointer { ByteSearch(needle).first(in: $0, from: 0) }
            #expect(first == slow)
        }
    }

    @Test func longNeedlesTakeLongSteps() {
        let wanted = String(repeating: "abc", count: 200)
        #expect((wanted + "d").hasBytes(wanted))
        #expect(("x" + wanted).hasBytes(wanted))
        #expect(!String(repeating: "abd", count: 5000).hasBytes(wanted))
    }

    @Test func sentencesAreFoundByTheTermsTheyShare() {
        let weighting = PlainTermWeighting()
        let texts = ["The disk is full.", "The disk is not encrypted.", "Nothing to see.", "Disk and memory are full."]
        let sentences = EvidenceSentences(texts.map { $0[...] }, weighting: weighting)
        for share in [0.0, 0.3, 0.5, 0.6, 1] {
            for claim in [["disk", "full"], ["disk", "encrypted", "memory"], ["absent"], ["nothing", "see", "disk"]] {
                let slow = texts.indices.filter { index in
                    let polarity = Polarity(texts[index], weighting: weighting)
                    let terms = Set(weighting.terms(in: texts[index]))
                    let shared = claim.filter { polarity.denied[$0] != nil || terms.contains($0) }
                    return Double(shared.count) >= share * Double(claim.count)
                }
                // Sentences with none of the terms are not looked at, and have nothing to say.
                let found = sentences.sharing(share, of: claim)
                #expect(found == (share == 0 ? slow.filter { found.contains($0) } : slow))
            }
        }
    }

    @Test func aTokenIsFoundAsAWholeAndEveryTimeTheSame() {
        var index = EvidenceIndex(LedgerFixture.evidence, weighting: PlainTermWeighting(), splitter: SentenceSplitter())
        for text in ["FS01", "10.0.0.10", "10.0.0.1", "0x80070005", "2.1 GB", "FS02", "8 GB", "Veeam"] {
            for token in HardTokens.tokens(in: text) {
                var fresh = EvidenceIndex(
                    LedgerFixture.evidence, weighting: PlainTermWeighting(), splitter: SentenceSplitter())
                let holders = fresh.holders(token)
                let positions = Array(LedgerFixture.evidence.indices)
                for _ in 0..<2 {
                    let one = positions.filter { index.holds(token, at: $0) }
                    let all = index.holders(token)
                    let first = index.first(token, among: positions)
                    let last = index.first(token, among: positions.reversed())
                    #expect(one == holders && all == holders, "\(token.text)")
                    #expect(first == holders.first && last == holders.last, "\(token.text)")
                }
            }
        }
    }
}
