/// How phone numbers are compared: by their last digits, since one side may lack the country or trunk prefix.
///
/// Digits only, without leading zeros, stored back to front so that an index finds equal endings. Two numbers are the
/// same if they are equal, or if one ends with the other and the shorter has at least nine digits: shorter endings are
/// local numbers that many places have.
enum PhoneKey {
    static let shortest = 7
    static let shortestEnding = 9
    /// E.164 allows 15; anything longer has an extension dialled after it.
    static let longest = 20

    /// The reversed digits of a number as written (`+49 (0)30 1234567 ext. 12`); nil for less than seven digits.
    static func reversed(_ written: String) -> [UInt8]? {
        var digits: [UInt8] = []
        let bytes = Array(written.utf8)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "("), index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "0"),
                bytes[index + 2] == UInt8(ascii: ")"), !digits.isEmpty
            {
                index += 3
                continue
            }
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits.append(byte)
            } else if digits.count >= shortest, isExtensionMark(byte) {
                break
            }
            if digits.count > longest { return nil }
            index += 1
        }
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return significant.count >= shortest ? significant.reversed() : nil
    }

    private static func isExtensionMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "#"),
            UInt8(ascii: ","), UInt8(ascii: ";"):
            true
        default: false
        }
    }
}
