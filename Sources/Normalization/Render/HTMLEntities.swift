import CLibxml2

/// Character references in text that is not HTML: some exports take the tags out and leave these behind.
enum HTMLEntities {
    private static let telling = ["&nbsp;", "&quot;", "&#39;", "&lt;", "&gt;", "&#160;", "&rsquo;", "&apos;"].map {
        Array($0.utf8)
    }

    /// Whether the text holds references that nobody types: `&nbsp;`, or two of the common ones.
    static func hasLeftovers(_ text: String) -> Bool {
        var count = 0
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "&") {
                    for (number, reference) in telling.enumerated()
                    where bytes[index...].prefix(reference.count).elementsEqual(reference) {
                        count += number == 0 ? 2 : 1
                        if count > 1 { return true }
                    }
                }
                index += 1
            }
            return false
        }
    }

    /// The text with named (HTML 4) and numeric references replaced; unknown ones stay.
    static func decode(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            var out: [UInt8] = []
            out.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: "&"), let (scalar, length) = reference(bytes, at: index) {
                    UTF8Reader.append(scalar, to: &out)
                    index += length
                } else {
                    out.append(bytes[index])
                    index += 1
                }
            }
            return String(decoding: out, as: UTF8.self)
        }
    }

    private static func reference(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> (UInt32, Int)? {
        var end = start + 1
        while end < bytes.count, end - start <= 10, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";"), end > start + 1 else { return nil }
        let name = String(decoding: bytes[(start + 1)..<end], as: UTF8.self)
        let value: UInt32?
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            value = UInt32(name.dropFirst(2), radix: 16)
        } else if name.hasPrefix("#") {
            value = UInt32(name.dropFirst())
        } else if name == "apos" {
            value = 39
        } else {
            value = htmlEntityLookup(name).map { UInt32($0.pointee.value) }
        }
        guard let value, let scalar = UnicodeScalar(value), value != 0 else { return nil }
        return (scalar.value, end - start + 1)
    }
}
