/// The UTF-8 bytes of a text, readable at any index: outside it reads as 0, so that no look-ahead needs a bounds check
/// of its own and none can leave the buffer.
struct ByteView {
    let base: UnsafeBufferPointer<UInt8>
    let count: Int

    init(_ base: UnsafeBufferPointer<UInt8>) {
        self.base = base
        self.count = base.count
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        UInt(bitPattern: index) < UInt(bitPattern: count) ? base[index] : 0
    }

    /// Whether the ASCII text stands at `index`, letters compared without regard to case; `text` is lower case.
    func has(_ text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: length)
        for offset in 0..<length where base[index + offset].lowercased != wanted[offset] { return false }
        return true
    }

    /// Whether exactly these bytes stand at `index`.
    func hasExactly(_ text: StaticString, at index: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index >= 0, index + length <= count else { return false }
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: length)
        for offset in 0..<length where base[index + offset] != wanted[offset] { return false }
        return true
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: base[range.clamped(to: 0..<count)], as: UTF8.self)
    }

    /// First index at or after `index` that is not a blank or tab.
    func skipBlanks(_ index: Int) -> Int {
        var index = index
        while true {
            if self[index] == 0x20 || self[index] == 0x09 {
                index += 1
            } else if self[index] == 0xC2, self[index + 1] == 0xA0 {
                index += 2
            } else {
                return index
            }
        }
    }
}

extension String {
    /// Runs `body` over the UTF-8 bytes, without a copy when the string is native.
    func withByteView<Result>(_ body: (ByteView) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable({ body(ByteView($0)) }) { return result }
        return Array(utf8).withUnsafeBufferPointer { body(ByteView($0)) }
    }
}
