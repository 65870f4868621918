import CGMime
public import Domain
import Normalization

/// A message as a ticket.
public enum MailTicket {
    /// The ticket keeps the whole message as its body (`mime`); its id comes from the Message-ID, else from the
    /// content, so the same mail is the same ticket however often it is imported.
    ///
    /// A message with 8-bit text in an older encoding cannot be kept whole in a Swift string without losing letters;
    /// its decoded body is kept instead.
    ///
    /// - Parameter fallback: the creation time of a mail without a date.
    /// - Throws: `Problem` when the bytes are no mail at all.
    public static func make(_ message: [UInt8], client: ClientID?, fallback: Timestamp) throws -> Ticket {
        let mail = try MailParser().parse(message)
        guard mail.fromAddress != nil || mail.date != nil || mail.messageID != nil || !mail.subject.isEmpty else {
            throw Problem("this is no mail message", remedy: "export it again as .eml with its headers")
        }
        let identity = mail.messageID.nonBlank.map { Array($0.utf8) } ?? message
        var ticket = Ticket(
            id: TicketID("mail-" + digest(identity).prefix(32)), clientID: client, subject: mail.subject, body: "",
            createdAt: mail.date ?? fallback,
            requester: Ticket.Requester(name: mail.fromName, email: mail.fromAddress))
        if let whole = String(validating: message, as: UTF8.self) {
            ticket.body = whole
            ticket.bodyFormat = .mime
        } else {
            ticket.body = mail.body
            ticket.bodyFormat = mail.bodyFormat
        }
        return ticket
    }

    /// SHA-256 as hex digits: a sender chooses the Message-ID, and must not be able to hit another mail's ticket id.
    private static func digest(_ bytes: [UInt8]) -> String {
        guard let text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }
}
