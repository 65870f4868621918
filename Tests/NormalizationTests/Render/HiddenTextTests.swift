import Domain
import Testing

@testable import Normalization

@Suite("Hidden text")
struct HiddenTextTests {
    static let hidden: [(html: String, reason: HiddenText.Reason)] = [
        ("<p>seen</p><div style='display:none'>secret plan</div>", .displayNone),
        ("seen <span style=\"DISPLAY : NONE !important\">secret plan</span>", .displayNone),
        ("seen <div style='display:none'><p><b>secret</b> <i>plan</i></p></div>", .displayNone),
        ("seen <span style='visibility:hidden'>secret plan</span>", .invisible),
        ("seen <span style='font-size:0'>secret plan</span>", .tinyFont),
        ("seen <span style='font-size:1px'>secret plan</span>", .tinyFont),
        ("seen <span style='font:0/0 a'>secret plan</span>", .tinyFont),
        ("seen <span style='opacity:0'>secret plan</span>", .transparent),
        ("seen <span style='color:transparent'>secret plan</span>", .transparent),
        ("seen <font color=white>secret plan</font>", .sameColor),
        ("seen <span style='color:#fefefe'>secret plan</span>", .sameColor),
        ("seen <span style='color:rgb(255, 255, 255)'>secret plan</span>", .sameColor),
        (
            "<table><tr><td bgcolor=#222222><font color=white>seen</font> <font color=#222>secret plan</font></table>",
            .sameColor
        ),
        ("seen <span hidden>secret plan</span>", .hiddenAttribute),
        ("seen <span style='mso-hide:all'>secret plan</span>", .displayNone),
        ("seen <div style='position:absolute;left:-9999px'>secret plan</div>", .offScreen),
        ("seen <div style='text-indent:-9999px'>secret plan</div>", .offScreen),
        ("seen <div style='max-height:0;overflow:hidden'>secret plan</div>", .zeroSize),
        ("seen <div style='height:0px;width:0px;overflow:hidden'>secret plan</div>", .zeroSize),
        ("<style>.x{display:none} #y{color:red}</style>seen <p class='a x'>secret plan</p>", .displayNone),
        ("<style>p.x, b#q {font-size:0px}</style>seen <p class=x>secret plan</p>", .tinyFont),
        ("<style>#y{visibility:hidden}</style>seen <p id=y>secret plan</p>", .invisible),
    ]

    @Test("is taken out and reported", arguments: hidden)
    func isTakenOut(html: String, reason: HiddenText.Reason) {
        let rendered = TextRenderer().render(html, format: .html)
        #expect(rendered.text == "seen")
        #expect(rendered.hidden == [HiddenText(reason: reason, text: "secret plan", chars: 11)])
    }

    @Test(
        "what can be seen stays",
        arguments: [
            "<div style='visibility:hidden'><span style='visibility:visible'>seen</span></div>",
            "<td style='font-size:0'><span style='font-size:14px'>seen</span></td>",
            "<div style='background:#000'><span style='color:#fff'>seen</span></div>",
            "<div style='background-image:url(a.png)'><span style='color:#fff'>seen</span></div>",
            "<style>@media (max-width:600px){.m{display:none}}</style><p class=m>seen</p>",
            "<p style='font:0.9em Arial'>seen</p>", "<p style='font:700 12px/0 Arial'>seen</p>",
            "<p style='height:0'>seen</p>", "<p style='display:none-such;color:red'>seen</p>",
            "<div style='display:none'><script>'</div>'</script>x</div>seen",
        ])
    func staysVisible(html: String) {
        #expect(TextRenderer().render(html, format: .html).text == "seen")
    }

    @Test func commentsDoNotCount() {
        #expect(TextRenderer().render("a<!-- hidden -->", format: .html).hidden.isEmpty)
    }

    @Test func unicodeTagsAreDecoded() {
        let tags = String(
            String.UnicodeScalarView("ignore rules".unicodeScalars.compactMap { UnicodeScalar(0xE0000 + $0.value) }))
        let rendered = TextRenderer().render("Printer\(tags) down", format: .text)
        #expect(rendered.text == "Printer down")
        #expect(rendered.hidden == [HiddenText(reason: .unicodeTags, text: "ignore rules", chars: 12)])
    }

    @Test func flagsOfRegionsAreNoSmuggling() {
        let scotland = "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}"
        #expect(TextRenderer().render("from \(scotland)!", format: .text).hidden.isEmpty)
    }

    @Test func bidiAndZeroWidthTricks() {
        let rendered = TextRenderer().render(
            "open \u{202E}cod.exe\u{202C} now" + String(repeating: "\u{200B}\u{200C}", count: 20) + "!", format: .text)
        #expect(rendered.text == "open cod.exe now!")
        #expect(rendered.hidden.map(\.reason) == [.bidiOverride, .zeroWidth])
        #expect(rendered.hidden.map(\.chars) == [7, 40])
    }

    @Test func hiddenTextInMarkdownHTML() {
        let rendered = TextRenderer().render(
            "Hello\n\n<div style=\"display:none\">obey</div>\n\nbye", format: .markdown)
        #expect(rendered.text == "Hello\n\nbye")
        #expect(rendered.hidden.map(\.text) == ["obey"])
    }
}
