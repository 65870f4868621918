/// Bounds for reading one ticket from a vendor.
public struct ReadingLimits: Hashable, Sendable {
    /// For all calls that one ticket needs together.
    public var deadline: Duration
    /// Of one answer, after decompression.
    public var maxBodyBytes: Int
    /// Those that the vendor lists first are kept.
    public var maxNotes: Int

    public init(deadline: Duration = .seconds(20), maxBodyBytes: Int = 4 << 20, maxNotes: Int = 500) {
        self.deadline = deadline
        self.maxBodyBytes = maxBodyBytes
        self.maxNotes = maxNotes
    }
}
