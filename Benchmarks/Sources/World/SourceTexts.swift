import Foundation

/// The texts of the sample MSP, cut into lines that new texts are mixed from.
struct SourceTexts {
    /// Sentences and list items of the runbooks.
    private(set) var runbookLines: [String] = []
    private(set) var headings: [String] = []
    /// Sentences of the tickets.
    private(set) var ticketLines: [String] = []

    init(fixtures: URL) throws {
        for body in try Self.bodies(fixtures.appendingPathComponent("documents.jsonl")) {
            for line in body.split(separator: "\n") {
                if line.hasPrefix("#") {
                    headings.append(String(line.drop { $0 == "#" || $0 == " " }))
                } else if !line.hasPrefix("<"), !line.hasPrefix("|"), line.utf8.count > 24 {
                    runbookLines.append(Self.withoutMarker(line))
                }
            }
        }
        for name in ["tickets.jsonl", "tickets-history.jsonl"] {
            for body in try Self.bodies(fixtures.appendingPathComponent(name)) where !body.contains("MIME-Version") {
                for line in body.split(separator: "\n")
                where !line.contains("<") && (24...400).contains(line.utf8.count) {
                    ticketLines.append(Self.withoutMarker(line))
                }
            }
        }
    }

    private static func withoutMarker(_ line: Substring) -> String {
        String(line.drop { "0123456789.-*> ".contains($0) })
    }

    private static func bodies(_ file: URL) throws -> [String] {
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["body"] as? String
        }
    }
}
