/// The parts of a document that bear on a query.
public struct SelectedPassage: Hashable, Sendable {
    public var section: DocumentSection
    public var score: Float
}

/// Chooses the sections of a document that hold most of what the query matched, and its instructions whole.
public struct PassageSelector: Sendable {
    public init() {}

    /// - Parameters:
    ///   - text: the document's plain text.
    ///   - contributions: what matched the document, from `SearchEngine`.
    ///   - limit: how many passages at most.
    ///   - wantsSteps: whether sections that are lists of instructions come along even if they matched little.
    /// - Returns: passages in the order in which they stand in the document.
    public func passages(
        of text: String, contributions: [TermContribution], statistics: TermStatistics, limit: Int, wantsSteps: Bool
    ) -> [SelectedPassage] {
        let sections = DocumentOutline.sections(of: text)
        guard sections.count > 1 else { return sections.map { SelectedPassage(section: $0, score: 1) } }
        let texts = sections.map { [$0.heading ?? "", $0.text].joined(separator: "\n") }
        let counts = statistics.counts(of: contributions.map(\.term), in: texts)
        let scored = zip(sections, counts).map { section, counted in
            // Summed in the order of the contributions, so that equal inputs give equal sums.
            let sum = zip(contributions, counted.counts).reduce(Float(0)) { sum, entry in
                let (part, count) = entry
                guard count > 0 else { return sum }
                return sum + part.queryWeight * part.idf * count / (count + 1.2)
            }
            return SelectedPassage(section: section, score: sum / (1 + 0.002 * Float(counted.terms)))
        }
        let best = scored.indices.sorted { a, b in
            scored[a].score != scored[b].score ? scored[a].score > scored[b].score : a < b
        }
        var chosen = Set<Int>()
        if wantsSteps {
            for index in best where chosen.count < max(1, limit - 1) {
                if sections[index].isList, Self.isInstructions(sections[index]) { chosen.insert(index) }
            }
        }
        for index in best where chosen.count < limit && (scored[index].score > 0 || chosen.isEmpty) {
            chosen.insert(index)
        }
        return chosen.sorted().map { scored[$0] }
    }

    /// Whether a list section tells what to do, by its heading or by being numbered.
    public static func isInstructions(_ section: DocumentSection) -> Bool {
        if let heading = section.heading?.lowercased(), ByteSearch.holds(heading, anyOf: instructionHeadings) {
            return true
        }
        return section.text.split(separator: "\n").contains { line in
            if case .number = ListLine.marker(of: line)?.marker { true } else { false }
        }
    }

    private static let instructionHeadings = [
        "step", "procedure", "fix", "resolution", "resolve", "repair", "how to", "verify", "do this", "action",
        "solution", "recover", "restore", "checklist", "schritt", "vorgehen", "lösung", "pasos", "solución",
    ]
}
