import Domain
import Foundation
import Testing

@testable import Retrieval

@Suite("Index files")
struct IndexFileTests {
    private func prepared() throws -> (library: Library, path: String, hits: [Hit]) {
        let library = try Library()
        var texts = TextGenerator(seed: 5)
        try library.add((0..<50).map { ("d\($0)", Optional("a"), texts.text(3), texts.text(30)) })
        let hits = try search(library)
        let files = try FileManager.default.contentsOfDirectory(atPath: library.indexFolder)
        let name = try #require(files.first { $0.hasPrefix("documents-client") })
        return (library, library.indexFolder + "/" + name, hits)
    }

    private func search(_ library: Library) throws -> [Hit] {
        try library.engine().search(Query("printer backup disk"), kind: .documents, scope: .client("a"), limit: 10)
    }

    @Test("a missing file is built again and gives the same answers")
    func missing() throws {
        let (library, path, hits) = try prepared()
        try FileManager.default.removeItem(atPath: path)
        #expect(try search(library) == hits)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test("a file cut anywhere is built again", arguments: [0, 1, 100, 511, 512, 513, 700, 2_000])
    func truncated(length: Int) throws {
        let (library, path, hits) = try prepared()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        try data.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(try search(library) == hits)
    }

    @Test("any flipped byte of the header and any of a thousand elsewhere is noticed")
    func flipped() throws {
        let (library, path, hits) = try prepared()
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        var generator = TextGenerator(seed: 11)
        let positions =
            Array(0..<IndexFormat.headerSize) + (0..<1_000).map { _ in Int(generator.next() % UInt64(data.count)) }
        for position in positions where position >= 0 {
            var damaged = data
            damaged[position] ^= 0x41
            let file = library.folder + "/damaged.idx"
            try damaged.write(to: URL(fileURLWithPath: file))
            let mapped = try #require(try MappedFile(path: file))
            if let reader = IndexReader(mapped) {
                // Only padding between sections may change unnoticed; it is never read.
                #expect(
                    reader.header.sections.allSatisfy { section in
                        !(Int(section.offset)..<Int(section.offset + section.count)).contains(position)
                    })
                #expect(position >= IndexFormat.headerSize)
            }
        }
        #expect(try search(library) == hits)
    }

    @Test("new and changed records are found by the next catalog")
    func generations() throws {
        let (library, _, _) = try prepared()
        try library.add([("new", "a", "Zebra calibration", "calibrate the zebra label printer")])
        let hits = try library.engine().search(
            Query("zebra calibration"), kind: .documents, scope: .client("a"), limit: 1)
        #expect(hits.first?.id == "new")
    }

    @Test("a file of another partition under this one's name is not believed")
    func swapped() throws {
        let library = try Library()
        try library.add([("a1", "a", "Printer", "printer of a"), ("b1", "b", "Printer", "printer of b")])
        let engine = library.engine()
        _ = try engine.search(Query("printer"), kind: .documents, scope: .client("a"), limit: 5)
        _ = try engine.search(Query("printer"), kind: .documents, scope: .client("b"), limit: 5)
        let files = try FileManager.default.contentsOfDirectory(atPath: library.indexFolder)
            .filter { $0.hasPrefix("documents-client") }.sorted()
        #expect(files.count == 2)
        let paths = files.map { URL(fileURLWithPath: library.indexFolder + "/" + $0) }
        let first = try Data(contentsOf: paths[0])
        try Data(contentsOf: paths[1]).write(to: paths[0])
        try first.write(to: paths[1])
        let hits = try library.engine().search(Query("printer"), kind: .documents, scope: .client("a"), limit: 5)
        #expect(hits.map(\.id) == ["a1"])
    }
}
