/// A fixed set of words, each with a number, looked up by hash while the word is being read.
///
/// Words are compared by a 64-bit FNV-1a hash of their folded bytes (ASCII and Latin-1 letters in lower case), so a
/// look-up costs one probe and no allocation. A false hit needs a 64-bit collision and would cost a wrong reading only.
struct WordTable: Sendable {
    private var keys: [UInt64]
    private var values: [UInt16]
    private let mask: Int

    /// Value 0 means "not in the table" and cannot be stored. A later entry for the same word wins.
    init(_ entries: [(word: String, value: UInt16)]) {
        var capacity = 16
        while capacity < entries.count * 3 { capacity *= 2 }
        keys = Array(repeating: 0, count: capacity)
        values = Array(repeating: 0, count: capacity)
        mask = capacity - 1
        for entry in entries {
            let hash = WordHash.of(entry.word)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while values[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
            keys[slot] = hash
            values[slot] = entry.value
        }
    }

    /// Blank-separated words that all have the same value.
    init(words: String, value: UInt16 = 1) {
        self.init(words.split(whereSeparator: \.isWhitespace).map { (String($0), value) })
    }

    @inline(__always)
    subscript(hash: UInt64) -> UInt16 {
        var slot = Int(truncatingIfNeeded: hash) & mask
        while values[slot] != 0 {
            if keys[slot] == hash { return values[slot] }
            slot = (slot + 1) & mask
        }
        return 0
    }

    func contains(_ hash: UInt64) -> Bool { self[hash] != 0 }
}

/// FNV-1a over folded bytes.
struct WordHash {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    private var previous: UInt8 = 0

    init() {}

    @inline(__always)
    mutating func add(_ byte: UInt8) {
        var folded = byte.lowercased
        // À…Þ are C3 80…9E; their small forms stand 0x20 higher.
        if previous == 0xC3, byte &- 0x80 < 0x1F { folded = byte &+ 0x20 }
        value = (value ^ UInt64(folded)) &* 0x0000_0100_0000_01b3
        previous = byte
    }

    static func of(_ word: String) -> UInt64 {
        var hash = WordHash()
        for byte in word.utf8 { hash.add(byte) }
        return hash.value
    }
}

extension ByteView {
    /// Whether a byte continues a word: ASCII letters and digits, and letters beyond ASCII (not general punctuation).
    @inline(__always)
    func isWord(_ index: Int) -> Bool {
        let byte = self[index]
        if byte.isAlphanumeric { return true }
        if byte < 0x80 { return false }
        switch byte {
        case 0xC2, 0xE2, 0xEF: return false
        case 0xE3: return self[index + 1] != 0x80
        default: return true
        }
    }

    /// Reads the word that begins at `index`: its end and its folded hash.
    @inline(__always)
    func word(at index: Int) -> (end: Int, hash: UInt64) {
        var end = index
        var hash = WordHash()
        while isWord(end) {
            hash.add(self[end])
            end += 1
        }
        return (end, hash.value)
    }

    func hash(_ range: Range<Int>) -> UInt64 {
        var hash = WordHash()
        for index in range { hash.add(self[index]) }
        return hash.value
    }

    /// First index at or after `index`, at most `limit` further, that is white space or the end.
    func tokenEnd(_ index: Int, limit: Int = 256) -> Int {
        var end = index
        while end < count, end - index < limit, !self[end].isSpaceOrEnd {
            if self[end] == 0xC2, self[end + 1] == 0xA0 { break }
            end += 1
        }
        // Never between the bytes of one scalar.
        while end < count, self[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}
