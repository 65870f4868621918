import Foundation
import Testing

@testable import Service

/// Contrast of the colours as the stylesheets pair them, in both themes (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
@Suite struct ContrastTests {
    /// What stands on what, and the least ratio: 4.5 for text, 3 for edges and bars that tell something.
    private static let pairs: [(ink: String, grounds: [String], least: Double)] = [
        ("ink", ["page", "card", "sunk", "over", "mark"], 4.5),
        ("soft", ["page", "card", "sunk", "over", "plainb"], 4.5),
        ("link", ["page", "card", "sunk", "over"], 4.5),
        ("on", ["main"], 4.5), ("card", ["ink"], 4.5),
        ("info", ["infob", "card"], 4.5), ("ok", ["okb", "card", "page", "sunk"], 4.5),
        ("weak", ["weakb", "card", "page", "sunk"], 4.5), ("bad", ["badb", "card", "page", "sunk"], 4.5),
        ("edge", ["page", "card"], 3), ("bar", ["card", "plainb"], 3), ("okbar", ["card", "plainb"], 3),
        ("weakbar", ["card", "plainb"], 3), ("badbar", ["card", "plainb"], 3), ("main", ["card"], 3),
    ]

    @Test(arguments: [0, 1])
    func colours(_ theme: Int) throws {
        let colours = try Self.colours(theme)
        #expect(colours.count >= 25)
        for (ink, grounds, least) in Self.pairs {
            for ground in grounds {
                let ratio = Self.ratio(try #require(colours[ink]), try #require(colours[ground]))
                let name = "--\(ink) on --\(ground), \(theme == 0 ? "light" : "dark")"
                #expect(ratio >= least, "\(name): \(ratio)")
            }
        }
    }

    /// No colour is written anywhere but in the tokens, where this test sees it.
    @Test func colorsStandInTheTokensAlone() {
        for (name, text) in EmbeddedAssets.all where name.hasSuffix(".css") && name != "10-tokens.css" {
            var source = text.description
            if let print = source.range(of: "@media print") { source = String(source[..<print.lowerBound]) }
            let found = source.matches(of: /#[0-9a-fA-F]{3,8}\b(?=[;} ,)])/).map { String($0.0) }
            #expect(found == [], "\(name)")
        }
    }

    private static func colours(_ theme: Int) throws -> [String: [Double]] {
        let tokens = try #require(EmbeddedAssets.all.first { $0.name == "10-tokens.css" }).text.description
        var found: [String: [Double]] = [:]
        for match in tokens.matches(of: /--([a-z]+): ?light-dark\((#[0-9a-f]{6}), ?(#[0-9a-f]{6})\)/) {
            let hex = (theme == 0 ? match.2 : match.3).dropFirst()
            let number = try #require(Int(hex, radix: 16))
            found[String(match.1)] = [16, 8, 0].map { Double(number >> $0 & 0xFF) / 255 }
        }
        return found
    }

    /// Relative luminance and contrast ratio as WCAG defines them.
    private static func ratio(_ one: [Double], _ other: [Double]) -> Double {
        func luminance(_ colour: [Double]) -> Double {
            let parts = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }
}
