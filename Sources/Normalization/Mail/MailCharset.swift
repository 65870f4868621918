import CGMime

/// The text of a part in its charset.
enum MailCharset {
    private static let largest = 33_554_432

    static func text(of part: UnsafeMutablePointer<GMimeObject>) -> String? {
        guard let content = sidenote_mime_content(part) else { return nil }
        defer { g_byte_array_unref(content) }
        let bytes = UnsafeBufferPointer(start: content.pointee.data, count: min(Int(content.pointee.len), largest))
        let declared = sidenote_mime_charset(part).map { String(cString: $0) }
        return text(bytes, charset: declared, isUnencoded: sidenote_mime_is_unencoded(part) != 0)
    }

    /// Valid UTF-8 in an unencoded body is UTF-8 whatever the header says: a message that travelled inside JSON was
    /// converted on the way, and text in another charset is hardly ever valid by chance. Other bytes are read in their
    /// charset, or as Windows-1252 when it is unknown or too narrow (WHATWG Encoding: Latin-1 and ASCII mean that).
    static func text(_ bytes: UnsafeBufferPointer<UInt8>, charset: String?, isUnencoded: Bool) -> String {
        let name = charset?.trimmingBlanks().lowercased() ?? "utf-8"
        let isASCII = bytes.allSatisfy { $0 < 0x80 }
        let isStateful =
            name.hasPrefix("iso-2022") || name.hasPrefix("utf-7") || name.hasPrefix("utf-16")
            || name.hasPrefix("utf-32") || name.hasPrefix("ucs") || name.hasPrefix("hz")
        if isASCII, !isStateful { return String(decoding: bytes, as: UTF8.self) }
        let narrow = ["utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "default", ""]
        if isUnencoded || narrow.contains(name), UTF8Reader.isValid(bytes), !isStateful {
            return String(decoding: bytes, as: UTF8.self)
        }
        let latin = ["iso-8859-1", "iso8859-1", "latin1", "latin-1", "iso_8859-1"]
        let wanted = narrow.contains(name) || latin.contains(name) ? "windows-1252" : name
        return convert(bytes, from: wanted) ?? convert(bytes, from: "windows-1252")
            ?? String(decoding: bytes, as: UTF8.self)
    }

    private static func convert(_ bytes: UnsafeBufferPointer<UInt8>, from charset: String) -> String? {
        guard let result = sidenote_mime_to_utf8(bytes.baseAddress, bytes.count, charset) else { return nil }
        defer { g_byte_array_unref(result) }
        guard result.pointee.len > 0 || bytes.isEmpty else { return nil }
        return String(
            decoding: UnsafeBufferPointer(start: result.pointee.data, count: Int(result.pointee.len)), as: UTF8.self)
    }
}
