import Domain
import Enrichment
import Foundation
import Storage

/// The exact bytes of one call to a model, with what was withheld from them boxed.
struct EgressPage: Sendable {
    let entry: LedgerEntry
    let body: [UInt8]
    let visit: Visit

    /// Most bytes of a body that a page shows.
    static let shownBytes = 400_000

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
                        text: "\(Figures.grouped(body.count - Self.shownBytes)) more bytes are in the ledger.")
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
        for range in WithheldMarks.ranges(in: bytes) {
            self.text(bytes[done..<range.lowerBound])
            element("span", [.fixed("class", "withheld"), .fixed("title", "withheld")]) { html in
                html.text(bytes[range])
            }
            done = range.upperBound
        }
        self.text(bytes[done...])
    }
}

/// Finds the placeholders that `Boundary` and `Normalization` write.
enum WithheldMarks {
    private static let kinds = [
        "PERSON", "HOST", "EMAIL", "IP", "MAC", "PHONE", "USER", "SERIAL", "DOMAIN", "URL", "COMPANY", "SITE",
        "LITERAL",
    ].map { Array($0.utf8) }
    private static let secret = Array("[secret removed: ".utf8)

    /// In order, without overlaps; linear in the text.
    static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            let end = bytes[index] == UInt8(ascii: "[") ? secretEnd(bytes, index) : placeholderEnd(bytes, index)
            if let end {
                ranges.append(index..<end)
                index = end
            } else {
                index += 1
            }
        }
        return ranges
    }

    private static func secretEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard bytes[start...].starts(with: secret) else { return nil }
        let limit = min(bytes.count, start + 80)
        return bytes[start..<limit].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
    }

    private static func placeholderEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        guard isCapital(bytes[start]), start == 0 || !isWord(bytes[start - 1]) || isEscape(bytes, start - 1) else {
            return nil
        }
        for kind in kinds where bytes[start...].starts(with: kind) {
            var end = start + kind.count
            guard end < bytes.count, bytes[end] == UInt8(ascii: "_") else { continue }
            end += 1
            let digits = end
            while end < bytes.count, end - digits < 9, (48...57).contains(bytes[end]) { end += 1 }
            guard end > digits else { return nil }
            while end < bytes.count, isCapital(bytes[end]) { end += 1 }
            return end
        }
        return nil
    }

    /// Whether the letter belongs to a JSON escape, as in `\nHOST_1`.
    private static func isEscape(_ bytes: [UInt8], _ index: Int) -> Bool {
        index > 0 && bytes[index - 1] == UInt8(ascii: "\\") && "bfnrt".utf8.contains(bytes[index])
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        isCapital(byte & 0xDF) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
    }
}
