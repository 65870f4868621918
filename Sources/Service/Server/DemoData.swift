import Connectors
public import Domain
import Enrichment
import Foundation
import Retrieval
import Storage

/// The sample MSP in a store of its own, for a service that is started without any configuration.
public struct DemoData: Sendable {
    public let directory: String

    public init(directory: String) {
        self.directory = directory
    }

    /// Where its store lies.
    public var dataDirectory: String { directory + "/data" }

    /// Imports the sample unless that was done before; what was done with it since stays.
    ///
    /// - Throws: `Problem` when the folder holds something else, or the sample cannot be found or read.
    public func prepare() throws {
        let folder = DemoFolder(path: directory)
        if folder.isPrepared, FileManager.default.fileExists(atPath: dataDirectory + "/sidenote.sqlite") { return }
        let source = try SampleData.locate(nil)
        try folder.prepare()
        let store = try SQLiteStore.open(directory: dataDirectory)
        let plan = try ImportPlan(paths: SampleData.files.map { source + "/" + $0 })
        let report = try Importer(cleaner: .standard).run(plan) { try store.write($0) }
        guard report.failureCount == 0 else {
            throw Problem(
                "the sample data could not be read", place: source,
                remedy: "Get a fresh copy of the project’s Fixtures folder")
        }
        try IndexCatalog(store: store, directory: dataDirectory + "/index").refresh()
        try store.close()
    }

    /// Puts the sample's open tickets into the inbox, so that their drafts are made as if a sender had called. What was
    /// put there before is left alone.
    public func deliver(to inbox: any DeliveryStore, now: Timestamp) async throws {
        var reader = try JSONLinesReader<Ticket>(path: try SampleData.locate(nil) + "/tickets.jsonl", noun: "ticket")
        var events: [InboundEvent] = []
        while let item = try reader.next() {
            if case .record(let ticket, _) = item {
                events.append(try LocalTicket.event(ticket, source: "demo", now: now))
            }
        }
        // Side by side, so that they share their transactions.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for event in events { group.addTask { _ = try await inbox.accept(event) } }
            try await group.waitForAll()
        }
    }
}
