/// Normalises characters on the way from a body to its text: line ends become `\n`, odd blanks a blank, hyphens that
/// must not break a hyphen; controls, zero-width characters and the smuggling tricks of Unicode are left out, the
/// latter with a report.
///
/// Works on chunks of UTF-8; a chunk ends between two scalars (invalid bytes are dropped and counted anywhere).
struct CharacterCleaner {
    private(set) var hidden: [HiddenText] = []
    private(set) var invalid = 0

    private var lastWasCR = false
    private var lastWasFlag = false
    private var tagRun: [UInt8] = []
    private var tagIsFlag = false
    private var zeroWidthRun = 0
    private var selectorRun = 0
    private var bidiText: [UInt8]?

    /// Fewer zero-width characters in a row are typography (or a line-break hint), more carry something.
    private static let longestZeroWidthRun = 8
    private static let longestBidiReport = 400

    /// Appends the cleaned chunk to `out`.
    mutating func append(_ chunk: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
        if isIdle, !Self.needsWork(chunk) {
            out.append(contentsOf: chunk)
            return
        }
        var index = 0
        while index < chunk.count {
            let byte = chunk[index]
            if byte < 0x80 {
                index += 1
                ascii(byte, to: &out)
            } else if let (scalar, length) = UTF8Reader.scalar(in: chunk, at: index) {
                index += length
                wide(scalar, to: &out)
            } else {
                index += 1
                invalid += 1
            }
        }
    }

    /// Reports the runs that are still open.
    mutating func finish() {
        endRuns()
        endBidi()
    }

    private var isIdle: Bool {
        !lastWasCR && !lastWasFlag && tagRun.isEmpty && zeroWidthRun == 0 && selectorRun == 0 && bidiText == nil
    }

    private static func needsWork(_ chunk: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in chunk where byte >= 0x7F || (byte < 0x20 && byte != 0x0A && byte != 0x09) { return true }
        return false
    }

    private mutating func ascii(_ byte: UInt8, to out: inout [UInt8]) {
        endRuns()
        lastWasFlag = false
        let followsCR = lastWasCR
        lastWasCR = byte == 0x0D
        switch byte {
        case 0x0A where followsCR: break
        case 0x0A, 0x0D, 0x0B, 0x0C:
            endBidi()
            out.append(0x0A)
        case 0x09, 0x20...0x7E:
            out.append(byte)
            note([byte])
        default: invalid += 1
        }
    }

    private mutating func wide(_ scalar: UInt32, to out: inout [UInt8]) {
        lastWasCR = false
        let followsFlag = lastWasFlag
        lastWasFlag = scalar == 0x1F3F4
        switch scalar {
        case 0xE0000...0xE007F:
            if tagRun.isEmpty { tagIsFlag = followsFlag }
            if scalar >= 0xE0020, scalar < 0xE007F { tagRun.append(UInt8(scalar & 0x7F)) }
            return
        case 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0x00AD, 0x034F, 0x061C, 0x180E, 0x115F, 0x1160, 0x3164, 0xFFA0:
            zeroWidthRun += 1
            return
        case 0xE0100...0xE01EF, 0xFE00...0xFE0E:
            selectorRun += 1
            return
        default: break
        }
        endRuns()
        switch scalar {
        case 0x202D, 0x202E:
            endBidi()
            bidiText = []
        case 0x202A...0x202C, 0x2066...0x2069: endBidi()
        case 0x80...0x84, 0x86...0x9F, 0xFFFD, 0xFFF9...0xFFFB: invalid += 1
        case 0x85, 0x2028, 0x2029:
            endBidi()
            out.append(0x0A)
        case 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: out.append(0x20)
        case 0x2010, 0x2011: out.append(UInt8(ascii: "-"))
        default:
            let start = out.count
            UTF8Reader.append(scalar, to: &out)
            note(out[start...])
        }
    }

    private mutating func note(_ bytes: some Sequence<UInt8>) {
        if bidiText != nil, bidiText?.count ?? 0 < Self.longestBidiReport { bidiText?.append(contentsOf: bytes) }
    }

    private mutating func endRuns() {
        if !tagRun.isEmpty {
            if !tagIsFlag {
                let text = String(decoding: tagRun.prefix(4000), as: UTF8.self)
                hidden.append(HiddenText(reason: .unicodeTags, text: text, chars: tagRun.count))
            }
            tagRun = []
        }
        if zeroWidthRun > 0 {
            if zeroWidthRun > Self.longestZeroWidthRun {
                hidden.append(HiddenText(reason: .zeroWidth, text: "", chars: zeroWidthRun))
            }
            zeroWidthRun = 0
        }
        if selectorRun > 0 {
            if selectorRun > 2 {
                hidden.append(HiddenText(reason: .variationSelectors, text: "", chars: selectorRun))
            }
            selectorRun = 0
        }
    }

    private mutating func endBidi() {
        guard let text = bidiText else { return }
        bidiText = nil
        if !text.isEmpty {
            let value = String(decoding: text, as: UTF8.self)
            hidden.append(HiddenText(reason: .bidiOverride, text: value, chars: value.unicodeScalars.count))
        }
    }
}
