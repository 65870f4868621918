import Domain

/// A message after cleaning, with a map back to the text it came from.
struct CleanMessage {
    var text: String
    /// In order of position; offsets in Unicode scalars of the rendered text.
    var removed: [Removal]
    var segments: [RemovedSegment]
    var flags: Set<String>
    /// For each line of `text`: its first scalar there and in the rendered text.
    private var origins: [(clean: Int, source: Int)] = []

    init(_ message: MessageLines, flags: Set<String>) {
        self.flags = flags
        text = ""
        removed = []
        segments = []
        var out: [UInt8] = []
        var outScalars = 0
        var source = 0
        var position = 0
        var gap = false
        var open: (label: MessageLines.Label, start: Int, bytes: [UInt8], lastBlank: Bool)?

        func closeSegment() {
            guard let segment = open else { return }
            open = nil
            let kind = segment.label.rawValue
            let chars = UTF8Reader.scalarCount(segment.bytes)
            removed.append(Removal(kind: kind, chars: chars, offset: segment.start))
            segments.append(RemovedSegment(kind: kind, text: String(decoding: segment.bytes, as: UTF8.self)))
        }

        for line in message.lines {
            source += UTF8Reader.scalarCount(message.bytes[position..<line.start])
            position = line.start
            guard !line.isBlank else {
                gap = true
                open?.lastBlank = true
                continue
            }
            let full = message.bytes[line.start..<line.range.upperBound]
            guard line.label == .keep else {
                if open?.label != line.label {
                    closeSegment()
                    open = (line.label, source, [], false)
                }
                if let (isEmpty, afterBlank) = open.map({ ($0.bytes.isEmpty, $0.lastBlank) }), !isEmpty {
                    open?.bytes.append(contentsOf: afterBlank ? [0x0A, 0x0A] : [0x0A])
                }
                open?.lastBlank = false
                open?.bytes.append(contentsOf: message.bytes[line.range])
                gap = true
                continue
            }
            closeSegment()
            let cleaned = InlineNoise.clean(Self.unquoted(full, in: line))
            if cleaned.removed > 0 {
                removed.append(Removal(kind: MessageLines.Label.noise.rawValue, chars: cleaned.removed, offset: source))
            }
            guard cleaned.bytes.contains(where: { $0 > 0x20 }) else { continue }
            if !out.isEmpty {
                out.append(contentsOf: gap ? [0x0A, 0x0A] : [0x0A])
                outScalars += gap ? 2 : 1
            }
            origins.append((outScalars, source))
            out.append(contentsOf: cleaned.bytes)
            outScalars += UTF8Reader.scalarCount(cleaned.bytes)
            gap = false
        }
        closeSegment()
        while let last = out.last, last <= 0x20 { out.removeLast() }
        text = String(decoding: out, as: UTF8.self)
    }

    /// Where the scalar at `offset` of `text` stood in the rendered text (exact but for lines with inline noise).
    func source(of offset: Int) -> Int {
        var low = 0
        var high = origins.count
        while low < high {
            let middle = (low + high) / 2
            if origins[middle].clean <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return offset }
        return origins[low - 1].source + offset - origins[low - 1].clean
    }

    /// A kept line of a quotation loses its `>` signs.
    private static func unquoted(_ line: ArraySlice<UInt8>, in facts: MessageLines.Line) -> ArraySlice<UInt8> {
        guard facts.wasQuoted else { return line }
        var rest = line
        while let first = rest.first, first == UInt8(ascii: ">") || first == 0x20 { rest = rest.dropFirst() }
        return rest
    }
}
