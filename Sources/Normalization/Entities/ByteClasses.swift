extension UInt8 {
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isUpper: Bool { self &- 0x41 < 26 }
    @inline(__always) var isLower: Bool { self &- 0x61 < 26 }
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    @inline(__always) var isAlphanumeric: Bool { isLetter || isDigit }
    @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
    /// Blank, tab, line break or end of text (which reads as 0).
    @inline(__always) var isSpaceOrEnd: Bool { self == 0x20 || self &- 0x09 < 5 || self == 0 }
    @inline(__always) var isLineEnd: Bool { self == 0x0A || self == 0x0D || self == 0 }
    @inline(__always) var lowercased: UInt8 { isUpper ? self | 0x20 : self }
    @inline(__always) var uppercased: UInt8 { isLower ? self & 0xDF : self }
}
