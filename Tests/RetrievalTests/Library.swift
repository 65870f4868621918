import Domain
import Foundation
import Storage

@testable import Retrieval

/// A store and a catalog in a folder of their own, removed at the end.
final class Library {
    let folder: String
    let store: SQLiteStore

    init() throws {
        folder = NSTemporaryDirectory() + "sidenote-retrieval-\(UUID().uuidString)"
        store = try SQLiteStore.open(directory: folder)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var indexFolder: String { folder + "/index" }

    func catalog() -> IndexCatalog { IndexCatalog(store: store, directory: indexFolder) }

    func engine() -> SearchEngine { SearchEngine(catalog: catalog()) }

    func add(_ documents: [(id: String, client: String?, title: String, text: String)]) throws {
        var batch = ImportBatch()
        let clients = Set(documents.compactMap(\.client)).sorted()
        batch.clients = clients.map { Client(id: ClientID($0), name: "Client \($0)") }
        batch.documents = documents.map { entry in
            StoredDocument(
                document: Document(
                    id: DocumentID(entry.id), clientID: entry.client.map { ClientID($0) }, title: entry.title,
                    body: entry.text),
                text: entry.text)
        }
        _ = try store.write(batch)
    }
}

/// Texts of words drawn unevenly, as words of real texts are; the same for the same seed.
struct TextGenerator {
    private var state: UInt64
    private static let words = """
        printer queue spooler restart server backup job failed disk space full laptop screen dock vpn tunnel code error \
        outlook mailbox password reset account locked network switch firewall update install licence invoice phone call \
        scan folder share access drive map file database service cable port monitor keyboard user clinic office
        """.split(separator: " ").map(String.init)

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 | 1 }

    /// The next draw (xorshift64).
    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func text(_ count: Int) -> String {
        (0..<count).map { _ in
            let draw = Double(next() % 10_000) / 10_000
            return Self.words[Int(draw * draw * Double(Self.words.count))]
        }.joined(separator: " ")
    }
}
