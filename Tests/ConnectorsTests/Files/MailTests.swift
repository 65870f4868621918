import Domain
import Foundation
import Testing

@testable import Connectors

@Suite struct MailTests {
    let folder: TemporaryFolder
    let now = Timestamp(seconds: 1_800_000_000)

    init() throws { folder = try TemporaryFolder() }

    private let mail = """
        From: =?utf-8?q?J=C3=BCrgen?= Beispiel <Jo@Example.com>\r
        Subject: =?utf-8?b?RHJ1Y2tlciBrYXB1dHQ=?=\r
        Date: Mon, 14 Sep 2026 15:05:00 +0200\r
        Message-ID: <abc@example.com>\r
        \r
        It does not print.\r

        """

    @Test func aMailBecomesATicket() throws {
        let ticket = try MailTicket.make(Array(mail.utf8), client: nil, fallback: now)
        #expect(ticket.subject == "Drucker kaputt")
        #expect(ticket.requester == Ticket.Requester(name: "Jürgen Beispiel", email: "jo@example.com"))
        #expect(ticket.createdAt == Timestamp("2026-09-14T13:05:00Z"))
        #expect(ticket.bodyFormat == .mime)
        #expect(ticket.id.rawValue.hasPrefix("mail-"))
        #expect(try MailTicket.make(Array((mail + "more").utf8), client: nil, fallback: now).id == ticket.id)
    }

    @Test(arguments: ["", "hello", "\u{0}\u{1}", "\n\nFrom: a@example.com"])
    func otherTextIsNoMail(_ text: String) {
        #expect(throws: Problem.self) { try MailTicket.make(Array(text.utf8), client: nil, fallback: now) }
    }

    @Test func aMailWithoutDateTakesTheFallback() throws {
        let ticket = try MailTicket.make(Array("Subject: x\n\nbody".utf8), client: nil, fallback: now)
        #expect(ticket.createdAt == now)
    }

    @Test func oldEncodingsKeepTheirLetters() throws {
        let head = "Subject: x\nFrom: a@example.com\nContent-Type: text/plain; charset=iso-8859-1\n\nGr"
        let ticket = try MailTicket.make(
            Array(head.utf8) + [0xFC, 0xDF] + Array("e".utf8), client: nil, fallback: now)
        #expect(ticket.body.trimmingWhitespace() == "Grüße")
        #expect(ticket.bodyFormat == .text)
    }

    private func messages(_ text: String, limit: Int = 1000) throws -> [String] {
        var reader = MboxReader(try FileInput(path: try folder.write("x.mbox", text)), limit: limit)
        var result: [String] = []
        while let item = try reader.next() {
            switch item {
            case .message(let bytes, let line): result.append("\(line):" + String(decoding: bytes, as: UTF8.self))
            case .failure(let failure): result.append("\(failure.line)!")
            }
        }
        return result
    }

    @Test func mailboxesAreSplit() throws {
        let separator = "From a@example.com Mon Sep 14 15:05:00 2026\n"
        let box =
            separator + "Subject: 1\n\nFrom here on it is text\n>From quoted\n>>From twice\n\n" + separator
            + "Subject: 2\n\nx\n"
        #expect(
            try messages(box) == [
                "1:Subject: 1\n\nFrom here on it is text\nFrom quoted\n>From twice\n\n", "8:Subject: 2\n\nx\n",
            ])
        let large = separator + "Subject: 1\n\n" + String(repeating: "x\n", count: 2000) + "\n" + separator + "S: 2\n"
        #expect(try messages(large) == ["1!", "2005:S: 2\n"])
        #expect(try messages("") == [])
    }

    @Test(arguments: ["garbage", "\u{0}\u{1}\u{2}\n\n\n", "From nowhere\n"])
    func garbageIsNoMailbox(_ text: String) {
        #expect(throws: Problem.self) { try messages(text) }
    }
}
