import Domain
import Normalization

/// Looks for a hard token in running text, where it must not be a part of a longer one: `10.0.0.1` does not stand in
/// `10.0.0.10`, nor `FS01` in `FS01-OLD`. Made once for a token that is looked for in many texts.
struct WholeToken {
    private let kind: HardToken.Kind
    private let length: Int
    private let search: ByteSearch

    init(_ token: HardToken) {
        kind = token.kind
        let wanted = Array(token.text.lowercased().singleSpaced().utf8)
        length = wanted.count
        search = ByteSearch(wanted)
    }

    /// - Parameter text: lower case and single-spaced.
    func stands(in text: String) -> Bool {
        guard length > 0 else { return false }
        var text = text
        return text.withUTF8 { bytes in
            var start = 0
            while let found = search.first(in: bytes, from: start) {
                if Self.isFree(bytes, before: found, kind), Self.isFree(bytes, after: found + length, kind) {
                    return true
                }
                start = found + 1
            }
            return false
        }
    }

    private static func isFree(
        _ bytes: UnsafeBufferPointer<UInt8>, before start: Int, _ kind: HardToken.Kind
    ) -> Bool {
        guard start > 0 else { return true }
        let byte = bytes[start - 1]
        if joinsWord(byte) { return false }
        guard joinsToken(byte) else { return true }
        switch (kind, byte) {
        case (.entity(.domain), 0x40), (.entity(.domain), 0x2F), (.entity(.user), 0x5C): return true
        default: return start < 2 || !joinsWord(bytes[start - 2])
        }
    }

    private static func isFree(_ bytes: UnsafeBufferPointer<UInt8>, after end: Int, _ kind: HardToken.Kind) -> Bool {
        guard end < bytes.count else { return true }
        let byte = bytes[end]
        if joinsWord(byte) { return false }
        guard joinsToken(byte) else { return true }
        switch (kind, byte) {
        case (.entity(.domain), 0x2F), (.entity(.user), 0x40), (.entity(.hostname), 0x2E): return true
        default: return end + 1 >= bytes.count || !joinsWord(bytes[end + 1])
        }
    }

    private static func joinsWord(_ byte: UInt8) -> Bool {
        Words.isAlphanumeric(byte) || byte == 0x5F || byte >= 0xC3
    }

    /// `.` `-` `:` `/` `\` `@` `+` `,` `=` `&` `?` `#`
    private static func joinsToken(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x2D, 0x3A, 0x2F, 0x5C, 0x40, 0x2B, 0x2C, 0x3D, 0x26, 0x3F, 0x23: true
        default: false
        }
    }
}
