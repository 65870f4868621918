/// Base64 (RFC 4648) with strict reading: what `bytes` accepts has exactly one spelling.
///
/// Foundation's decoder accepts several spellings of the same bytes; for signatures and cursors that would let one
/// value pass as several.
public enum Base64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// With padding, alphabet of section 4.
    public static func text(_ bytes: [UInt8]) -> String { encode(bytes, standard, isPadded: true) }

    /// Without padding, alphabet of section 5.
    public static func urlText(_ bytes: [UInt8]) -> String { encode(bytes, url, isPadded: false) }

    /// nil for anything but correctly padded Base64 without line breaks whose unused bits are zero.
    public static func bytes(_ text: String) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        let padding = characters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return decode(characters.dropLast(padding), standard)
    }

    /// The same for the URL-safe alphabet without padding.
    public static func urlBytes(_ text: String) -> [UInt8]? { decode(Array(text.utf8)[...], url) }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], isPadded: Bool) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let rest = min(3, bytes.count - index)
            let group =
                UInt32(bytes[index]) << 16 | (rest > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (rest > 2 ? UInt32(bytes[index + 2]) : 0)
            for place in 0...rest { output.append(alphabet[Int(group >> UInt32(18 - 6 * place) & 63)]) }
            if isPadded { output.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - rest)) }
            index += 3
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func decode(_ characters: ArraySlice<UInt8>, _ alphabet: [UInt8]) -> [UInt8]? {
        guard characters.count % 4 != 1 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(characters.count * 3 / 4)
        var group: UInt32 = 0
        var bits = 0
        for character in characters {
            guard let value = alphabet.firstIndex(of: character) else { return nil }
            group = group << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: group >> UInt32(bits)))
                group &= (1 << UInt32(bits)) - 1
            }
        }
        return group == 0 ? output : nil
    }
}
