import Foundation
import Testing

@Suite("The data directory: missing, damaged, newer")
struct DataDirectoryTests {
    private static let query = [
        "search", "print queue stuck", "--client", "hdg", "--json", "--explain", "--data", "data",
    ]

    @Test("Without data, the error says how to begin, and makes none")
    func missing() throws {
        let folder = try Folder()
        try folder.write("in.jsonl", try ticket())
        for command in [["enrich", "in.jsonl"], ["search", "vpn", "--client", "hdg"]] {
            let run = try Program.run(command + ["--data", "none"], in: folder)
            expectProblem(
                run, status: 3, "there is no Sidenote data here yet. none.", "sidenote import", "sidenote demo")
        }
        #expect(try folder.names() == ["in.jsonl"])
    }

    @Test("SIDENOTE_DATA names it, --data wins")
    func environment() throws {
        let folder = try SampleWorld.copy()
        let query = ["search", "vpn", "--client", "hdg"]
        let run = try Program.run(query, in: folder, environment: ["SIDENOTE_DATA": "data"])
        #expect(run.status == 0)
        let other = try Program.run(query + ["--data", "data"], in: folder, environment: ["SIDENOTE_DATA": "none"])
        #expect(other.status == 0)
    }

    @Test("A file in its place")
    func file() throws {
        let folder = try Folder()
        try folder.write("data", "x")
        let run = try Program.run(["import", SampleWorld.files[0], "--data", "data"], in: folder)
        expectProblem(run, status: 3, "the data folder is not a folder. data.")
    }

    enum Damage: String, CaseIterable {
        case garbage, cut, overwritten, short
    }

    @Test("A damaged database is never touched", arguments: Damage.allCases)
    func corrupt(damage: Damage) throws {
        let folder = try SampleWorld.copy()
        var bytes = try folder.read("data/sidenote.sqlite")
        switch damage {
        case .garbage: bytes = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        case .cut: bytes = bytes.prefix(bytes.count / 3)
        case .overwritten: bytes.replaceSubrange(4096..<65_536, with: Data(repeating: 0xAA, count: 61_440))
        case .short: bytes = bytes.prefix(50)
        }
        try folder.write("data/sidenote.sqlite", bytes)
        try folder.write("in.jsonl", try ticket())
        for command in [
            ["search", "vpn", "--client", "hdg"], ["import", SampleWorld.files[0]],
            ["enrich", "in.jsonl", "-o", "o.jsonl"],
        ] {
            let run = try Program.run(command + ["--data", "data"], in: folder)
            expectProblem(
                run, status: 3, "the data is damaged", "data/sidenote.sqlite", "Restore the file from a backup")
        }
        #expect(try folder.read("data/sidenote.sqlite") == bytes)
        #expect(!folder.has("o.jsonl") && !folder.has("o.jsonl.partial"))
    }

    @Test("Data of a newer version is left alone")
    func newer() throws {
        let folder = try SampleWorld.copy()
        let script = """
            import sqlite3
            c = sqlite3.connect("data/sidenote.sqlite")
            c.execute("insert into grdb_migrations values ('v99')")
            c.commit()
            """
        try folder.write("newer.py", script)
        guard try Program.shell("python3 newer.py", in: folder).status == 0 else { return }
        let before = try folder.read("data/sidenote.sqlite")
        for command in [["search", "vpn", "--client", "hdg"], ["import", SampleWorld.files[0]]] {
            let run = try Program.run(command + ["--data", "data"], in: folder)
            expectProblem(
                run, status: 3, "written by a newer Sidenote", "data/sidenote.sqlite", "Upgrade this sidenote")
        }
        #expect(try folder.read("data/sidenote.sqlite") == before)
    }

    enum Tear: String, CaseIterable {
        case half, empty, flipped, zeroed, garbage, gone
    }

    @Test("Torn index files are built again, with the same results", arguments: Tear.allCases)
    func torn(tear: Tear) throws {
        let folder = try SampleWorld.copy()
        let sound = try Program.run(Self.query, in: folder)
        #expect(sound.status == 0 && !sound.lines.isEmpty, "\(sound.errors)")
        let names = try folder.names("data/index").filter { $0.hasSuffix(".idx") }
        #expect(!names.isEmpty)
        for name in names {
            var bytes = try folder.read("data/index/\(name)")
            switch tear {
            case .half: bytes = bytes.prefix(bytes.count / 2)
            case .empty: bytes = Data()
            case .flipped:
                bytes[bytes.count / 3] ^= 0xFF
                bytes[bytes.count - 9] ^= 1
            case .zeroed: bytes = Data(count: bytes.count)
            case .garbage: bytes = Data("not an index".utf8)
            case .gone:
                try FileManager.default.removeItem(atPath: "\(folder.path)/data/index/\(name)")
                continue
            }
            try folder.write("data/index/\(name)", bytes)
        }
        let run = try Program.run(Self.query, in: folder)
        #expect(run.status == 0 && !run.wasSignalled, "\(run.errors)")
        #expect(run.text == sound.text)
    }

    @Test("Two imports at once: the second says who holds the data")
    func locked() throws {
        let folder = try SampleWorld.copy()
        let run = try Program.shell(
            "flock data/.lock \"$S\" import '\(SampleWorld.files[0])' --data data", in: folder)
        // Without flock(1) there is nothing to hold the lock with.
        guard run.status != 127 else { return }
        expectProblem(run, status: 3, "another sidenote is working on this data", "data/.lock", "Wait until")
    }
}
