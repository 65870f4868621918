/// Times of several runs of one thing.
struct Measurement {
    private(set) var wall: [Double] = []
    private(set) var cpu: [Double] = []

    /// Runs once to warm up, then `runs` times.
    init(runs: Int, warmUp: Bool = true, _ body: () async throws -> Void) async rethrows {
        if warmUp { try await body() }
        for _ in 0..<max(1, runs) {
            let before = Usage.now().cpuSeconds
            let start = ContinuousClock.now
            try await body()
            let elapsed = (ContinuousClock.now - start).components
            wall.append(Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18)
            cpu.append(Usage.now().cpuSeconds - before)
        }
    }

    /// Seconds.
    var best: Double { wall.min() ?? 0 }
    var median: Double { Self.percentile(wall, 0.5) }
    var medianCPU: Double { Self.percentile(cpu, 0.5) }

    /// By nearest rank.
    static func percentile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return 0 }
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }
}
