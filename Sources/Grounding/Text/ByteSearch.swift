extension String {
    /// Whether the bytes of `needle` stand in the text; canonical equivalence is not considered.
    public func hasBytes(_ needle: String) -> Bool {
        var text = self
        var needle = needle
        return text.withUTF8 { bytes in
            needle.withUTF8 { wanted in
                guard let first = wanted.first else { return true }
                guard bytes.count >= wanted.count else { return false }
                var start = 0
                while start <= bytes.count - wanted.count {
                    if bytes[start] == first, (1..<max(1, wanted.count)).allSatisfy({ bytes[start + $0] == wanted[$0] })
                    {
                        return true
                    }
                    start += 1
                }
                return false
            }
        }
    }
}
