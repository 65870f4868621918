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

extension String {
    /// Every kind of quotation mark and apostrophe as `'`.
    func withEvenQuotes() -> String {
        var out: [UInt8] = []
        let bytes = Array(utf8)
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x22 {
                out.append(0x27)
            } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, (0x98...0x9F) ~= bytes[index + 2]
            {
                out.append(0x27)
                index += 2
            } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xAB || bytes[index + 1] == 0xBB {
                out.append(0x27)
                index += 1
            } else {
                out.append(byte)
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
