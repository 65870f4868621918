/// Splits text into words: runs of letters, perhaps numbers, and a few signs.
///
/// The same as `text.lowercased().split { !isPart($0) }`, but byte by byte where the text is ASCII, which is ten times
/// as fast; only stretches with other characters are looked at as characters.
public struct WordSplitter: Sendable {
    /// Per ASCII byte, what it is in a word, or 0 where it separates words.
    private let table: [UInt8]
    private let signs: Set<Character>
    private let keepsCase: Bool
    private let hasNumbers: Bool

    /// - Parameters:
    ///   - signs: characters that belong to words beside letters and numbers.
    ///   - numbers: whether numbers belong to words.
    ///   - keepsCase: whether words stay as they are written; otherwise they come in lower case.
    public init(signs: String = "", numbers: Bool = true, keepsCase: Bool = false) {
        self.signs = Set(signs)
        self.keepsCase = keepsCase
        hasNumbers = numbers
        let own = Set(signs.utf8)
        table = (UInt8(0)..<128).map { byte in
            switch byte {
            case 48...57: numbers ? byte : 0
            case 97...122: byte
            case 65...90: keepsCase ? byte : byte | 0x20
            default: own.contains(byte) ? byte : 0
            }
        }
    }

    /// The words in order. Linear in the length of the text.
    public func words(in text: some StringProtocol) -> [String] {
        var text = String(text)
        return text.withUTF8 { bytes in
            table.withUnsafeBufferPointer { scan(bytes, $0) }
        }
    }

    private func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ table: UnsafeBufferPointer<UInt8>) -> [String] {
        var words: [String] = []
        words.reserveCapacity(bytes.count / 6 + 1)
        var index = 0
        while index < bytes.count {
            var end = index
            while end < bytes.count, bytes[end] < 128, table[Int(bytes[end])] != 0 { end += 1 }
            if end < bytes.count, bytes[end] >= 128 {
                // A character may reach over the byte before it, so the stretch begins there.
                let start = end == index && index > 0 ? index - 1 : index
                end = Self.stretchEnd(bytes, end, table)
                addCharacters(bytes[start..<end], to: &words)
            } else if end > index {
                words.append(
                    String(unsafeUninitializedCapacity: end - index) { out in
                        for offset in 0..<(end - index) { out[offset] = table[Int(bytes[index + offset])] }
                        return end - index
                    })
            }
            index = max(end, index + 1)
        }
        return words
    }

    /// Where words end for certain: at an ASCII separator with ASCII behind it.
    private static func stretchEnd(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ table: UnsafeBufferPointer<UInt8>
    ) -> Int {
        var end = start
        while end < bytes.count {
            if bytes[end] < 128, table[Int(bytes[end])] == 0, end + 1 == bytes.count || bytes[end + 1] < 128 {
                return end
            }
            end += 1
        }
        return end
    }

    private func addCharacters(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to words: inout [String]) {
        let written = String(decoding: bytes, as: UTF8.self)
        let text = keepsCase ? written : written.lowercased()
        for word in text.split(whereSeparator: { !isPart($0) }) { words.append(String(word)) }
    }

    private func isPart(_ character: Character) -> Bool {
        character.isLetter || hasNumbers && character.isNumber || signs.contains(character)
    }
}
