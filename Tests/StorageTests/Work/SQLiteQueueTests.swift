import Domain
import Testing

@testable import Storage

@Suite struct SQLiteQueueTests {
    @Test(arguments: JobQueueConformance.checks)
    func conformance(_ check: JobQueueConformance) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        var made = 0
        try await check.run { machine in
            made += 1
            return try SQLiteStore.open(
                directory: "\(directory.path)/\(made)", clock: FixedClock(WorkSample.start), machine: machine)
        }
    }
}
