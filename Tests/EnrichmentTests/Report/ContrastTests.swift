import Testing

@testable import Enrichment

/// The colours of the page against WCAG 2.2, success criterion 1.4.3 (4.5 : 1 for text of normal size).
@Suite struct ContrastTests {
    /// Text colour and what it stands on.
    static let pairs = [
        ("ink", "page"), ("ink", "card"), ("ink", "sunk"), ("ink", "mark"), ("ink", "hit"), ("ink", "nnb"),
        ("soft", "page"), ("soft", "card"), ("soft", "sunk"), ("soft", "nnb"), ("soft", "hit"), ("link", "page"),
        ("link", "card"), ("link", "sunk"), ("link", "hit"), ("ok", "okb"), ("ok", "card"), ("ok", "page"),
        ("wk", "wkb"), ("wk", "card"), ("wk", "page"), ("wk", "sunk"), ("no", "nob"), ("no", "card"), ("no", "page"),
        ("no", "sunk"), ("card", "ink"),
    ]

    @Test(arguments: pairs, ["light", "dark", "print"])
    func textCanBeRead(_ pair: (String, String), _ scheme: String) throws {
        let colours = try Self.colours(scheme)
        let front = try #require(colours[pair.0])
        let back = try #require(colours[pair.1])
        #expect((max(front, back) + 0.05) / (min(front, back) + 0.05) >= 4.5, "\(pair) in \(scheme)")
    }

    /// Relative luminance by variable name.
    static func colours(_ scheme: String) throws -> [String: Double] {
        let blocks = String(describing: Stylesheet.text).split(separator: ":root {").dropFirst()
        let block = try #require(blocks.dropFirst(["light", "dark", "print"].firstIndex(of: scheme) ?? 0).first)
        var colours: [String: Double] = [:]
        for part in block.prefix(while: { $0 != "}" }).split(separator: ";") {
            let pair = part.split(separator: ":")
            guard pair.count == 2, let name = pair[0].split(separator: "-").last.map({ $0.filter(\.isLetter) }),
                let hex = pair[1].split(separator: "#").last.map({ $0.filter(\.isHexDigit) })
            else { continue }
            let digits = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
            guard digits.count == 6, let value = Int(digits, radix: 16) else { continue }
            let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel in
                let part = Double(channel) / 255
                return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
            }
            colours[name] = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        return colours
    }

    /// x to the power of 2.4 = x² times the square of the fifth root of x.
    static func power(_ x: Double) -> Double {
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
        return x * x * root * root
    }
}
