public import Domain

/// Finds what names a thing exactly: host names, addresses, serials, error codes, versions, products, people's accounts.
public struct EntityExtractor: Sendable {
    private let words = EntityWords.table

    public init() {}

    /// Each (kind, value) once, where it first appears, sorted by offset (in Unicode scalars). Linear in the length.
    public func entities(in text: String) -> [Entity] {
        occurrences(in: text, unique: true).map(\.entity)
    }

    /// Every occurrence with its byte range.
    func occurrences(in text: String, unique: Bool) -> [(entity: Entity, bytes: Range<Int>)] {
        text.withByteView { view in
            var scan = EntityScan(view, words: words)
            scan.run()
            var seen: Set<Entity> = []
            var out: [(entity: Entity, bytes: Range<Int>)] = []
            var position = 0
            var scalars = 0
            for match in scan.matches {
                let value = match.value ?? view.string(match.start..<match.end)
                if unique, !seen.insert(Entity(kind: match.kind, value: value)).inserted { continue }
                guard match.start >= position, match.end > match.start else { continue }
                scalars += view.scalars(position..<match.start)
                position = match.start
                let length = view.scalars(match.start..<match.end)
                out.append(
                    (Entity(kind: match.kind, value: value, offset: scalars, length: length), match.start..<match.end))
            }
            return out
        }
    }
}
