import Domain
import Testing

@testable import Normalization

/// Cleans a plain text; `name` is the sender's.
func clean(_ text: String, subject: String = "x", name: String? = nil, format: BodyFormat = .text) -> NormalizedTicket {
    TicketNormalizer().normalize(
        Ticket(
            id: "1", subject: subject, body: text, bodyFormat: format, createdAt: Timestamp(seconds: 0),
            requester: .init(name: name)))
}

@Suite("Quoted history")
struct QuoteTests {
    static let attributions = [
        "On Mon, Sep 14, 2026 at 2:41 AM Bluewater Support <support@example.com> wrote:",
        "On Mon, Sep 14, 2026 at 2:41 AM Bluewater Support\n<support@example.com>\nwrote:",
        "Am 14.09.2026 um 10:41 schrieb Support <support@example.com>:",
        "Am Mo., 14. Sept. 2026 um 10:41 Uhr schrieb Support <\nsupport@example.com>:",
        "Le lun. 14 sept. 2026 à 10:41, Support <support@example.com> a écrit :",
        "El lun, 14 sept 2026 a las 10:41, Support (<support@example.com>) escribió:",
        "Il giorno lun 14 set 2026 alle ore 10:41 Support <support@example.com> ha scritto:",
        "Op ma 14 sep 2026 om 10:41 schreef Support <support@example.com>:",
        "Em seg., 14 de set. de 2026 às 10:41, Support <support@example.com> escreveu:",
        "2026-09-14 10:41 GMT+02:00 Support <support@example.com>:",
        "-----Original Message-----\nFrom: Support\nSent: Monday\nSubject: RE: printer\n",
        "-----Ursprüngliche Nachricht-----\nVon: Support\nGesendet: Montag\nBetreff: AW: Drucker\n",
        "From: Support <support@example.com>\nSent: Monday, September 14, 2026 3:05 AM\nTo: Dana\nSubject: RE: x\n",
        "*From:* Support <support@example.com>\n*Date:* Monday, September 14, 2026\n*To:* Dana\n*Subject:* RE: x\n",
        "Von: Support\nDatum: Montag, 14. September 2026\nAn: Dana\nBetreff: AW: x\n",
        "De : Support\nEnvoyé : lundi 14 septembre 2026\nÀ : Dana\nObjet : RE: x\n",
        "De: Support\nEnviado el: lunes, 14 de septiembre\nPara: Dana\nAsunto: RE: x\n",
        "Da: Support\nInviato: lunedì 14 settembre\nA: Dana\nOggetto: R: x\n",
        "Van: Support\nVerzonden: maandag 14 september\nAan: Dana\nOnderwerp: RE: x\n",
        "Subject: RE: x\nTo: Dana\nDate: Monday\nFrom: Support\n",
        "________________________________\nFrom: Support\nSent: Monday\nSubject: RE: x\n",
        "From: Support Sent: Monday, September 14 To: Dana Subject: RE: x",
        "--- original ---",
    ]

    @Test("everything below is taken out", arguments: attributions)
    func below(attribution: String) {
        let ticket = clean("The scanner is still offline, second line.\n\n\(attribution)\nPlease restart it.\nThe team")
        #expect(ticket.clean.text == "The scanner is still offline, second line.")
        #expect(ticket.removedSegments.map(\.kind) == ["quote"])
        #expect(ticket.removedSegments[0].text.hasSuffix("Please restart it.\nThe team"))
    }

    @Test("angle quotes below an attribution", arguments: attributions.prefix(10))
    func angled(attribution: String) {
        let ticket = clean(
            "It is offline again today.\n\n\(attribution)\n> Please restart it.\n>> old\n\nIt did not help.")
        #expect(ticket.clean.text == "It is offline again today.\n\nIt did not help.")
    }

    @Test func inlineRepliesStay() {
        let ticket = clean("> Did you restart it?\nYes, twice.\n\n> Which printer?\nHDG-PRN-FRONT1")
        #expect(ticket.clean.text == "Yes, twice.\n\nHDG-PRN-FRONT1")
    }

    @Test(
        "an angle that quotes nothing",
        arguments: [
            "Alert: CPU\n> 90% for 10 minutes\nHost NWL-FS01", "CPU > 90%\nRAM > 80%",
            "I get this:\n> Access denied (0x80070005)\nand then nothing",
            "$ cat <<EOF \\\n> one\n> two\nthat is what I typed", "```\n> SELECT 1\n> SELECT 2\n```\ndoes not work",
            "On 14 September the following was changed: nothing", "From: the second floor\nnobody can print",
            "To: be clear\nthe date: unknown",
        ])
    func notQuotes(text: String) {
        #expect(clean(text).clean.text == text)
    }

    @Test func forwardKeepsTheForwardedMessage() {
        let body = """
            see below

            ---------- Forwarded message ---------
            From: Backup <backup@example.com>
            Date: Mon, Sep 14, 2026 at 4:02 AM
            Subject: [FAILED] CMF-SQL01

            Job CMF-SQL01 failed

            From: older
            Sent: Sunday
            Subject: old

            older text
            """
        let ticket = clean(body, subject: "Fwd: [FAILED] CMF-SQL01")
        #expect(ticket.clean.text == "see below\n\nJob CMF-SQL01 failed")
        #expect(ticket.clean.flags == ["forwarded"])
        #expect(ticket.clean.subject == "[FAILED] CMF-SQL01")
        #expect(ticket.removedSegments.map(\.text).joined().contains("older text"))
    }

    @Test func aMessageThatIsOnlyAQuoteKeepsIt() {
        let ticket = clean("> The printer HDG-PRN-01 is down.\n> Please help.")
        #expect(ticket.clean.text == "The printer HDG-PRN-01 is down.\nPlease help.")
        #expect(ticket.clean.flags == ["kept_quote"])
    }

    @Test(
        "HTML containers",
        arguments: [
            "<div class=gmail_quote><div class=gmail_attr>On Mon, 14 Sep 2026 A &lt;a@example.com&gt; wrote:</div><blockquote class=gmail_quote>old</blockquote></div>",
            "<div id=divRplyFwdMsg><b>From:</b> A<br><b>Sent:</b> Monday<br><b>Subject:</b> x</div><div>old</div>",
            "<div id=appendonsend></div><div>old</div>", "<blockquote type=cite>old</blockquote>",
            "<div id=yahoo_quoted_123>old</div>", "<div id=x_x_divRplyFwdMsg></div><p>old</p>",
            "<table class=OutlookMessageHeader><tr><td>From: A</table><p>old</p>",
        ])
    func containers(html: String) {
        let ticket = clean("<p>The new scanner text here</p>\(html)", format: .html)
        #expect(ticket.clean.text == "The new scanner text here")
        #expect(ticket.removedSegments.contains { $0.kind == "quote" && $0.text.contains("old") })
    }

    @Test func indentedTextIsNoQuote() {
        let html =
            "<p>Steps I did:</p><blockquote style='margin:0 0 0 40px;border:none;padding:0px'>restarted</blockquote>"
        #expect(clean(html, format: .html).clean.text == "Steps I did:\n\nrestarted")
    }
}
