extension StringProtocol {
    /// The text on one line: runs of white space and control characters become one blank, none at either end.
    public func singleSpaced() -> String {
        var out: [UInt8] = []
        out.reserveCapacity(utf8.count)
        var pending = false
        for byte in utf8 {
            if byte <= 0x20 || byte == 0x7F {
                pending = true
            } else {
                if pending, !out.isEmpty { out.append(0x20) }
                pending = false
                out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
