extension String {
    /// Without ASCII blanks at both ends.
    func trimmingBlanks() -> String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return "" }
        return String(self[first...last])
    }

    /// Whether the ASCII text `needle`, given in lower case, occurs here in any case. Byte by byte, as the general
    /// `contains` is slow on the short strings this is made for.
    func holds(_ needle: StaticString) -> Bool {
        let length = needle.utf8CodeUnitCount
        guard utf8.count >= length else { return false }
        var text = self
        return text.withUTF8 { bytes in
            needle.withUTF8Buffer { wanted in
                var start = 0
                while start + length <= bytes.count {
                    var offset = 0
                    while offset < length {
                        let byte = bytes[start + offset]
                        guard (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) == wanted[offset] else { break }
                        offset += 1
                    }
                    if offset == length { return true }
                    start += 1
                }
                return false
            }
        }
    }
}
