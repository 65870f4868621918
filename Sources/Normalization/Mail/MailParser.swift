import CGMime
import Domain

/// Takes apart RFC 5322 messages with MIME bodies through GMime: transfer encodings, charsets, encoded words
/// (RFC 2047), parameter continuations (RFC 2231), nested messages. Damaged and truncated messages give what is left.
///
/// Of alternatives the HTML part is taken, because it says what is quoted, signed and hidden, unless it holds less than
/// a quarter of the letters of the plain part (a stub that points to the other).
public struct MailParser: Sendable {
    /// GMime must be started once before use; a static constant is initialised once, by one thread.
    private static let isReady: Void = sidenote_mime_start()

    /// GMime reads nested parts by recursion; a message with more containers than any mail program writes is refused.
    private static let mostContainers = 400
    static let deepestNesting = 32

    public init() {}

    /// Throws `Problem` when the bytes are no message: nothing that looks like a mail header at the beginning.
    public func parse(_ bytes: some Sequence<UInt8>) throws -> MailMessage {
        try parse(Array(bytes))
    }

    private func parse(_ bytes: [UInt8]) throws -> MailMessage {
        guard MailHeaders.lookLikeMail(bytes) else {
            throw Problem(
                "not an e-mail message", remedy: "Give a whole message that begins with its headers (RFC 5322)")
        }
        guard Self.containers(in: bytes) <= Self.mostContainers else {
            throw Problem("the message nests too many parts", remedy: "Save the text of the message as plain text")
        }
        _ = Self.isReady
        let parsed = bytes.withUnsafeBytes { sidenote_mime_parse($0.baseAddress, $0.count) }
        guard let parsed else {
            throw Problem("the message could not be read", remedy: "Save the text of the message as plain text")
        }
        defer { sidenote_mime_unref(parsed) }
        var message = Self.message(parsed, depth: 0)
        if message.body.isEmpty, message.attachments.isEmpty, message.forwarded.isEmpty {
            message.body = Self.rawBody(bytes)
        }
        return message
    }

    /// What stands below the headers, for a message whose structure cannot be made out.
    private static func rawBody(_ bytes: [UInt8]) -> String {
        var start = 0
        var lineLength = 0
        for (index, byte) in bytes.enumerated() where byte != 0x0D {
            if byte == 0x0A {
                if lineLength == 0, index > 0 {
                    start = index + 1
                    break
                }
                lineLength = 0
            } else {
                lineLength += 1
            }
        }
        guard start > 0 else { return "" }
        return bytes[start...].withUnsafeBufferPointer { MailCharset.text($0, charset: nil, isUnencoded: true) }
    }

    static func message(_ source: UnsafeMutablePointer<GMimeMessage>, depth: Int) -> MailMessage {
        var message = MailMessage()
        MailHeaders.read(source, into: &message)
        guard let root = g_mime_message_get_mime_part(source) else { return message }
        let parts = MailParts.collect(root, depth: depth)
        message.attachments = parts.attachments
        message.forwarded = parts.forwarded
        if parts.texts.contains(where: \.isHTML) {
            message.bodyFormat = .html
            message.body = parts.texts.map { $0.isHTML ? $0.text : Self.html(fromPlain: $0.text) }.joined(
                separator: "<br>\n")
        } else {
            message.body = parts.texts.map(\.text).joined(separator: "\n")
        }
        return message
    }

    private static func html(fromPlain text: String) -> String {
        var out = "<div>"
        for character in text.unicodeScalars {
            switch character {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\n": out += "<br>"
            default: out.unicodeScalars.append(character)
            }
        }
        return out + "</div>"
    }

    /// How often the message says `multipart/` or `message/rfc822`.
    private static func containers(in bytes: [UInt8]) -> Int {
        let words = [Array("multipart/".utf8), Array("message/rfc822".utf8)]
        var count = 0
        bytes.withUnsafeBufferPointer { buffer in
            for index in buffer.indices where buffer[index] | 0x20 == UInt8(ascii: "m") {
                for word in words where index + word.count <= buffer.count {
                    var offset = 0
                    while offset < word.count, buffer[index + offset] | 0x20 == word[offset] | 0x20 { offset += 1 }
                    if offset == word.count { count += 1 }
                }
            }
        }
        return count
    }
}
