public import Domain

/// A part of a sentence that is a hard fact: it stands in the evidence or it is made up.
public struct HardToken: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        /// An entity of any kind but `product`.
        case entity(Entity.Kind)
        /// A number of two or more digits, or with a unit.
        case number
        /// A command line, in backticks or a well-known bare one.
        case command
    }

    public var kind: Kind
    /// As written.
    public var text: String
    /// For comparison: lower case; MAC addresses, phone numbers, numbers, dates and times in one canonical form.
    public var key: String
    /// Scalar offset and length in the text that was read.
    public var offset: Int
    public var length: Int

    public init(kind: Kind, text: String, key: String, offset: Int, length: Int) {
        self.kind = kind
        self.text = text
        self.key = key
        self.offset = offset
        self.length = length
    }
}

/// The hard facts of a text: entities other than products, numbers of two digits or more, and commands.
public enum HardTokens {
    private static let extractor = EntityExtractor()
    private static let commands = WordTable(
        words: """
            ipconfig gpupdate chkdsk sfc dism netsh nslookup robocopy regsvr32 msiexec taskkill systemctl dsregcmd wmic \
            tasklist bcdedit diskpart certutil slmgr w32tm klist gpresult nltest repadmin dcdiag
            """)

    /// Every occurrence, in order of position; they never overlap.
    public static func tokens(in text: String) -> [HardToken] {
        let entities = extractor.occurrences(in: text, unique: false)
        return text.withByteView { view in
            // `HDG-DC01` in backticks is a host name, not a command.
            let named = Set(entities.lazy.filter { $0.entity.kind != .product }.map(\.bytes))
            let spans = commandSpans(view).filter { !named.contains($0.bytes) }
            var covered = spans
            var next = 0
            for (entity, bytes) in entities where entity.kind != .product {
                while next < spans.count, spans[next].bytes.upperBound <= bytes.lowerBound { next += 1 }
                if next < spans.count, spans[next].bytes.overlaps(bytes) { continue }
                covered.append(Span(kind: .entity(entity.kind), bytes: bytes, value: entity.value))
            }
            covered.sort { $0.bytes.lowerBound < $1.bytes.lowerBound }
            return tokens(withNumbers(covered, view), view)
        }
    }

    private struct Span {
        var kind: HardToken.Kind
        var bytes: Range<Int>
        var value: String?
    }

    private static func tokens(_ spans: [Span], _ view: ByteView) -> [HardToken] {
        var out: [HardToken] = []
        var position = 0
        var scalars = 0
        for span in spans where span.bytes.lowerBound >= position {
            scalars += view.scalars(position..<span.bytes.lowerBound)
            let length = view.scalars(span.bytes)
            let text = view.string(span.bytes)
            out.append(
                HardToken(
                    kind: span.kind, text: text, key: HardTokenKey.key(span.kind, text: text, value: span.value),
                    offset: scalars, length: length))
            scalars += length
            position = span.bytes.upperBound
        }
        return out
    }

    /// What stands in backticks, and well-known commands with their options.
    private static func commandSpans(_ view: ByteView) -> [Span] {
        var out: [Span] = []
        var index = 0
        while index < view.count {
            let byte = view.base[index]
            if byte == UInt8(ascii: "`") {
                var end = index + 1
                while end - index < 240, !view[end].isLineEnd, view[end] != UInt8(ascii: "`") { end += 1 }
                if view[end] == UInt8(ascii: "`"), end > index + 1 {
                    out.append(Span(kind: .command, bytes: index + 1..<end))
                    index = end + 1
                } else {
                    index += 1
                }
            } else if byte.isLetter {
                let word = view.word(at: index)
                let end = bareCommandEnd(index, word.end, word.hash, view)
                if let end { out.append(Span(kind: .command, bytes: index..<end)) }
                index = max(end ?? word.end, index + 1)
            } else {
                index += 1
            }
        }
        return out
    }

    private static func bareCommandEnd(_ start: Int, _ end: Int, _ hash: UInt64, _ view: ByteView) -> Int? {
        if view.has("net", at: start), end - start == 3 {
            for verb: StaticString in [" stop ", " start ", " use ", " user "] where view.has(verb, at: end) {
                let last = argumentEnd(end + verb.utf8CodeUnitCount, view)
                return last > end + verb.utf8CodeUnitCount ? last : nil
            }
            return nil
        }
        guard commands.contains(hash) else { return nil }
        var last = end
        if view.has(".exe", at: last) { last += 4 }
        for _ in 0..<6 {
            let next = view.skipBlanks(last)
            guard next > last, view[next] == UInt8(ascii: "/") || view[next] == UInt8(ascii: "-"),
                view[next + 1].isLetter
            else { break }
            last = argumentEnd(next, view)
        }
        return last
    }

    private static func argumentEnd(_ start: Int, _ view: ByteView) -> Int {
        var end = view.tokenEnd(start)
        while end > start, ".,;:!?)\"'`".utf8.contains(view[end - 1]) { end -= 1 }
        return end
    }

    /// Adds the numbers between the spans: two digits or more, or one with a word for a unit of time behind it.
    private static func withNumbers(_ spans: [Span], _ view: ByteView) -> [Span] {
        var out: [Span] = []
        var index = 0
        for span in spans {
            addNumbers(index..<max(index, span.bytes.lowerBound), view, &out)
            out.append(span)
            index = max(index, span.bytes.upperBound)
        }
        addNumbers(index..<view.count, view, &out)
        return out
    }

    /// RFC 9562: five groups of hexadecimal digits.
    private static func isGUID(_ start: Int, _ view: ByteView) -> Bool {
        for offset in 0..<36 {
            let byte = view[start + offset]
            let isDash = offset == 8 || offset == 13 || offset == 18 || offset == 23
            guard isDash ? byte == UInt8(ascii: "-") : byte.isHexDigit else { return false }
        }
        return !view.isWord(start + 36)
    }

    private static let timeUnits = WordTable(
        words: """
            second seconds minute minutes hour hours day days week weeks month months year years min mins hrs sekunden \
            minuten stunde stunden tag tage wochen
            """)

    private static func addNumbers(_ range: Range<Int>, _ view: ByteView, _ out: inout [Span]) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard view[index].isDigit else {
                index += 1
                continue
            }
            var end = index
            while end < range.upperBound {
                if view[end].isDigit {
                    end += 1
                } else if view[end] == UInt8(ascii: ".") || view[end] == UInt8(ascii: ","), view[end + 1].isDigit,
                    end + 1 < range.upperBound
                {
                    end += 2
                } else {
                    break
                }
            }
            // "L2750DW" is one fact: letters around the digits belong to it.
            var from = index
            while from > range.lowerBound, view[from - 1].isAlphanumeric { from -= 1 }
            while end < range.upperBound, view[end].isAlphanumeric { end += 1 }
            if isGUID(from, view), from + 36 <= range.upperBound { end = from + 36 }
            let digits = (from..<end).count { view[$0].isDigit }
            let unit = view.word(at: view.skipBlanks(end))
            if digits >= 2 || timeUnits.contains(unit.hash) {
                out.append(Span(kind: .number, bytes: from..<end))
            }
            index = end
        }
    }
}
