extension String {
    /// Whether the bytes of `needle` stand in the text; canonical equivalence is not considered.
    public func hasBytes(_ needle: String) -> Bool {
        var needle = needle
        return needle.withUTF8 { ByteSearch($0).finds(in: self) }
    }
}

/// Looks for the same bytes in many texts, with steps as long as the bytes allow: R. N. Horspool, “Practical Fast
/// Searching in Strings”, 1980.
struct ByteSearch {
    private let wanted: [UInt8]
    /// How far to go on from a byte that stood where the last wanted one should; 255 at most. Empty for few bytes, where
    /// going on byte by byte is as quick.
    private let steps: [UInt8]

    private static let fewBytes = 4

    init(_ wanted: some Sequence<UInt8>) {
        self.wanted = Array(wanted)
        guard self.wanted.count > Self.fewBytes else {
            steps = []
            return
        }
        let last = self.wanted.count - 1
        var steps = [UInt8](repeating: UInt8(min(255, self.wanted.count)), count: 256)
        for index in 0..<last { steps[Int(self.wanted[index])] = UInt8(min(255, last - index)) }
        self.steps = steps
    }

    /// Nothing stands everywhere.
    func finds(in text: String) -> Bool {
        var text = text
        return text.withUTF8 { first(in: $0, from: 0) != nil }
    }

    /// Where the bytes stand first at or behind `start`.
    func first(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard !wanted.isEmpty else { return start }
        return wanted.withUnsafeBufferPointer { wanted in
            steps.withUnsafeBufferPointer { steps in
                let last = wanted.count - 1
                let end = wanted[last]
                var position = start
                while position + last < bytes.count {
                    let byte = bytes[position + last]
                    if byte == end {
                        var index = 0
                        while index < last, bytes[position + index] == wanted[index] { index += 1 }
                        if index == last { return position }
                    }
                    position += steps.isEmpty ? 1 : Int(steps[Int(byte)])
                }
                return nil
            }
        }
    }
}
