/// MAC addresses (IEEE 802 EUI-48).
public enum MACAddress {
    /// `AA:BB:CC:DD:EE:FF` from colon, dash, Cisco dotted (`aabb.ccdd.eeff`) or bare form; nil when it is not one.
    public static func normalize(_ text: String) -> String? {
        var digits: [UInt8] = []
        var separators = 0
        for byte in text.utf8 {
            if byte.isHexDigit {
                digits.append(byte.uppercased)
                if digits.count > 12 { return nil }
            } else if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
                separators += 1
                if separators > 5 { return nil }
            } else {
                return nil
            }
        }
        guard digits.count == 12 else { return nil }
        var out: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            if index > 0, index.isMultiple(of: 2) { out.append(UInt8(ascii: ":")) }
            out.append(digit)
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// Telephone numbers.
public enum PhoneNumber {
    /// The digits alone, without the international prefix `00` or the North American country code `1`, for comparison.
    public static func digits(_ text: String) -> String {
        var out = text.utf8.filter { $0.isDigit }
        if out.count > 10, out.starts(with: [0x30, 0x30]) { out.removeFirst(2) }
        if out.count == 11, out.first == UInt8(ascii: "1") { out.removeFirst() }
        return String(decoding: out, as: UTF8.self)
    }
}

/// Host names.
public enum HostName {
    /// For fuzzy comparison: the first DNS label, lower case, without dashes, underscores and spaces.
    public static func fold(_ name: String) -> String {
        var out: [UInt8] = []
        for byte in name.utf8 {
            if byte == UInt8(ascii: ".") {
                if out.isEmpty { continue }
                break
            }
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: " ") { continue }
            out.append(byte.lowercased)
        }
        return String(decoding: out, as: UTF8.self)
    }
}
