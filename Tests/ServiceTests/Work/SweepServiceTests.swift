import Domain
import Enrichment
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Service

@Suite struct SweepServiceTests {
    private final class Log: JobObserver {
        let events = Mutex<[WorkEvent]>([])

        func observe(_ event: WorkEvent) {
            events.withLock { $0.append(event) }
        }

        var swept: [[String: Int]] {
            events.withLock { $0.compactMap { if case .swept(let counts) = $0 { counts } else { nil } } }
        }

        var failures: [String] {
            events.withLock { $0.compactMap { if case .failed(let what, _) = $0 { what } else { nil } } }
        }
    }

    @Test func aDutyThatFailsIsReportedAndTheOthersAreDone() async {
        let log = Log()
        let sweep = SweepService(
            [
                SweepDuty("first") { _ in 3 },
                SweepDuty("broken") { _ in throw Problem("no luck") },
                SweepDuty("idle") { _ in 0 },
                SweepDuty("last") { now in Int(now.milliseconds / 1000) },
            ], pause: .seconds(3600), clock: FixedClock(Timestamp(seconds: 7)), observer: log)
        await sweep.sweep()
        #expect(log.swept == [["first": 3, "last": 7]])
        #expect(log.failures == ["the sweep “broken” failed"])
    }

    @Test func itEndsWithTheService() async throws {
        let done = AsyncStream<Void>.makeStream()
        let sweep = SweepService(
            [
                SweepDuty("once") { _ in
                    done.continuation.yield()
                    return 1
                }
            ], pause: .milliseconds(1))
        let group = ServiceGroup(
            configuration: .init(services: [sweep], logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
        let run = Task { try await group.run() }
        var ticks = done.stream.makeAsyncIterator()
        _ = await ticks.next()
        _ = await ticks.next()
        await group.triggerGracefulShutdown()
        try await run.value
    }
}
