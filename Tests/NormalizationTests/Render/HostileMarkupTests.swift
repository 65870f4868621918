import Domain
import Testing

@testable import Normalization

/// Inputs made to exhaust stack, memory or time. They pass by coming back at all, with the text that was there.
@Suite("Hostile markup", .timeLimit(.minutes(2)))
struct HostileMarkupTests {
    static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    static let html: [(name: String, body: String)] = [
        ("nested divs", many("<div>", 100_000) + "needle" + many("</div>", 100_000)),
        ("unclosed divs", many("<div>", 100_000) + "needle"),
        ("stray end tags", many("<div>", 10_000) + many("</x>", 5_000) + "needle"),
        ("paragraph flood", many("<p>", 5_000) + "needle"),
        ("body flood", many("<div>", 10_000) + many("<body>", 10_000) + "needle"),
        ("nested tables", many("<table><tr><td>", 5_000) + "needle"),
        ("nested lists", many("<ul><li>", 10_000) + "needle"),
        ("nested quotes", many("<blockquote>", 10_000) + "needle"),
        ("attribute flood", "<p " + (0..<50_000).map { "a\($0)=1 " }.joined() + ">needle"),
        ("unclosed styles", many("<style>", 10_000) + "<p>needle"),
        ("rule flood", "<style>" + many(".c{color:red}", 10_000) + "</style>" + many("<p class=c>", 10_000) + "needle"),
        ("one long line", many("word ", 200_000) + "needle"),
        ("NULs", many("\0", 200_000) + "needle"),
        ("entity flood", many("&#x", 50_000) + " needle"),
    ]

    @Test("HTML comes back with its text", arguments: html.map(\.name))
    func htmlSurvives(name: String) throws {
        let row = try #require(Self.html.first { $0.name == name })
        #expect(TextRenderer().render(row.body, format: .html).text.hasSuffix("needle"))
    }

    static let markdown: [(name: String, body: String)] = [
        ("brackets", many("[", 50_000)), ("quotes", many(">", 50_000)), ("stars", many("*a **a ", 50_000)),
        ("bullets", many("- ", 20_000)), ("bars", many("|", 20_000) + "\n" + many("|-", 20_000)),
        ("wide table", many("a|", 400) + "\n" + many("-|", 400) + "\n" + many("x\n", 20_000)),
        ("images", many("![a](", 50_000)), ("backticks", many("`a``b", 50_000)), ("tags", many("<a ", 50_000)),
    ]

    @Test("Markdown comes back with its text", arguments: markdown.map(\.name))
    func markdownSurvives(name: String) throws {
        let row = try #require(Self.markdown.first { $0.name == name })
        #expect(TextRenderer().render(row.body + "\n\nneedle", format: .markdown).text.hasSuffix("needle"))
    }

    @Test("cut at any byte, HTML still comes back")
    func truncatedAnywhere() {
        let html =
            "<style>.a{color:red}</style><p class='a'>x &amp; <a href=\"https://a.example\">y</a><!-- c --><ul><li>z"
        for length in 0...html.utf8.count {
            let cut = String(decoding: html.utf8.prefix(length), as: UTF8.self)
            #expect(!TextRenderer().render(cut, format: .html).text.contains("color"), "\(length)")
        }
    }

    @Test("a second rendering changes nothing")
    func isStable() {
        let once = TextRenderer().render("<h2>T</h2><ul><li>a<li>b</ul><p>c  d</p>", format: .html).text
        #expect(TextRenderer().render(once, format: .text).text == once)
    }
}
