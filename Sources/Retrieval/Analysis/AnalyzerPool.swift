import Synchronization

/// Analyzers for concurrent use: each call borrows one, so that their caches stay warm and nobody shares one.
final class AnalyzerPool: Sendable {
    private let idle = Mutex<[Lent]>([])

    /// Borrows an analyzer for the length of `body`. Its vocabulary may hold earlier texts' terms.
    func with<Result>(_ body: (Analyzer) throws -> Result) rethrows -> Result {
        let lent = idle.withLock { $0.popLast() } ?? Lent()
        defer {
            lent.analyzer.trim()
            idle.withLock { $0.append(lent) }
        }
        return try body(lent.analyzer)
    }
}

/// Moves an analyzer between threads; the pool hands each to one borrower at a time, which makes this safe.
private final class Lent: @unchecked Sendable {
    let analyzer = Analyzer()
}
