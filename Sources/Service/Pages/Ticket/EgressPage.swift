import Domain
import Enrichment
import Foundation
import Storage

/// The exact bytes of one call to a model, with what was withheld from them boxed.
struct EgressPage: Sendable {
    let entry: LedgerEntry
    let body: [UInt8]
    let visit: Visit

    var head: PageHead {
        PageHead(title: "What was sent (receipt \(entry.receipt.receipt))", section: .ticket, width: .wide)
    }

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "page-head")]) { html in
            html.element("h1", text: "What was sent (receipt \(entry.receipt.receipt))")
            html.element(
                "a", [.data("href", visit.link(TicketLinks.path(entry.ticketID)) + "#panel-egress")],
                text: "Back to the ticket")
        }
        html.element("div", [.fixed("class", "card")]) { html in
            html.receiptFacts(entry.receipt)
            html.element("dl", [.fixed("class", "facts")]) { html in
                html.fact("When") { html in html.moment(entry.at) }
                html.fact("Answer") { html in html.text(entry.answerStatus.map { "status \($0)" } ?? "none is kept") }
            }
        }
        SentBytes(body: body).write(to: &html)
    }
}

/// A request body: its messages as they are read, and the exact bytes, with boxes around what stands for something that
/// was withheld.
struct SentBytes: Sendable {
    let body: [UInt8]

    /// Most bytes that a page shows.
    static let shownBytes = 400_000

    func write(to html: inout HTML) {
        let text = String(decoding: body.prefix(Self.shownBytes), as: UTF8.self)
        let messages = Self.messages(body)
        for message in messages {
            html.element("section", [.fixed("class", "card")]) { html in
                html.element("h2", [.fixed("dir", "auto")], text: message.role.clipped(to: 40))
                html.element("div", [.fixed("class", "words-of-others sent"), .fixed("dir", "auto")]) { html in
                    html.boxed(message.text.prefix(utf8Limit: Self.shownBytes))
                }
            }
        }
        html.element("section", [.fixed("class", "card")]) { html in
            html.disclosure("The exact bytes", isOpen: messages.isEmpty, id: "bytes") { html in
                html.element("pre", [.fixed("class", "sent"), .fixed("dir", "ltr")]) { html in html.boxed(text) }
                if body.count > Self.shownBytes {
                    html.element(
                        "p", [.fixed("class", "soft")],
                        text: "\(Figures.grouped(body.count - Self.shownBytes)) more bytes are not shown here.")
                }
            }
        }
    }

    /// The messages of a chat request, unescaped for reading; none for bytes of another shape.
    private static func messages(_ body: [UInt8]) -> [(role: String, text: String)] {
        struct Chat: Decodable {
            struct Message: Decodable {
                var role: String
                var content: String
            }
            var messages: [Message]
        }
        let chat = try? JSONDecoder().decode(Chat.self, from: Data(body))
        return (chat?.messages ?? []).prefix(50).map { ($0.role, $0.content) }
    }
}

extension HTML {
    /// A text with boxes around the placeholders that stand for what was withheld: `HOST_1`, `[secret removed: …]`.
    mutating func boxed(_ text: String) {
        let bytes = Array(text.utf8)
        var done = 0
        for range in WithheldMarks.ranges(in: bytes[...]) {
            self.text(bytes[done..<range.lowerBound])
            element("span", [.fixed("class", "withheld"), .fixed("title", "withheld")]) { html in
                html.text(bytes[range])
            }
            done = range.upperBound
        }
        self.text(bytes[done...])
    }
}
