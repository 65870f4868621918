import Domain
import Testing

@testable import Normalization

@Suite("Mail")
struct MailParserTests {
    func parse(_ text: String) throws -> MailMessage { try MailParser().parse(Array(text.utf8)) }

    @Test func headersAndPlainBody() throws {
        let mail = try parse(
            """
            Return-Path: <a@example.com>
            From: =?utf-8?B?SsO8cmdlbiBXZWnDnw==?= <Juergen@Example.com>
            To: Help Desk <help@msp.example>, two@msp.example
            Subject: =?iso-8859-1?Q?Drucker_l=E4uft?=
             =?iso-8859-1?Q?_nicht?=
            Date: Mon, 14 Sep 2026 15:05:00 +0200
            Message-ID: <abc@example.com>
            In-Reply-To: <xyz@msp.example>

            Hallo
            """)
        #expect(mail.fromName == "Jürgen Weiß")
        #expect(mail.fromAddress == "juergen@example.com")
        #expect(mail.to == ["help@msp.example", "two@msp.example"])
        #expect(mail.subject == "Drucker läuft nicht")
        #expect(mail.date?.description == "2026-09-14T13:05:00Z")
        #expect(mail.messageID == "abc@example.com")
        #expect(mail.inReplyTo == "xyz@msp.example")
        #expect(mail.body.trimmingWhitespace() == "Hallo")
        #expect(mail.bodyFormat == .text)
        #expect(!mail.isAutomatic)
    }

    @Test func alternativePrefersHTMLWithContent() throws {
        func alternative(_ plain: String, _ html: String) throws -> MailMessage {
            try parse(
                """
                From: a@example.com
                Content-Type: multipart/alternative; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8

                \(plain)
                --b1
                Content-Type: text/html; charset=utf-8

                \(html)
                --b1--
                """)
        }
        let rich = try alternative("Hello there", "<p>Hello <b>there</b></p>")
        #expect(rich.bodyFormat == .html)
        let stub = try alternative(
            "The printer on the second floor is down since nine.", "<html><style>p{x:y}</style></html>")
        #expect(stub.bodyFormat == .text)
        #expect(stub.body.contains("second floor"))
    }

    @Test(
        "charsets",
        arguments: [
            ("windows-1252", [0x93, 0x47, 0x72, 0xFC, 0xDF, 0x65, 0x94, 0x80] as [UInt8], "“Grüße”€"),
            ("iso-8859-1", [0x93, 0x47, 0x72, 0xFC, 0xDF, 0x65, 0x94], "“Grüße”"),
            ("iso-8859-15", [0xA4], "€"),
            ("gb2312", [0xB4, 0xF2, 0xD3, 0xA1], "打印"),
            ("utf-8", [0xC3, 0xA4], "ä"),
            ("utf-8", [0xE4], "ä"),
            ("no-such-charset", [0xE4], "ä"),
            ("iso-8859-1", [0xC3, 0xA4], "ä"),
        ])
    func charset(name: String, bytes: [UInt8], text: String) throws {
        let head = "From: a@example.com\nContent-Type: text/plain; charset=\(name)\nContent-Transfer-Encoding: 8bit\n\n"
        #expect(try MailParser().parse(Array(head.utf8) + bytes).body == text)
    }

    @Test func encodedBodyKeepsItsCharset() throws {
        let mail = try parse(
            "From: a@example.com\nContent-Type: text/plain; charset=iso-8859-1\n"
                + "Content-Transfer-Encoding: quoted-printable\n\nGr=FC=DFe und=\n mehr")
        #expect(mail.body == "Grüße und mehr")
        let wide = try parse(
            "From: a@example.com\nContent-Type: text/plain; charset=utf-16le\n"
                + "Content-Transfer-Encoding: base64\n\nSABpAA==\n")
        #expect(wide.body == "Hi")
    }

    @Test func attachmentsAndForwardedMessages() throws {
        let mail = try parse(
            """
            From: a@example.com
            Subject: FW: backup
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=outer

            --outer
            Content-Type: text/plain

            see attached
            --outer
            Content-Type: image/png
            Content-Disposition: attachment; filename*0*=utf-8''b%C3%A4;
             filename*1=r.png
            Content-Transfer-Encoding: base64

            AAECAwQF
            --outer
            Content-Type: message/rfc822

            From: Backup <backup@example.com>
            Subject: Job failed

            CMF-SQL01 failed
            --outer--
            """)
        #expect(mail.attachments == [.init(name: "bär.png", mimeType: "image/png", bytes: 6)])
        #expect(mail.forwarded.map(\.subject) == ["Job failed"])
        #expect(mail.forwarded.first?.body.contains("CMF-SQL01") == true)
        #expect(!mail.body.contains("CMF-SQL01"))
    }

    @Test(
        "truncated and broken messages give what is left",
        arguments: [
            "From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nneedle",
            "From: a@example.com\nContent-Type: multipart/mixed\n\nneedle",
            "Subject: x\nContent-Transfer-Encoding: base64\n\nbmVlZGxl",
            "From - Mon Sep 14\nFrom: a@example.com\n\nneedle",
            "From: =?utf-8?B?broken\nno header at all\n\nneedle",
        ])
    func broken(text: String) throws {
        #expect(try parse(text).body.contains("needle"))
    }

    @Test("no message", arguments: ["", "Hello, my printer is down", "{\"a\": 1}", "\n\n", "see: this\n\nFrom: b"])
    func noMessage(text: String) {
        #expect(throws: Problem.self) { try parse(text) }
    }

    @Test func deepNestingIsRefused() {
        let bomb =
            "From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n"
            + String(repeating: "--x\nContent-Type: multipart/mixed; boundary=x\n\n", count: 20_000)
        #expect(throws: Problem.self) { try parse(bomb) }
    }

    @Test func nestingBelowTheLimitIsRead() throws {
        let head = "From: a@example.com\nSubject: outer\n"
        let nested = try parse(head + String(repeating: "Content-Type: message/rfc822\n\n", count: 390) + "\nneedle")
        #expect(nested.subject == "outer")
        let parts = (0..<390).map { "Content-Type: multipart/mixed; boundary=b\($0)x\n\n--b\($0)x\n" }.joined()
        #expect(try parse(head + parts + "\nneedle").subject == "outer")
    }

    @Test func automaticMail() throws {
        #expect(try parse("From: a@example.com\nAuto-Submitted: auto-replied\n\nx").isAutomatic)
        #expect(try parse("From: a@example.com\nPrecedence: bulk\n\nx").isAutomatic)
    }
}
