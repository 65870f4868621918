import Domain

/// Numbers evidence as it is collected: `E1` is the ticket itself.
struct EvidenceBook {
    private(set) var entries: [Evidence] = []

    /// Returns the id that the piece was given; an equal text of the same source keeps its first id.
    @discardableResult
    mutating func add(
        _ kind: Evidence.Kind, source: String, title: String, text: String, visibility: Visibility = .internal,
        url: String? = nil, updatedAt: Timestamp? = nil
    ) -> String {
        if let known = entries.first(where: { $0.kind == kind && $0.source == source && $0.text == text }) {
            return known.id
        }
        let id = "E\(entries.count + 1)"
        entries.append(
            Evidence(
                id: id, kind: kind, source: source, title: title, text: text, visibility: visibility, url: url,
                updatedAt: updatedAt))
        return id
    }
}
