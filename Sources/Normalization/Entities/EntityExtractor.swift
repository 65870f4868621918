public import Domain

/// Finds what names a thing exactly: host names, addresses, serials, error codes, versions, products, people's accounts.
public struct EntityExtractor: Sendable {
    public init() {}

    /// Each (kind, value) once, where it first appears, sorted by offset (in Unicode scalars). Linear in the length.
    public func entities(in text: String) -> [Entity] {
        []
    }
}
