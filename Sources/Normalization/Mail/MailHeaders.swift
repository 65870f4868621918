import CGMime
import Domain

/// The headers of a message.
enum MailHeaders {
    private static let known: Set<String> = [
        "from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type", "return-path",
        "delivered-to", "reply-to", "sender", "cc", "x-mailer", "dkim-signature", "in-reply-to", "references",
        "thread-topic", "authentication-results", "received-spf", "x-received", "arc-seal", "x-originating-ip",
    ]

    /// Whether one of the first lines is a known mail header, after only lines that have a header's form.
    static func lookLikeMail(_ bytes: [UInt8]) -> Bool {
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while start < bytes.count, bytes[start] == 0x0A || bytes[start] == 0x0D { start += 1 }
        for line in 0..<60 {
            guard start < bytes.count else { return false }
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            let first = bytes[start]
            if first == 0x0D || first == 0x0A { return false }
            if first != 0x20, first != 0x09 {
                let text = bytes[start..<min(end, start + 80)]
                if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
                    let name = String(decoding: text[start..<colon], as: UTF8.self).trimmingBlanks().lowercased()
                    if known.contains(name) { return true }
                    if name.utf8.contains(0x20) { return false }
                } else if line > 0 || !text.starts(with: "From ".utf8) {
                    return false
                }
            }
            start = end + 1
        }
        return false
    }

    static func read(_ source: UnsafeMutablePointer<GMimeMessage>, into message: inout MailMessage) {
        message.subject = cleaned(g_mime_message_get_subject(source).map { String(cString: $0) } ?? "")
        if let (name, address) = addresses(g_mime_message_get_from(source)).first {
            message.fromName = name
            message.fromAddress = address
        }
        message.replyTo = addresses(g_mime_message_get_reply_to(source)).first?.address
        message.to = (addresses(g_mime_message_get_to(source)) + addresses(g_mime_message_get_cc(source))).compactMap(
            \.address)
        if let date = g_mime_message_get_date(source) {
            let seconds = g_date_time_to_unix(date)
            // Years before 1980 and after 2100 are a sender's broken clock or a misread header.
            if seconds > 315_532_800, seconds < 4_102_444_800 { message.date = Timestamp(seconds: Int64(seconds)) }
        }
        message.messageID = g_mime_message_get_message_id(source).flatMap { bareID(String(cString: $0)) }
        message.inReplyTo = header(source, "In-Reply-To").flatMap(bareID)
        message.threadRoot = header(source, "References").flatMap(bareID) ?? message.inReplyTo
        let automatic = header(source, "Auto-Submitted")?.lowercased().trimmingBlanks() ?? "no"
        let precedence = header(source, "Precedence")?.lowercased().trimmingBlanks() ?? ""
        message.isAutomatic =
            automatic != "no" || ["bulk", "junk", "list", "auto_reply"].contains(precedence)
            || header(source, "List-Id") != nil
        message.mayLoop =
            automatic.hasPrefix("auto-replied") || ["bulk", "junk", "auto_reply"].contains(precedence)
            || header(source, "X-Loop") != nil
    }

    private static func header(_ source: UnsafeMutablePointer<GMimeMessage>, _ name: String) -> String? {
        sidenote_mime_header(source, name).map { String(cString: $0) }
    }

    /// The first `<…>` of an id header without its brackets.
    private static func bareID(_ text: String) -> String? {
        let inside = text.contains("<") ? text.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" } : text[...]
        let id = String(inside).trimmingBlanks()
        return id.isEmpty || id.utf8.count > 998 ? nil : id
    }

    private static func addresses(
        _ list: UnsafeMutablePointer<InternetAddressList>?
    ) -> [(name: String?, address: String?)] {
        (0..<min(sidenote_mime_address_count(list), 200)).map { index in
            let name = sidenote_mime_address_name(list, index).map { cleaned(String(cString: $0)) }
            let address = sidenote_mime_address(list, index).map { cleaned(String(cString: $0)).lowercased() }
            return (name.nonBlank, address.nonBlank)
        }
    }

    /// One line without controls.
    private static func cleaned(_ text: String) -> String {
        PlainTextRenderer().render(text).text.split(separator: "\n").joined(separator: " ").trimmingWhitespace()
    }
}
