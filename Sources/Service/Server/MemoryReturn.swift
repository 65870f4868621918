import CMalloc

/// Gives memory back to the system after many connections came and went; glibc keeps what was freed otherwise.
struct MemoryReturn {
    let table: ConnectionTable

    /// Fewer connections than this leave nothing worth the work.
    private static let many = 100
    private static let interval = Duration.seconds(2)

    /// Two heaps: one for each thread would each keep their own freed memory. Allocations here are short and few.
    static func configure() {
        _ = mallopt(M_ARENA_MAX, 2)
    }

    /// Until cancelled.
    func run() async {
        var peak = 0
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let count = table.count
            peak = max(peak, count)
            if peak >= Self.many, count <= peak / 4 {
                _ = malloc_trim(0)
                peak = count
            }
        }
    }
}
