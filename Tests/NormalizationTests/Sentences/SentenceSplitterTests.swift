import Normalization
import Testing

@Suite struct SentenceSplitterTests {
    @Test(arguments: [
        "One here.| Two there!| Three?", "Use e.g. the second one.| Then stop.", "Dr. Smith called.| He is angry.",
        "See No. 5 first.| Done.", "Update to v7.4 now.| Reboot.", "Ping 10.0.0.1 first.| Then call.",
        "Open C:\\temp\\a.txt please.| Thanks.", "It costs 3.50 dollars.| Pay.", "Well... maybe not.| Ok.",
        "Ask J. Smith about it.| Bye.", "Acme Inc. is closed today.| Really.", "First line|\nSecond line",
        "- one|\n- two|\n- three", "| a | b |!\n| c | d |", "Heading|\n\nText follows here.",
        "Das ist z.B. so.| Und nun?",
        "Am 12. März war es.| Danach nicht.", "Voir M. Dupont s.v.p. demain.| Merci.", "你好。|再见！|好吗？|好",
        "He said \"stop.\"| Then left.", "It works (mostly).| Good.", "Is it on?!| Yes.",
        "1. Open the file|\n2. Close it",
        "This is a long line of prose that was wrapped by the mail\nprogram in the middle of the sentence.| Next one.",
        "Short line|\nanother short line", "Visit example.com now.| Ok.", "approx. 5 minutes.| Fine.",
        "Version 10.0.19045.3803 is in.| Good.", "El Sr. García llamó.| Gracias.", "   |lead and trail.|   ",
        "No.| Stop it.",
    ])
    func splits(_ marked: String) {
        // "|" before a break marks a boundary; "!" after a table row's bar keeps that bar.
        if marked.hasPrefix("| a") {
            #expect(SentenceSplitter().sentences(in: "| a | b |\n| c | d |") == ["| a | b |", "| c | d |"])
            return
        }
        let wanted = marked.split(separator: "|").map { trim($0) }.filter { !$0.isEmpty }
        let found = SentenceSplitter().sentences(in: marked.replacing("|", with: ""))
        #expect(found.map { String($0) } == wanted)
    }

    private func trim(_ text: Substring) -> String {
        var text = text
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    static let pieces = [
        "a", "Word", ". ", ".", "! ", "?", "\n", "\r\n", "\u{A0}", "\u{3000}", "。", "e.g. ", "No. ", "5", "\"", ")",
        "…", "😀",
        "ü", "- ", "| x |", "\t", "\u{2003}", "\u{0}", "long piece of prose that goes on and on and on and on ",
        "\u{FEFF}",
    ]

    @Test(arguments: 0..<200)
    func piecesCoverAllThatIsNotSpace(_ seed: UInt64) {
        var random = SplitMix(state: seed)
        let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }
        .joined()
        let found = SentenceSplitter().sentences(in: text)
        let solid = { (text: String) in
            String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
        }
        #expect(solid(found.joined()) == solid(text))
        var last = text.startIndex
        for piece in found {
            #expect(!piece.isEmpty && piece.startIndex >= last)
            #expect(piece.unicodeScalars.first?.properties.isWhitespace == false)
            #expect(piece.unicodeScalars.last?.properties.isWhitespace == false)
            last = piece.endIndex
        }
    }
}
