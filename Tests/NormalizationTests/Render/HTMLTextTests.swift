import Domain
import Testing

@testable import Normalization

@Suite("HTML to text")
struct HTMLTextTests {
    static let cases: [(name: String, html: String, text: String)] = [
        ("paragraphs", "<p>Hi team,</p><p>it  does\n not print.</p>", "Hi team,\n\nit does not print."),
        ("divs and br", "<div>a</div><div>b<br>c<br/><br />d</div>", "a\nb\nc\n\nd"),
        ("empty div is an empty line", "<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("inline tags do not break words", "pass<b>wo</b><i>rd</i>", "password"),
        ("entities", "a &amp; b &lt;c&gt; &#8364; &nbsp; &eacute;&copy;", "a & b <c> € é©"),
        ("unknown entity stays", "AT&T &nosuch; &", "AT&T &nosuch; &"),
        ("no-break characters", "Wi\u{2011}Fi\u{00A0}down\u{200B}\u{FEFF}", "Wi-Fi down"),
        ("headings", "<h1>One</h1><p>x</p><h3>Three</h3>y", "# One\n\nx\n\n### Three\n\ny"),
        ("bullets", "<ul><li>a</li><li>b</ul>", "- a\n- b"),
        ("numbers", "<ol start=4><li>a<li>b<li value=9>c<li>d</ol>", "4. a\n5. b\n9. c\n10. d"),
        ("nested lists", "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>", "1. a\n  - b\n2. c"),
        ("letters", "<ol type=a><li>x<li>y</ol>", "a. x\nb. y"),
        ("list items with paragraphs", "<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n- b"),
        (
            "Word list",
            """
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span \
            style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>First<o:p></o:p></p>\
            <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;\
            </span></span>Second</p>
            """, "1. First\n  - Second"
        ),
        (
            "table",
            "<table><tr><th>Job</th><th>Status</th></tr><tr><td><p>A</p></td><td><p>Failed</p></td></tr></table>",
            "Job | Status\nA | Failed"
        ),
        ("nested table", "<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>c", "a | b\nc"),
        (
            "link", "see <a href='https://kb.example.com/1'>the article</a>.",
            "see the article (https://kb.example.com/1)."
        ),
        (
            "link that shows itself", "<a href='https://kb.example.com/'>https://kb.example.com</a>",
            "https://kb.example.com"
        ),
        ("mail link", "<a href='mailto:a@example.com'>a@example.com</a>", "a@example.com"),
        ("script link", "<a href='javascript:alert(1)'>go</a>", "go"),
        (
            "code", "<p>Run</p><pre>net stop spooler\n  net start spooler</pre><p>Done</p>",
            "Run\n\n```\nnet stop spooler\n  net start spooler\n```\n\nDone"
        ),
        ("a body in pre is no code", "<pre>line one\nline two</pre>", "line one\nline two"),
        ("script, style, comment", "<style>p{}</style><script>var a='<b>x</b>'</script>a<!-- b -->c", "ac"),
        ("conditional comment", "<!--[if mso]><p>outlook</p><![endif]-->x", "x"),
        ("meaningful image", "<img src=a.png alt='Error: paper jam'>", "[Error: paper jam]"),
        ("file name image", "<img src=a.png alt='image001.png'><img width=1 height=1 alt='track me'>x", "x"),
        ("charset claim is ignored", "<meta charset=iso-8859-1>Grüße", "Grüße"),
        ("unclosed tags", "<div><b>a<p>b", "a\n\nb"),
        ("stray less-than", "a < b and 3 <4", "a < b and 3 <4"),
        ("unclosed quote", "<a href=\"x>link</a> rest", "link rest"),
        ("unclosed style keeps the text", "<style>b{}<p>text</p>", "text"),
        ("empty", "", ""),
        ("only markup", "<p>&nbsp;</p><br><table></table>", ""),
    ]

    @Test("renders", arguments: cases.map(\.name))
    func renders(name: String) throws {
        let row = try #require(Self.cases.first { $0.name == name })
        #expect(TextRenderer().render(row.html, format: .html).text == row.text)
    }

    @Test func linksAreListed() {
        let rendered = TextRenderer().render(
            "<a href='https://a.example/1'>one</a> <a href='/x'>two</a>", format: .html)
        #expect(
            rendered.links == [Link(text: "one", url: "https://a.example/1"), Link(text: "two", url: "/x")])
        #expect(rendered.text == "one (https://a.example/1) two")
    }

    @Test func htmlInATextBodyIsRecognised() {
        #expect(TextRenderer().render("<div>a<br>b</div>", format: .text).text == "a\nb")
        #expect(TextRenderer().render("<department> is empty", format: .text).text == "<department> is empty")
    }
}
