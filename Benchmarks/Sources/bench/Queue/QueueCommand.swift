import ArgumentParser
import Domain
import Foundation
import Storage

struct QueueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queue", abstract: "Measures the inbox and the job queue on a large store.",
        discussion: """
            Latencies are smaller-is-better, in milliseconds, with synchronous=FULL as in use. Put --data on the disk in \
            question. Build with -c release.
            """)

    @Option(help: "Finished jobs in the store.") var done = 1_000_000
    @Option(help: "Waiting jobs in the store.") var waiting = 100_000
    @Option(help: "Lanes the waiting jobs are spread over.") var lanes = 200
    @Option(help: "How many jobs are leased and completed.") var leases = 5_000
    @Option(help: "How many deliveries are taken in, for each number of callers.") var accepts = 60_000
    @Option(help: "Bytes of a delivery.") var bytes = 5_000
    @Option(help: "Deliveries per second where they come at a steady rate.") var rate = 500
    @Option(help: "Seconds of the steady rate.") var seconds = 60
    @Option(help: "Folder for the store; it is made and removed.") var data: String?

    func run() async throws {
        let folder = data ?? FileManager.default.temporaryDirectory.path + "/sidenote-bench-queue-\(getpid())"
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw ValidationError("There is something at \(folder) already.")
        }
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try SQLiteStore.open(directory: folder).close()
        try QueueFiller(done: done, waiting: waiting, lanes: lanes).fill(folder + "/sidenote.sqlite")
        let store = try SQLiteStore.open(directory: folder)

        print(Latencies.head)
        try await LeaseStage(store: store, count: leases).measure()
        for callers in [1, 16, 256] {
            let stage = AcceptStage(store: store, count: min(accepts, callers * 4_000), bytes: bytes, folder: folder)
            try await stage.measure(callers: callers)
        }
        try await AcceptStage(store: store, count: rate * seconds, bytes: bytes, folder: folder).measure(
            perSecond: rate)
        try store.close()
    }
}
