import Domain
import Testing

@testable import Retrieval

@Suite("Outdated documents")
struct DocumentTwinsTests {
    private let library: Library
    private let statistics: TermStatistics

    init() throws {
        library = try Library()
        var texts = TextGenerator(seed: 4)
        try library.add((0..<60).map { ("d\($0)", Optional("c"), texts.text(3), texts.text(30)) })
        statistics = try library.engine().termStatistics(kind: .documents, scope: .client("c"), language: "en")
    }

    private func document(
        _ id: String, _ title: String, year: Int, client: String = "c", tags: [String] = [], text: String = "text"
    ) -> FoundDocument {
        FoundDocument(
            unmatched: StoredDocument(
                document: Document(
                    id: DocumentID(id), clientID: ClientID(client), title: title, body: text,
                    updatedAt: Timestamp(year: year, month: 6, day: 1), tags: tags),
                text: text))
    }

    private func outdated(_ documents: FoundDocument...) -> [String: String?] {
        Dictionary(
            uniqueKeysWithValues: DocumentTwins().outdated(documents, statistics: statistics).map {
                ($0.key.rawValue, $0.value?.rawValue)
            })
    }

    @Test(
        "a document that says it is out of date is believed",
        arguments: [
            "PawTrack (old)", "PawTrack: server not found (do not use)", "PawTrack - archived", "OBSOLETE: PawTrack",
        ])
    func saysSo(title: String) {
        #expect(outdated(document("a", title, year: 2026)) == ["a": nil])
    }

    @Test("so is a tag and a first line")
    func labels() {
        #expect(outdated(document("a", "PawTrack", year: 2026, tags: ["Archive"])) == ["a": nil])
        #expect(outdated(document("a", "PawTrack", year: 2026, text: "Superseded by the new one.")) == ["a": nil])
    }

    @Test(
        "the same words as a matter prove nothing",
        arguments: [
            "Archive mailbox is full", "Retired laptops: disposal", "Old office: alarm code change",
            "Password archiving",
        ])
    func matter(title: String) {
        #expect(outdated(document("a", title, year: 2026)).isEmpty)
    }

    @Test(
        "a version, a bygone year or the word old give way to a newer document on the same subject",
        arguments: [
            ("PawTrack 5: server not found", "PawTrack: no patients on screen"),
            ("Zebra labels (2023)", "Zebra labels: calibrate"), ("Ancien PawTrack", "PawTrack: serveur introuvable"),
        ])
    func versions(old: String, new: String) {
        #expect(outdated(document("a", old, year: 2023), document("b", new, year: 2026)) == ["a": "b"])
    }

    @Test("another client's newer document, another subject or a recent one replace nothing")
    func unrelated() {
        let old = document("a", "PawTrack 5: server not found", year: 2023)
        #expect(outdated(old, document("b", "PawTrack: no patients", year: 2026, client: "x")).isEmpty)
        #expect(outdated(old, document("b", "Zebra labels", year: 2026)).isEmpty)
        #expect(outdated(old, document("b", "PawTrack: no patients", year: 2023)).isEmpty)
    }
}
