import Domain
import Foundation
import Testing

@testable import Retrieval

@Suite("Search")
struct SearchTests {
    private func library(seed: UInt64, documents: Int) throws -> Library {
        let library = try Library()
        var texts = TextGenerator(seed: seed)
        try library.add(
            (0..<documents).map { number in
                let client: String? = number % 3 == 0 ? nil : number % 3 == 1 ? "a" : "b"
                return ("d\(1000 + number)", client, texts.text(4), texts.text(20 + number % 60))
            })
        return library
    }

    @Test("the best k are those of brute force over every record, ties in order of id", arguments: 1...6)
    func exactTopK(seed: Int) throws {
        let library = try library(seed: UInt64(seed), documents: 120)
        let engine = library.engine()
        var texts = TextGenerator(seed: UInt64(seed) + 100)
        for _ in 0..<20 {
            let query = Query(texts.text(6))
            let all = try engine.search(query, kind: .documents, scope: .client("a"), limit: 1_000)
            let sorted = all.sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
            #expect(all.map(\.id) == sorted.map(\.id))
            for limit in [1, 3, 10] {
                let best = try engine.search(query, kind: .documents, scope: .client("a"), limit: limit)
                #expect(best == Array(sorted.prefix(limit)))
            }
        }
    }

    @Test("a score is the sum of what its terms contribute")
    func explanation() throws {
        let library = try library(seed: 7, documents: 90)
        let hits = try library.engine().search(
            Query("printer queue stuck backup failed server"), kind: .documents, scope: .client("a"), limit: 20)
        #expect(!hits.isEmpty)
        for hit in hits {
            let sum = hit.contributions.reduce(Float(0)) { $0 + $1.score }
            #expect(abs(sum - hit.score) <= 1e-4 * max(1, hit.score))
            #expect((0...1.0001).contains(hit.coverage))
        }
    }

    @Test("a client's results are the same to the last bit, whatever other clients hold", arguments: 1...4)
    func walls(seed: Int) throws {
        let alone = try Library()
        let together = try Library()
        var texts = TextGenerator(seed: UInt64(seed))
        let own = (0..<40).map { ("own\($0)", Optional("a"), texts.text(4), texts.text(40)) }
        let shared = (0..<30).map { ("shared\($0)", String?.none, texts.text(4), texts.text(40)) }
        let foreign = (0..<80).map { ("foreign\($0)", Optional("b"), texts.text(4), texts.text(30)) }
        try alone.add(own + shared)
        try together.add(own + shared + foreign)
        for _ in 0..<15 {
            let query = Query(texts.text(7))
            let left = try alone.engine().search(query, kind: .documents, scope: .client("a"), limit: 25)
            let right = try together.engine().search(query, kind: .documents, scope: .client("a"), limit: 25)
            #expect(left == right)
            #expect(!right.contains { $0.id.hasPrefix("foreign") })
            let unknown = try together.engine().search(query, kind: .documents, scope: .sharedOnly, limit: 25)
            #expect(unknown.allSatisfy { $0.id.hasPrefix("shared") })
        }
    }

    @Test("striking a term takes exactly its share away")
    func strike() throws {
        let library = try library(seed: 9, documents: 60)
        let engine = library.engine()
        let whole = try engine.search(Query("printer backup"), kind: .documents, scope: .client("a"), limit: 60)
        var struck = Query("printer backup")
        struck.struck = ["printer"]
        let rest = try engine.search(struck, kind: .documents, scope: .client("a"), limit: 60)
        for hit in rest {
            let before = try #require(whole.first { $0.id == hit.id })
            let backup = try #require(before.contributions.first { $0.term == "backup" })
            #expect(abs(hit.score - backup.score) < 1e-5)
        }
    }

    @Test("identifiers are found whole, split, folded and in any case")
    func identifiers() throws {
        let library = try Library()
        try library.add([
            ("host", "a", "Server", "The queue lives on HDG-DC01 since May."),
            ("patch", "a", "Patch", "Install KB5034441 and reboot."),
            ("code", "a", "Code", "Update stops with 0x80070005 for everyone."),
            ("path", "a", "Path", "Files lie in C:\\Windows\\System32\\spool today."),
            ("wifi", "a", "Wireless", "The Wi-Fi drops."),
        ])
        let engine = library.engine()
        for (query, expected) in [
            ("hdg-dc01", "host"), ("HDGDC01", "host"), ("dc01", "host"), ("KB 5034441", "patch"),
            ("kb5034441", "patch"),
            ("0X80070005", "code"), ("system32", "path"), ("wifi", "wifi"), ("WI-FI", "wifi"),
        ] {
            let hits = try engine.search(Query(query), kind: .documents, scope: .client("a"), limit: 1)
            #expect(hits.first?.id == expected, "\(query)")
        }
    }

    @Test("an empty query, an empty store and a stop word find nothing")
    func nothing() throws {
        let library = try Library()
        #expect(try library.engine().search(Query("x"), kind: .documents, scope: .sharedOnly, limit: 5).isEmpty)
        try library.add([("d", nil, "Title", "text")])
        for text in ["", "   ", "the", "\u{0}", "🙂"] {
            #expect(try library.engine().search(Query(text), kind: .documents, scope: .sharedOnly, limit: 5).isEmpty)
        }
    }
}

@Suite("Analyzer")
struct AnalyzerTests {
    private func terms(_ text: String, _ language: StemmingLanguage = .english) -> [String] {
        let analyzer = Analyzer()
        var terms: [String] = []
        analyzer.analyze(text, language: language) { id, _ in terms.append(analyzer.text(of: id)) }
        return terms
    }

    @Test(
        "words are stemmed, stop words dropped, identifiers kept",
        arguments: [
            ("The printers are printing", ["printer", "print"]),
            ("HDG-DC01", ["hdg", "dc01", "hdg-dc01", "hdgdc01"]), ("KB5034441", ["kb5034441", "5034441"]),
            ("sign-in", ["sign", "signin"]), ("user@example.com", ["user", "exampl", "com", "user@example.com"]),
            ("don't", []), ("v7.4", ["v7", "4", "v7.4"]), ("10.0.0.1", ["10", "0", "0", "1", "10.0.0.1"]),
            ("", []), ("...---...", []),
        ])
    func english(text: String, expected: [String]) {
        #expect(terms(text) == expected)
    }

    @Test("other languages have their own stems and stop words")
    func german() {
        #expect(terms("Die Drucker drucken nicht", .german) == ["druck", "druck"])
        #expect(terms("impresoras", .spanish) == terms("impresora", .spanish))
    }

    @Test("scripts without spaces become overlapping pairs")
    func cjk() {
        #expect(terms("印刷機が") == ["印刷", "刷機", "機が", "が"])
    }

    @Test("any text is analysed without a crash, and twice the same")
    func fuzz() {
        var generator = TextGenerator(seed: 3)
        for _ in 0..<500 {
            let scalars = (0..<Int(generator.next() % 60)).compactMap { _ in
                Unicode.Scalar(UInt32(generator.next() % (generator.next() % 2 == 0 ? 128 : 0x11_0000)))
            }
            let text = String(String.UnicodeScalarView(scalars))
            #expect(terms(text) == terms(text))
        }
    }
}
