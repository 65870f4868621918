import Domain
import Enrichment
import Testing

@testable import Service

@Suite struct ComponentTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    private func text(_ write: (inout HTML) -> Void) -> String {
        var html = HTML()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        (7200, 3600, "sla", "w-50", "60 min left"), (28800, 7000, "sla soon", "w-25", "1 h left"),
        (28800, 20000, "sla", "w-70", "5 h left"), (7200, 60, "sla soon", "w-5", "1 min left"),
        (7200, -7200, "sla late", "w-0", "2 h late"), (7200, 20, "sla soon", "w-5", "due now"),
        (0, 0, "sla late", "w-0", "due now"),
    ])
    func theBarShowsWhatIsLeft(_ whole: Int64, _ left: Int64, _ tone: String, _ width: String, _ words: String) {
        let due = Self.now.adding(seconds: left)
        let bar = text { $0.slaBar(from: due.adding(seconds: -whole), due: due, now: Self.now) }
        #expect(bar.contains("class=\"\(tone)\""), "\(bar)")
        #expect(bar.contains("class=\"\(width)\""), "\(bar)")
        #expect(bar.replacing("\u{A0}", with: " ").contains(">\(words)<"), "\(bar)")
    }

    @Test func withoutAPromiseThereIsNoBar() {
        #expect(text { $0.slaBar(from: nil, due: nil, now: Self.now) }.contains("no SLA"))
    }

    @Test func verdictsHaveAShapeAWordAndAColourEach() {
        let all = [Sentence.Support.supported, .weak, .unsupported, .notNeeded]
        let chips = all.map { support in text { $0.supportChip(support, evidence: ["E1"]) } }
        #expect(Set(chips).count == 4)
        for (support, chip) in zip(all, chips) {
            #expect(chip.contains(">\(support.word)<"))
            #expect(chip.contains(">\(support.shape)<"))
            #expect(chip.contains(">E1<"))
        }
    }

    @Test func sharesAreReadOutInWords() {
        #expect(text { $0.grounded(6, of: 7) }.contains("6 of 7 sentences supported"))
        #expect(text { $0.grounded(0, of: 0) }.contains("no sentence needs evidence"))
    }

    @Test func namesOfOthersCannotBreakOut() {
        let nasty = "\"><script>x</script>\u{202E}"
        for html in [
            text { $0.clientTag(nasty) }, text { $0.badge(.claimed(nasty)) }, text { $0.tag(nasty) },
            text { $0.field(nasty, id: nasty, name: nasty, value: nasty, hint: nasty) },
            text { $0.textArea(nasty, id: "a", name: "a", value: nasty, objection: nasty) },
            text { $0.choice(nasty, id: "a", name: "a", options: [(nasty, nasty)], selected: nasty) },
            text { $0.banner(.bad, nasty) }, text { $0.emptyState(nasty, nasty) }, text { $0.facts([(nasty, nasty)]) },
            text { $0.table(caption: nasty, columns: [(nasty, true)]) { _ in } },
            text { $0.tabs(label: nasty, [(nasty, nasty, nasty, 1)], current: nasty) },
            text { $0.pager(newer: nasty, older: nasty, note: nasty) }, text { $0.key(nasty) },
        ] {
            #expect(!html.contains("<script"))
        }
    }

    /// A text that begins with a line break keeps it: HTML drops the first one after the tag.
    @Test func textsComeBackWhole() {
        let html = text { $0.textArea("Reply", id: "r", name: "r", value: "\n\nHello") }
        #expect(html.contains(">\n\n\nHello</textarea>"))
    }

    @Test(arguments: [
        ("/a", "/a?pod=1"), ("/a?b=c", "/a?b=c&pod=1"), ("/a#x", "/a?pod=1#x"), ("/a?b=c#x", "/a?b=c&pod=1#x"),
        ("/a?", "/a?pod=1"), ("/a?pod=1#x", "/a?pod=1#x"),
    ])
    func queriesAreAddedTo(_ path: String, _ expected: String) {
        #expect(PageQuery.adding("pod=1", to: path) == expected)
    }
}
