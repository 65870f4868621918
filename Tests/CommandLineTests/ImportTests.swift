import Foundation
import Testing

@Suite("import")
struct ImportTests {
    private struct Report: Decodable {
        struct Counts: Decodable {
            var inserted: Int
            var updated: Int
            var unchanged: Int
        }
        struct Entry: Decodable {
            var what: String
            var place: String
            var reason: String
            var remedy: String
        }
        var counts: [String: Counts]
        var quarantined: [Entry]
        var failures: [Entry]
    }

    private func report(_ run: Program.Run) throws -> Report {
        try JSONDecoder().decode(Report.self, from: run.output)
    }

    @Test("The same again changes nothing")
    func idempotent() throws {
        let folder = try Folder()
        let command = ["import"] + SampleWorld.files + ["--data", "data", "--json", "-q"]
        let first = try report(try Program.run(command, in: folder))
        #expect(
            first.counts.mapValues(\.inserted) == [
                "clients": 3, "contacts": 24, "devices": 55, "documents": 47, "tickets": 68,
            ])
        let again = try Program.run(command, in: folder)
        #expect(again.status == 0)
        let second = try report(again)
        #expect(second.counts.values.allSatisfy { $0.inserted == 0 && $0.updated == 0 })
        #expect(second.counts.mapValues(\.unchanged) == first.counts.mapValues(\.inserted))
    }

    @Test("The order of the paths does not matter: clients come first")
    func order() throws {
        let folder = try Folder()
        let run = try Program.run(
            ["import"] + SampleWorld.files.reversed() + ["--data", "data", "--json", "-q"], in: folder)
        #expect(run.status == 0)
        #expect(try report(run).quarantined.isEmpty)
    }

    @Test("CSV exports of the sample MSP", arguments: [("devices", 55), ("tickets", 106)])
    func csv(kind: String, most: Int) throws {
        let folder = try SampleWorld.copy()
        let run = try Program.run(
            ["import", "\(Project.fixtures)/csv/\(kind).csv", "--data", "data", "--json", "-q"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        let counts = try #require(try report(run).counts[kind])
        #expect(counts.inserted + counts.updated + counts.unchanged > 0)
        #expect(counts.inserted + counts.updated + counts.unchanged <= most)
    }

    @Test("Mail and runbooks of the sample MSP", arguments: [("mail", "tickets", 7), ("runbooks", "documents", 16)])
    func files(folderName: String, kind: String, count: Int) throws {
        let folder = try SampleWorld.copy()
        let run = try Program.run(
            ["import", "\(Project.fixtures)/\(folderName)", "--data", "data", "--json", "-q"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(try report(run).counts[kind]?.inserted == count)
    }

    @Test("Records of an unknown client are quarantined, grouped for people and listed for machines")
    func quarantine() throws {
        let folder = try Folder()
        let command = ["import", "\(Project.fixtures)/csv/devices.csv", "--data", "data"]
        let run = try Program.run(command, in: folder)
        #expect(run.status == 3)
        #expect(run.errors.contains("55 quarantined (stored nowhere until their client is known):"))
        #expect(run.errors.contains("device HDG-DC01 and 17 more: “Harbor Dental Group” is no known client."))
        #expect(run.errors.contains("first in devices.csv line 2."))
        let listed = try report(try Program.run(command + ["--json"], in: folder))
        #expect(listed.quarantined.count == 55)
        #expect(listed.quarantined.first?.place == "devices.csv line 2")
        // Nothing of it can be found, not even as shared.
        let search = try Program.run(
            ["search", "HDG-DC01", "--shared", "--kind", "devices", "--data", "data"], in: folder)
        #expect(search.output.isEmpty)
    }

    @Test("Part of it bad: the rest is stored, the status is 2")
    func partly() throws {
        let folder = try Folder()
        try folder.write(
            "clients.jsonl",
            "{\"id\":\"a\",\"name\":\"A\"}\n{\"name\":\"nameless\"}\nnonsense\n{\"id\":\"b\",\"name\":\"B\"}\n")
        try folder.write(
            "devices.jsonl", "{\"id\":\"d\",\"client_id\":\"zzz\",\"hostname\":\"H1\",\"kind\":\"server\"}\n")
        let run = try Program.run(["import", "clients.jsonl", "devices.jsonl", "--data", "data", "--json"], in: folder)
        #expect(run.status == 2)
        let report = try report(run)
        #expect(report.counts["clients"]?.inserted == 2)
        #expect(report.failures.map(\.place) == ["clients.jsonl line 2", "clients.jsonl line 3"])
        #expect(report.quarantined.map(\.place) == ["devices.jsonl line 1"])
        #expect((report.failures + report.quarantined).allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
    }

    @Test("What is not there, and what is nothing to import")
    func nothing() throws {
        let folder = try Folder()
        expectProblem(
            try Program.run(["import", "none", "--data", "data"], in: folder), status: 3,
            "there is no such file. none.")
        try folder.write("photo.bin", "x")
        let run = try Program.run(["import", "photo.bin", "--data", "data"], in: folder)
        #expect(run.status == 3)
        #expect(run.text.contains("nothing was imported") || !run.problems.isEmpty)
    }
}
