/// Windows paths in Markdown: its escapes would turn `\\NWL-FS01\data` into `\NWL-FS01\data` and `C:\x\_old` into
/// `C:\x_old`. Runbooks are full of such paths and hardly anybody escapes them.
enum WindowsPaths {
    private static let backslash = UInt8(ascii: "\\")

    /// The Markdown with the backslashes of paths doubled, outside code. Paths that are escaped already stay.
    static func escaped(_ markdown: String) -> String {
        guard markdown.utf8.contains(backslash) else { return markdown }
        let bytes = Array(markdown.utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + 64)
        var isFenced = false
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
            let line = bytes[start..<end]
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            let isFence = text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
            if isFence { isFenced.toggle() }
            let isIndented = text.startIndex - line.startIndex >= 4 || line.first == 0x09
            if isFence || isFenced || isIndented {
                out.append(contentsOf: line)
            } else {
                escape(line, to: &out)
            }
            start = end
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func escape(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
        var isCode = false
        var isPath = false
        var previous: UInt8 = 0x20
        for index in line.indices {
            let byte = line[index]
            if byte == UInt8(ascii: "`") { isCode.toggle() }
            if byte <= 0x20 || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: "\"") {
                isPath = false
            } else if !isCode, !isPath, byte == backslash {
                isPath = begins(line, index, previous)
            }
            out.append(byte)
            if isPath, byte == backslash { out.append(backslash) }
            previous = byte
        }
    }

    /// `\\host` after a blank, quote or bracket; `C:\` not followed by a second backslash.
    private static func begins(_ line: ArraySlice<UInt8>, _ index: Int, _ previous: UInt8) -> Bool {
        let next = index + 1 < line.endIndex ? line[index + 1] : 0
        if next == backslash {
            let third = index + 2 < line.endIndex ? line[index + 2] : 0
            let isStart = previous <= 0x20 || "\"'(*:=".utf8.contains(previous)
            let isDrive = previous == UInt8(ascii: ":") && index - 2 >= line.startIndex && Fold.isWord(line[index - 2])
            return isStart && !isDrive && (Fold.isWord(third) || Fold.isDigit(third))
        }
        guard previous == UInt8(ascii: ":"), index - 2 >= line.startIndex, Fold.isWord(line[index - 2]) else {
            return false
        }
        return index - 3 < line.startIndex || !Fold.isWord(line[index - 3])
    }
}
