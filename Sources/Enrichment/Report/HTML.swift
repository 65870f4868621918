/// Builds HTML in which data cannot become markup: markup is a `StaticString`, written in this package's source, and
/// every `String` is escaped, in text and in attributes alike. There is no third way in.
package struct HTML: Sendable {
    /// One attribute of an element.
    package enum Attribute {
        /// A value written in the source.
        case fixed(StaticString, StaticString)
        /// A value from data.
        case data(StaticString, String)
    }

    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Markup as it stands in the source.
    package mutating func markup(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Data, escaped.
    package mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { escape($0) }
    }

    /// A stretch of UTF-8 data, escaped. The caller cuts at scalar borders.
    package mutating func text(_ utf8: ArraySlice<UInt8>) {
        utf8.withUnsafeBufferPointer { escape($0) }
    }

    package mutating func open(_ tag: StaticString, _ attributes: [Attribute] = []) {
        bytes.append(UInt8(ascii: "<"))
        markup(tag)
        for attribute in attributes {
            bytes.append(UInt8(ascii: " "))
            switch attribute {
            case .fixed(let name, let value):
                markup(name)
                markup("=\"")
                markup(value)
            case .data(let name, let value):
                markup(name)
                markup("=\"")
                text(value)
            }
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    package mutating func close(_ tag: StaticString) {
        markup("</")
        markup(tag)
        bytes.append(UInt8(ascii: ">"))
    }

    /// An element with what `content` writes inside.
    package mutating func element(
        _ tag: StaticString, _ attributes: [Attribute] = [], _ content: (inout HTML) -> Void
    ) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    /// An element with data inside.
    package mutating func element(_ tag: StaticString, _ attributes: [Attribute] = [], text: String) {
        open(tag, attributes)
        self.text(text)
        close(tag)
    }

    /// What another builder made.
    package mutating func append(_ other: HTML) {
        bytes.append(contentsOf: other.bytes)
    }

    /// `& < > " '` become references. Control characters, which HTML forbids, become their visible Unicode pictures
    /// (U+2400 to U+2421): a NUL in a ticket is worth seeing and must not cut the page short.
    private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.reserveCapacity(bytes.count + utf8.count)
        var start = 0
        for index in utf8.indices {
            let byte = utf8[index]
            guard Self.isSpecial(byte) else { continue }
            bytes.append(contentsOf: utf8[start..<index])
            start = index + 1
            switch byte {
            case UInt8(ascii: "&"): markup("&amp;")
            case UInt8(ascii: "<"): markup("&lt;")
            case UInt8(ascii: ">"): markup("&gt;")
            case UInt8(ascii: "\""): markup("&quot;")
            case UInt8(ascii: "'"): markup("&#39;")
            case 0x0D: bytes.append(0x0A)
            case 0x7F: bytes.append(contentsOf: [0xE2, 0x90, 0xA1])
            default: bytes.append(contentsOf: [0xE2, 0x90, 0x80 + byte])
            }
        }
        bytes.append(contentsOf: utf8[start..<utf8.count])
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F: true
        default: false
        }
    }
}
