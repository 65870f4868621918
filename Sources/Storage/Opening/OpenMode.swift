/// What a store may be used for.
public enum OpenMode: Hashable, Sendable {
    case readWrite
    /// Never changes a file; the data must exist and be of the current schema.
    case readOnly
}
