import CLibxml2

/// Takes out of HTML what costs libxml2 more than linear time or memory and means nothing in a text: NULs, end tags
/// without a start tag (each walks the whole stack of open elements), tags with floods of attributes (each is compared
/// with all before it) and `data:` addresses.
struct HTMLGuard {
    /// Whether a tag that HTML does not know, without a value in it, is text: `<department>` in a runbook.
    private let keepsUnknownTags: Bool
    /// The largest result in bytes; what follows is cut off.
    static let limit = 16_777_216
    private static let longestTag = 65_536
    private static let mostAttributes = 256

    init(keepsUnknownTags: Bool = false) {
        self.keepsUnknownTags = keepsUnknownTags
    }

    private(set) var out: [UInt8] = []
    private(set) var isTruncated = false
    private var open: [Name] = []
    private var openCount: [Name: Int] = [:]
    /// Raw-text elements known to have no further end tag, so that the search for it is not repeated.
    private var neverClosed: Set<Name> = []

    /// A tag name in at most eight bytes, which is enough to tell the elements apart that matter here.
    private typealias Name = UInt64

    /// Elements whose end tag may be left out, so that a second one ends the first.
    private static let selfEnding = Set(
        ["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody"].map { name($0.utf8) })
    private static let void = Set(
        ["br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "embed", "param", "frame"].map {
            name($0.utf8)
        })
    private static let raw: [(name: Name, end: [UInt8])] = ["script", "style", "title", "xmp"].map {
        (name($0.utf8), Array("</\($0)".utf8))
    }
    private static let paragraph = name("p".utf8)
    /// A second one inside the first does nothing, but has libxml2 look through all open elements.
    private static let single = Set(["html", "head", "body"].map { name($0.utf8) })
    private static let newer = Set(
        [
            "article", "aside", "audio", "canvas", "details", "dialog", "figcaption", "figure", "footer", "header",
            "main", "mark", "nav", "section", "summary", "template", "time", "video", "svg", "wbr", "xml", "picture",
            "source", "output", "progress", "ruby", "rt", "rp", "bdi", "data", "datalist", "math", "path",
        ].map { name($0.utf8) })

    private static func name(_ bytes: some Sequence<UInt8>) -> Name {
        bytes.prefix(8).reduce(0) { $0 << 8 | Name($1 >= 65 && $1 <= 90 ? $1 + 32 : $1) }
    }

    /// The guarded copy of `html`.
    mutating func filter(_ html: UnsafeBufferPointer<UInt8>) {
        out.reserveCapacity(min(html.count, Self.limit))
        var index = 0
        while index < html.count {
            if out.count >= Self.limit {
                isTruncated = true
                return
            }
            let byte = html[index]
            guard byte == UInt8(ascii: "<"), index + 1 < html.count else {
                if byte != 0 { out.append(byte) }
                index += 1
                continue
            }
            switch html[index + 1] {
            case UInt8(ascii: "!"), UInt8(ascii: "?"): index = skipDeclaration(html, index)
            case UInt8(ascii: "/"): index = endTag(html, index)
            case let next where next | 0x20 >= 97 && next | 0x20 <= 122: index = startTag(html, index)
            default:
                out.append(contentsOf: "&lt;".utf8)
                index += 1
            }
        }
    }

    /// Comments, conditional comments, declarations and processing instructions are dropped.
    private mutating func skipDeclaration(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        if start + 3 < html.count, html[start + 2] == UInt8(ascii: "-"), html[start + 3] == UInt8(ascii: "-") {
            var index = start + 4
            // `<!-->` and `<!--->` are whole comments.
            if index < html.count, html[index] == UInt8(ascii: ">") { return index + 1 }
            while index + 2 < html.count {
                if html[index] == UInt8(ascii: "-"), html[index + 1] == UInt8(ascii: "-") {
                    if html[index + 2] == UInt8(ascii: ">") { return index + 3 }
                    if html[index + 2] == UInt8(ascii: "!"), index + 3 < html.count,
                        html[index + 3] == UInt8(ascii: ">")
                    {
                        return index + 4
                    }
                }
                index += 1
            }
            return html.count
        }
        var index = start + 2
        while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
        return min(index + 1, html.count)
    }

    private mutating func endTag(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start + 2
        let nameStart = index
        while index < html.count, Self.isName(html[index]) { index += 1 }
        let name = Self.name(html[nameStart..<index])
        let nameEnd = index
        while index < html.count, html[index] != UInt8(ascii: ">"), html[index] != UInt8(ascii: "<") { index += 1 }
        if index < html.count, html[index] == UInt8(ascii: ">") { index += 1 }
        guard openCount[name, default: 0] > 0 else {
            // Browsers read a stray </p> or </br> as a break.
            if name == Self.paragraph { out.append(contentsOf: "<br>".utf8) }
            return index
        }
        while let last = open.popLast() {
            openCount[last, default: 1] -= 1
            if last == name { break }
        }
        out.append(contentsOf: html[start..<nameEnd])
        out.append(UInt8(ascii: ">"))
        return index
    }

    private mutating func startTag(_ html: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start + 1
        while index < html.count, Self.isName(html[index]) { index += 1 }
        let nameEnd = index
        let name = Self.name(html[(start + 1)..<nameEnd])
        let (end, attributes) = Self.tagEnd(html, from: nameEnd)
        if keepsUnknownTags, isUnknown(html, start, nameEnd, end, name) {
            out.append(contentsOf: "&lt;".utf8)
            return start + 1
        }
        if Self.single.contains(name), openCount[name, default: 0] > 0 { return end }
        if end - start <= Self.longestTag, attributes <= Self.mostAttributes {
            out.append(contentsOf: html[start..<end].lazy.map { $0 == 0 ? 0x20 : $0 })
        } else {
            out.append(contentsOf: html[start..<nameEnd])
            out.append(UInt8(ascii: ">"))
        }
        if out.last != UInt8(ascii: ">") { out.append(UInt8(ascii: ">")) }
        guard !Self.void.contains(name), html[max(start, end - 2)] != UInt8(ascii: "/") else { return end }
        if let raw = Self.raw.first(where: { $0.name == name }) { return copyRaw(html, end, raw) }
        if Self.selfEnding.contains(name), open.last == name { return end }
        open.append(name)
        openCount[name, default: 0] += 1
        return end
    }

    /// A short tag without attributes that is no element of HTML, nor of Office or SVG (`o:p`).
    private func isUnknown(
        _ html: UnsafeBufferPointer<UInt8>, _ start: Int, _ nameEnd: Int, _ end: Int, _ name: Name
    ) -> Bool {
        guard end - start < 60, !Self.newer.contains(name) else { return false }
        let tag = html[start..<end]
        guard !tag.contains(UInt8(ascii: "=")), !tag.contains(UInt8(ascii: ":")) else { return false }
        return htmlTagLookup(String(decoding: html[(start + 1)..<nameEnd], as: UTF8.self).lowercased()) == nil
    }

    /// Copies the text of a script or style element with its end tag.
    private mutating func copyRaw(
        _ html: UnsafeBufferPointer<UInt8>, _ start: Int, _ element: (name: Name, end: [UInt8])
    ) -> Int {
        let end = element.end
        var index = neverClosed.contains(element.name) ? html.count : start
        while index + end.count <= html.count {
            if html[index] == UInt8(ascii: "<"), zip(html[index...], end).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) {
                out.append(contentsOf: html[start..<index].lazy.map { $0 == 0 ? 0x20 : $0 })
                out.append(contentsOf: end)
                out.append(UInt8(ascii: ">"))
                while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
                return min(index + 1, html.count)
            }
            index += 1
        }
        // Never closed, so the message was cut or is broken: what follows the next tag may be all the text there is.
        neverClosed.insert(element.name)
        out.append(contentsOf: end)
        out.append(UInt8(ascii: ">"))
        index = start
        while index + 1 < html.count {
            let next = html[index + 1] | 0x20
            if html[index] == UInt8(ascii: "<"), next >= 97, next <= 122 { return index }
            index += 1
        }
        return html.count
    }

    /// The index after the tag's `>` and roughly how many attributes it has.
    private static func tagEnd(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, attributes: Int) {
        var index = start
        var attributes = 0
        var quote: UInt8 = 0
        var previous: UInt8 = 0x20
        while index < html.count {
            let byte = html[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else {
                switch byte {
                case UInt8(ascii: ">"): return (index + 1, attributes)
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    // A quote opens a value only after `=`; anywhere else it is a stray character.
                    if previous == UInt8(ascii: "=") { quote = byte }
                case UInt8(ascii: "<"):
                    // Another tag begins: this one was never closed.
                    return (index, attributes)
                case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "/"): attributes += previous > 0x20 ? 1 : 0
                default: break
                }
            }
            if byte > 0x20 || previous != UInt8(ascii: "=") { previous = byte }
            index += 1
        }
        if quote != 0 { return recover(html, from: start) }
        return (html.count, attributes)
    }

    /// A value whose quote is never closed would swallow the rest of the mail: the tag ends at its first `>`.
    private static func recover(_ html: UnsafeBufferPointer<UInt8>, from start: Int) -> (end: Int, attributes: Int) {
        var index = start
        while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
        return (min(index + 1, html.count), mostAttributes + 1)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "<")
    }
}
