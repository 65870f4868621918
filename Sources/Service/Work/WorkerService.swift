public import Enrichment
public import ServiceLifecycle

/// The job worker as a part of the service's life: at shutdown it takes no further jobs, gives the running ones a few
/// seconds, hands the rest back and ends.
public struct WorkerService: Service {
    private let parts: WorkParts

    public init(_ parts: WorkParts) {
        self.parts = parts
    }

    public func run() async throws {
        await withGracefulShutdownHandler {
            await parts.run()
        } onGracefulShutdown: {
            parts.worker.stop()
        }
    }
}
