import Domain
import Foundation
import Storage
import Testing

@testable import Retrieval

@Suite struct IndexUpdateTests {
    private func ids(_ engine: SearchEngine, _ client: String?, _ words: String) throws -> [String] {
        try engine.search(
            Query(parts: [.init(words)]), kind: .documents, scope: Scope(client.map { ClientID($0) }), limit: 10
        ).map(\.id)
    }

    @Test func openFilesFollowTheStoreWhenAskedTo() throws {
        let library = try Library()
        try library.add([("p", "a", "Printer", "the printer queue is stuck")])
        let catalog = library.catalog()
        let engine = SearchEngine(catalog: catalog)
        #expect(try ids(engine, "a", "printer") == ["p"])
        try library.add([("q", "a", "Printer two", "the other printer"), ("v", nil, "VPN", "the tunnel is down")])
        #expect(try ids(engine, "a", "printer") == ["p"])
        #expect(try catalog.update(.documents) == 2)
        #expect(Set(try ids(engine, "a", "printer")) == ["p", "q"])
        #expect(try ids(engine, "a", "tunnel") == ["v"])
        #expect(try catalog.update(.documents) == 0)
    }

    @Test func aSearchUnderWayKeepsTheFileItBeganWith() throws {
        let library = try Library()
        try library.add([("p", "a", "Printer", "the printer queue is stuck")])
        let catalog = library.catalog()
        let old = ScopedIndex(
            readers: try catalog.readers(of: .documents, in: .client("a")), weighting: Weighting())
        for number in 0..<20 {
            try library.add([("n\(number)", "a", "Printer \(number)", "more of the printer")])
            #expect(try catalog.update(.documents) == 1)
        }
        #expect(old.documents == 1)
        #expect(old.readers[0].id(of: 0) == "p")
        #expect(try catalog.readers(of: .documents, in: .client("a"))[0].documents == 21)
    }

    /// A document that goes to another client is found there and no longer where it was.
    @Test func aPartitionThatLostItsLastRecordIsEmptied() throws {
        let library = try Library()
        try library.add([("p", "a", "Printer", "the printer queue"), ("x", "b", "Backup", "the backup job")])
        let catalog = library.catalog()
        let engine = SearchEngine(catalog: catalog)
        #expect(try ids(engine, "a", "printer") == ["p"])
        try library.add([("p", "b", "Printer", "the printer queue")])
        #expect(try catalog.update(.documents) == 2)
        #expect(try ids(engine, "a", "printer").isEmpty)
        #expect(try ids(engine, "b", "printer") == ["p"])
    }

    @Test func anOlderFileIsServedWhereThatIsBetterThanWaiting() throws {
        let library = try Library()
        try library.add([("p", "a", "Printer", "the printer queue is stuck")])
        _ = try ids(library.engine(), "a", "printer")
        try library.add([("q", "a", "Printer two", "the other printer")])

        let patient = IndexCatalog(store: library.store, directory: library.indexFolder, toleratesOld: [.documents])
        let engine = SearchEngine(catalog: patient)
        #expect(try ids(engine, "a", "printer") == ["p"])
        #expect(try patient.update(.documents) == 1)
        #expect(Set(try ids(engine, "a", "printer")) == ["p", "q"])
        // Without a file at all there is nothing to serve.
        try FileManager.default.removeItem(atPath: library.indexFolder)
        let fresh = IndexCatalog(store: library.store, directory: library.indexFolder, toleratesOld: [.documents])
        #expect(Set(try ids(SearchEngine(catalog: fresh), "a", "printer")) == ["p", "q"])
    }

    @Test func buildingEndsWithItsTask() async throws {
        let library = try Library()
        var texts = TextGenerator(seed: 7)
        try library.add((0..<300).map { ("d\($0)", "a", "Title \($0)", texts.text(20)) })
        let catalog = library.catalog()
        let update = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try catalog.update(.documents)
        }
        await #expect(throws: CancellationError.self) { try await update.value }
        #expect(try catalog.update(.documents) == 1)
    }
}
