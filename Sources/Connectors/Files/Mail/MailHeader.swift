import CGMime
import Domain

/// The headers of a message that a ticket needs (RFC 5322, RFC 2047), read with GMime's decoders.
struct MailHeader {
    private(set) var subject = ""
    private(set) var senderName: String?
    private(set) var senderEmail: String?
    private(set) var date: Timestamp?
    private(set) var messageID: String?
    /// Whether there was any header a mail must have.
    var isMail: Bool { senderEmail != nil || date != nil || messageID != nil || !subject.isEmpty }

    private static let sizeLimit = 1 << 20
    /// GMime counts its initialisations; the constant makes it happen once, before the first use, on one thread.
    private static let library: Void = g_mime_init()

    init(_ message: [UInt8]) {
        _ = Self.library
        for (name, value) in Self.fields(message) {
            switch name {
            case "subject" where subject.isEmpty: subject = Self.decoded(value)
            case "from" where senderEmail == nil: readSender(value)
            case "date" where date == nil: date = Self.date(value)
            case "message-id" where messageID == nil:
                messageID = Optional(value.filter { !"<> \t".contains($0) }).nonBlank
            default: break
            }
        }
    }

    /// Unfolded fields, names in lower case, up to the first blank line.
    private static func fields(_ message: [UInt8]) -> [(String, String)] {
        var fields: [(String, [UInt8])] = []
        for line in message.prefix(sizeLimit).split(separator: 10, omittingEmptySubsequences: false) {
            let line = line.last == 13 ? line.dropLast() : line
            guard let first = line.first else { break }
            if first == 32 || first == 9 {
                if let last = fields.indices.last, fields[last].1.count < 1 << 16 { fields[last].1 += line }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let name = String(decoding: line[..<colon], as: UTF8.self).lowercased().trimmingWhitespace()
                fields.append((name, Array(line[(colon + 1)...])))
            }
        }
        return fields.map { ($0.0, CSVEncoding.text($0.1.filter { $0 != 0 }).trimmingWhitespace()) }
    }

    private static func decoded(_ value: String) -> String {
        guard let text = g_mime_utils_header_decode_text(nil, value) else { return value }
        defer { g_free(text) }
        return String(cString: text).split(whereSeparator: \.isNewline).joined(separator: " ").trimmingWhitespace()
    }

    private static func date(_ value: String) -> Timestamp? {
        guard let date = g_mime_utils_header_decode_date(value) else { return nil }
        defer { g_date_time_unref(date) }
        return Timestamp(seconds: Int64(g_date_time_to_unix(date)))
    }

    private mutating func readSender(_ value: String) {
        guard let list = internet_address_list_parse(nil, value) else { return }
        defer { g_object_unref(list) }
        guard internet_address_list_length(list) > 0, let address = internet_address_list_get_address(list, 0) else {
            return
        }
        senderName = internet_address_get_name(address).map { String(cString: $0) }.nonBlank
        let isMailbox = g_type_check_instance_is_a(
            UnsafeMutableRawPointer(address).assumingMemoryBound(to: GTypeInstance.self),
            internet_address_mailbox_get_type())
        guard isMailbox != 0 else { return }
        let mailbox = UnsafeMutableRawPointer(address).assumingMemoryBound(to: InternetAddressMailbox.self)
        senderEmail = internet_address_mailbox_get_addr(mailbox).map { String(cString: $0) }.nonBlank?.lowercased()
    }

    /// SHA-256 of the bytes as hex digits.
    static func digest(_ bytes: [UInt8]) -> String {
        guard let text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else { return "" }
        defer { g_free(text) }
        return String(cString: text)
    }
}
