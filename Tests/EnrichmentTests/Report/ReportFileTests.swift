import Domain
import Foundation
import Testing

@testable import Enrichment

@Suite struct ReportFileTests {
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sidenote-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test func joinsWhatTheWriterWrites() throws {
        try inFolder { folder in
            let path = folder.appendingPathComponent("report.html").path
            let file = try ReportFile(path: path, title: "Enrichment report", generatedAt: Samples.reportTime)
            for sample in Samples.all { try file.append(sample.record, facts: sample.facts) }
            #expect(file.count == Samples.all.count)
            try file.finish(ReportTests.totals)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text == page(Samples.all, totals: ReportTests.totals))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.html"])
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func anUnfinishedReportLeavesTheOldOne() throws {
        try inFolder { folder in
            let path = folder.appendingPathComponent("report.html").path
            try Data("old".utf8).write(to: URL(fileURLWithPath: path))
            do {
                let file = try ReportFile(path: path, title: "New", generatedAt: Samples.reportTime)
                try file.append(Samples.diskFull.record, facts: Samples.diskFull.facts)
            }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["report.html"])
        }
    }

    @Test func saysWhereItCannotWrite() {
        let error = #expect(throws: Problem.self) {
            try ReportFile(path: "/nonexistent/report.html", title: "", generatedAt: Samples.reportTime)
        }
        #expect(error?.place?.hasPrefix("/nonexistent/report.html") == true)
    }
}
