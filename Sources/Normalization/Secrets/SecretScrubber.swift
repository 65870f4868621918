/// Finds passwords, keys, tokens and numbers that must not be kept, and takes them out of a text.
public struct SecretScrubber: Sendable {
    private let words = SecretWords()

    public init() {}

    /// The text with every secret replaced by `[secret removed: KIND]`. Scrubbing the result again finds nothing.
    /// A text without secrets comes back as the same string, not copied. Linear in the length of the text.
    public func scrub(_ text: String) -> ScrubbedText {
        text.withByteView { view in
            var scan = SecretScan(view, words: words)
            scan.run()
            guard !scan.findings.isEmpty else { return ScrubbedText(text: text, findings: []) }
            return Self.replace(Self.merged(scan.findings), in: view)
        }
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

    private static func replace(_ findings: [SecretScan.Finding], in view: ByteView) -> ScrubbedText {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(view.count + findings.count * 16)
        var results: [SecretFinding] = []
        var position = 0
        var scalars = 0
        for finding in findings {
            bytes.append(contentsOf: view.base[position..<finding.start])
            scalars += view.scalars(position..<finding.start)
            let length = view.scalars(finding.start..<finding.end)
            results.append(SecretFinding(kind: finding.kind.rawValue, offset: scalars, length: length))
            scalars += length
            bytes.append(contentsOf: "[secret removed: \(finding.kind.rawValue)]".utf8)
            position = finding.end
        }
        bytes.append(contentsOf: view.base[position..<view.count])
        return ScrubbedText(text: String(decoding: bytes, as: UTF8.self), findings: results)
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
