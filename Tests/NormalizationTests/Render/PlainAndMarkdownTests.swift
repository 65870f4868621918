import Domain
import Testing

@testable import Normalization

@Suite("Plain text and Markdown")
struct PlainAndMarkdownTests {
    @Test(
        "plain text",
        arguments: [
            ("a\r\nb\rc\n", "a\nb\nc"),
            ("\u{FEFF}a\u{00A0}b\u{0000}c\u{0007}", "a bc"),
            ("  a  \n\n\n\n  b\t\n", "a\n\n  b"),
            ("\n\n", ""),
            ("&nbsp;\r\nGood morning, &quot;Need Password&quot;", "Good morning, \"Need Password\""),
            ("if a &amp; b", "if a &amp; b"),
            ("so\u{00AD}ft hy\u{2011}phen", "soft hy-phen"),
            ("line\u{2028}next", "line\nnext"),
        ])
    func plain(input: String, output: String) {
        #expect(TextRenderer().render(input, format: .text).text == output)
    }

    @Test func invalidCharactersAreCounted() {
        let rendered = TextRenderer().render("a\u{0}b\u{FFFD}c\u{1B}", format: .text)
        #expect(rendered.text == "abc")
        #expect(rendered.invalidCharacters == 3)
    }

    @Test(
        "Markdown",
        arguments: [
            ("# Title\n\nSome *bold* `code`.", "# Title\n\nSome bold code."),
            ("1. one\n2. two\n   - sub\n", "1. one\n2. two\n  - sub"),
            ("5. five\n6. six", "5. five\n6. six"),
            ("a|b\n-|-\n1|2\n", "a | b\n1 | 2"),
            ("Run:\n\n```powershell\nGet-Service  spooler\n```\n", "Run:\n\n```\nGet-Service  spooler\n```"),
            ("[KB](https://kb.example.com/1)", "KB (https://kb.example.com/1)"),
            ("first line\nsecond line", "first line\nsecond line"),
            ("~~old~~ www.example.com", "old www.example.com"),
            ("device NWL-LT<number> in <backup agent>\\Cache", "device NWL-LT<number> in <backup agent>\\Cache"),
            ("![alt text](x.png)", "[alt text]"),
            ("open \\\\NWL-FS01\\_old and C:\\x\\<name>\\(1)", "open \\\\NWL-FS01\\_old and C:\\x\\<name>\\(1)"),
            ("`\\\\a\\b` and C:\\\\Temp", "\\\\a\\b and C:\\Temp"),
            ("not \\*bold\\*", "not *bold*"),
        ])
    func markdown(input: String, output: String) {
        #expect(TextRenderer().render(input, format: .markdown).text == output)
    }

    @Test func documentsJoinLinesAndDropFrontMatter() {
        let body = "---\r\ntitle: X\r\ntags: [a]\r\n---\r\n# X\r\n\r\nA sentence that\r\nwraps.\r\n"
        let document = Document(id: "1", title: "X", body: body, bodyFormat: .markdown)
        #expect(DocumentNormalizer().normalize(document).text == "# X\n\nA sentence that wraps.")
    }

    @Test func aRuleIsNoFrontMatter() {
        let document = Document(id: "1", title: "X", body: "---\nplain words\n\nmore", bodyFormat: .markdown)
        #expect(DocumentNormalizer().normalize(document).text.contains("plain words"))
    }
}
