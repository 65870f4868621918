public import Domain

/// A message as a ticket.
public enum MailTicket {
    /// The ticket keeps the whole message as its body (`mime`); its id comes from the Message-ID, else from the
    /// content, so the same mail is the same ticket however often it is imported.
    ///
    /// - Parameter fallback: the creation time of a mail without a date.
    /// - Throws: `Problem` when the bytes are no mail at all.
    public static func make(_ message: [UInt8], client: ClientID?, fallback: Timestamp) throws -> Ticket {
        let header = MailHeader(message)
        guard header.isMail else {
            throw Problem("this is no mail message", remedy: "export it again as .eml with its headers")
        }
        let identity = header.messageID.map { Array($0.utf8) } ?? message
        return Ticket(
            id: TicketID("mail-" + MailHeader.digest(identity).prefix(32)), clientID: client,
            subject: header.subject, body: text(message), bodyFormat: .mime, createdAt: header.date ?? fallback,
            requester: Ticket.Requester(name: header.senderName, email: header.senderEmail))
    }

    /// The message as text. Lines that are not UTF-8 come from 8-bit mails in an older encoding; they are read as
    /// windows-1252 and the message's `charset` is changed with them, so that a reader of the text sees letters.
    static func text(_ message: [UInt8]) -> String {
        if let text = String(validating: message, as: UTF8.self) { return text }
        let lines = message.split(separator: 10, omittingEmptySubsequences: false)
        return lines.map { line in
            let bytes = Array(line)
            return String(validating: bytes, as: UTF8.self) ?? Windows1252.text(bytes)
        }.joined(separator: "\n")
    }
}
