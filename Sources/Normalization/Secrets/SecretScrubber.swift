/// Finds passwords, keys, tokens and numbers that must not be kept, and takes them out of a text.
public struct SecretScrubber: Sendable {
    let words = SecretWords()

    public init() {}

    /// The text with every secret replaced by `[secret removed: KIND]`. Scrubbing the result again finds nothing.
    /// A text without secrets comes back as the same string, not copied. Linear in the length of the text.
    /// `context` says what the texts around this one are about (see `context(of:)`).
    public func scrub(_ text: String, context: SecretContext = .none) -> ScrubbedText {
        text.withByteView { view in
            var found = Self.merged(findings(in: view, context))
            guard !found.isEmpty else { return ScrubbedText(text: text, findings: []) }
            var bytes = Self.replace(found, in: view)
            // Taking a secret out may lay another one open; a few rounds reach the text where none is left.
            for _ in 0..<6 {
                let more = bytes.withUnsafeBufferPointer { Self.merged(findings(in: ByteView($0), context)) }
                if more.isEmpty { break }
                let united = Self.merged(found + Self.mapped(more, through: found))
                if united.count == found.count,
                    zip(united, found).allSatisfy({ $0.start == $1.start && $0.end == $1.end })
                {
                    break
                }
                found = united
                bytes = Self.replace(found, in: view)
            }
            return ScrubbedText(text: String(decoding: bytes, as: UTF8.self), findings: Self.located(found, in: view))
        }
    }

    private func findings(in view: ByteView, _ context: SecretContext) -> [SecretScan.Finding] {
        var scan = SecretScan(view, words: words, context: context)
        scan.run()
        return scan.findings
    }

    /// Sorted, overlapping ones united under the kind of the first.
    private static func merged(_ findings: [SecretScan.Finding]) -> [SecretScan.Finding] {
        var out: [SecretScan.Finding] = []
        for finding in findings.sorted(by: { ($0.start, $1.end) < ($1.start, $0.end) }) {
            if let last = out.last, finding.start < last.end {
                out[out.count - 1].end = max(last.end, finding.end)
            } else {
                out.append(finding)
            }
        }
        return out
    }

    private static func marker(_ kind: SecretScan.Kind) -> String { "[secret removed: \(kind.rawValue)]" }

    private static func replace(_ findings: [SecretScan.Finding], in view: ByteView) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(view.count + findings.count * 16)
        var position = 0
        for finding in findings {
            bytes.append(contentsOf: view.base[position..<finding.start])
            bytes.append(contentsOf: marker(finding.kind).utf8)
            position = finding.end
        }
        bytes.append(contentsOf: view.base[position..<view.count])
        return bytes
    }

    /// Findings in a scrubbed text as ranges of the original; one that touches a marker covers what the marker covers.
    private static func mapped(_ later: [SecretScan.Finding], through earlier: [SecretScan.Finding]) -> [SecretScan
        .Finding]
    {
        var next = 0
        var shift = 0
        func original(_ position: Int, isEnd: Bool) -> Int {
            while next < earlier.count {
                let finding = earlier[next]
                let start = finding.start + shift
                let width = marker(finding.kind).utf8.count
                if position < start || (position == start && isEnd) { break }
                if position < start + width { return isEnd ? finding.end : finding.start }
                shift += width - (finding.end - finding.start)
                next += 1
            }
            return position - shift
        }
        return later.map {
            let start = original($0.start, isEnd: false)
            return SecretScan.Finding(kind: $0.kind, start: start, end: max(original($0.end, isEnd: true), start + 1))
        }
    }

    private static func located(_ findings: [SecretScan.Finding], in view: ByteView) -> [SecretFinding] {
        var position = 0
        var scalars = 0
        return findings.map { finding in
            scalars += view.scalars(position..<finding.start)
            let offset = scalars
            let length = view.scalars(finding.start..<finding.end)
            scalars += length
            position = finding.end
            return SecretFinding(kind: finding.kind.rawValue, offset: offset, length: length)
        }
    }
}

extension ByteView {
    /// Number of Unicode scalars in a range of bytes.
    func scalars(_ range: Range<Int>) -> Int {
        var total = 0
        for index in range where base[index] & 0xC0 != 0x80 { total += 1 }
        return total
    }
}
