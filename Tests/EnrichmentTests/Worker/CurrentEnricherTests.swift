import Domain
import Foundation
import Retrieval
import Storage
import Synchronization
import Testing

@testable import Enrichment

@Suite struct CurrentEnricherTests {
    /// A store with two clients, and how often an enricher was made for it.
    private final class World: Sendable {
        let directory: String
        let store: SQLiteStore
        let threads = WorkThreads(count: 2)
        let made = Atomic(0)

        init() throws {
            directory = NSTemporaryDirectory() + "sidenote-current-\(UUID().uuidString)"
            store = try SQLiteStore.open(directory: directory)
            var batch = ImportBatch()
            batch.clients = [Client(id: "a", name: "Alder Dental"), Client(id: "b", name: "Birch Law")]
            _ = try store.write(batch)
        }

        deinit {
            threads.stop()
            try? FileManager.default.removeItem(atPath: directory)
        }

        func current() -> CurrentEnricher {
            let catalog = IndexCatalog(store: store, directory: directory + "/index")
            return CurrentEnricher(store: store, threads: threads) { [self] in
                made.add(1, ordering: .relaxed)
                return try Enricher(
                    store: store, catalog: catalog, drafting: try DraftingStage(store: store, standard: .extractive))
            }
        }

        var count: Int { made.load(ordering: .relaxed) }
    }

    private static let change: [(String, @Sendable (inout ImportBatch) -> Void)] = [
        ("client", { $0.clients = [Client(id: "c", name: "Cedar Foods")] }),
        ("contact", { $0.contacts = [Contact(id: "k", clientID: "b", name: "Kim Example", emails: ["k@b.example"])] }),
        ("device", { $0.devices = [Device(id: "d", clientID: "b", hostname: "BIRCH-SRV-07")] }),
    ]

    @Test func aPolicyOfTheSettingsPageMakesANewOne() async throws {
        let world = try World()
        let current = world.current()
        _ = try await current.enricher()
        let actor = Actor(.console, "test")
        let now = SystemClock().now()
        try await world.store.setPolicyOverride(.off, client: "a", ifRevision: 0, by: actor, now: now)
        let ticket = Ticket(id: "t", clientID: "a", subject: "Printer", body: "It does not print.", createdAt: now)
        #expect(try await current.enricher().enrich(ticket).record.policy == .off)
        #expect(world.count == 2)
        try await world.store.setPolicyOverride(nil, client: "a", ifRevision: 1, by: actor, now: now)
        #expect(try await current.enricher().enrich(ticket).record.policy == .extractive)
        #expect(world.count == 3)
        await #expect(throws: PolicyRefusal.changedMeanwhile) {
            try await world.store.setPolicyOverride(.cloud, client: "a", ifRevision: 0, by: actor, now: now)
        }
        await #expect(throws: PolicyRefusal.unknownClient) {
            try await world.store.setPolicyOverride(.cloud, client: "zz", ifRevision: 0, by: actor, now: now)
        }
    }

    @Test(arguments: 0..<3) func aChangedIdentityMakesANewOne(_ index: Int) async throws {
        let world = try World()
        let current = world.current()
        for _ in 0..<3 { _ = try await current.enricher() }
        #expect(world.count == 1)
        var batch = ImportBatch()
        Self.change[index].1(&batch)
        _ = try world.store.write(batch)
        for _ in 0..<3 { _ = try await current.enricher() }
        #expect(world.count == 2)
        // The same import once more changes nothing.
        _ = try world.store.write(batch)
        _ = try await current.enricher()
        #expect(world.count == 2)
    }

    @Test func ticketsAndDocumentsDoNot() async throws {
        let world = try World()
        let current = world.current()
        _ = try await current.enricher()
        var batch = ImportBatch()
        batch.tickets = [
            StoredTicket(
                ticket: Ticket(id: "t", clientID: "a", subject: "S", body: "B", createdAt: Timestamp(seconds: 1)),
                subject: "S", text: "B", entities: [])
        ]
        batch.documents = [StoredDocument(document: Document(id: "x", title: "T", body: "B"), text: "B")]
        _ = try world.store.write(batch)
        _ = try await current.enricher()
        #expect(world.count == 1)
    }

    /// From the moment an import is stored, no draft for one client names another's machine unnoticed.
    @Test func theAlarmKnowsADeviceFromTheMomentItIsStored() async throws {
        let world = try World()
        let current = world.current()
        let ticket = Ticket(
            id: "t", clientID: "a", subject: "Backup of BIRCH-SRV-07 failed",
            body: "The backup of BIRCH-SRV-07 failed last night with an error.",
            createdAt: Timestamp(seconds: 1_750_000_000))
        let before = try await current.enricher().enrich(ticket).record
        #expect(!before.claims.blocked)
        var batch = ImportBatch()
        batch.devices = [Device(id: "d", clientID: "b", hostname: "BIRCH-SRV-07")]
        _ = try world.store.write(batch)
        let after = try await current.enricher().enrich(ticket).record
        #expect(after.claims.blocked)
    }

    /// While imports go on and many ask, each gets one that is no older than its question.
    @Test func itIsNeverOlderThanTheQuestion() async throws {
        let world = try World()
        let current = world.current()
        let store = world.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<20 {
                    var batch = ImportBatch()
                    batch.devices = [Device(id: DeviceID("d\(number)"), clientID: "b", hostname: "BIRCH-PC-\(number)1")]
                    _ = try store.write(batch)
                    await Task.yield()
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<10 {
                        let known = try store.devices(in: .client("b"))
                        let enricher = try await current.enricher()
                        guard let last = known.last else { continue }
                        let ticket = Ticket(
                            id: "t", clientID: "a", subject: "\(last.hostname) is slow",
                            body: "\(last.hostname) has been slow since this morning.",
                            createdAt: Timestamp(seconds: 1_750_000_000))
                        #expect(try await enricher.enrich(ticket).record.claims.blocked)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
