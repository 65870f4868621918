import Glibc

/// Looks for phrases by bytes: `String.contains` compares characters, which takes a hundred times as long.
enum ByteSearch {
    /// Whether one of the phrases stands in the text; canonical equivalence is not considered.
    static func holds(_ text: String, anyOf phrases: [String]) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            phrases.contains { phrase in
                var phrase = phrase
                return phrase.withUTF8 { holds(bytes, $0) }
            }
        }
    }

    private static func holds(_ text: UnsafeBufferPointer<UInt8>, _ phrase: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let text = text.baseAddress.map({ UnsafeRawBufferPointer(start: $0, count: text.count) }),
            let start = text.baseAddress, let wanted = phrase.baseAddress, phrase.count > 0
        else { return phrase.isEmpty }
        var position = 0
        while position + phrase.count <= text.count,
            let found = memchr(start + position, Int32(phrase[0]), text.count - phrase.count - position + 1)
        {
            if memcmp(found, wanted, phrase.count) == 0 { return true }
            position = start.distance(to: UnsafeRawPointer(found)) + 1
        }
        return false
    }
}
