import Domain
import Foundation
import Testing

@testable import Enrichment

/// The records as Swift encodes them against the published JSON Schemas, by `scripts/validate-schemas`.
@Suite struct SchemaTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs the script; nil when Python or its jsonschema package cannot be had here.
    private func validate(_ lines: [String], as schema: String) throws -> (status: Int32, output: String)? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(schema)-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        let process = Process()
        process.executableURL = Self.root.appendingPathComponent("scripts/validate-schemas")
        process.arguments = ["\(schema)=\(file.path)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 69 ? nil : (process.terminationStatus, output)
    }

    private func lines(_ records: [EnrichmentRecord]) throws -> [String] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try records.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
    }

    @Test func recordsFitTheSchema() throws {
        guard let result = try validate(lines(Samples.all.map(\.record)), as: "enrichment") else {
            try Test.cancel("skipped: Python 3 with jsonschema is not available")
        }
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("\(Samples.all.count) records against enrichment, 0 invalid"))
    }

    /// The schema is strict: a key more, a key less or a value of the wrong kind is told with its line.
    @Test(arguments: [
        ("\"schema\":1", "\"schema\":1,\"extra\":true", "extra"), ("\"warnings\":", "\"warning\":", "warning"),
        ("\"schema\":1", "\"schema\":2", "$.schema"), ("\"blocked\":false", "\"blocked\":\"no\"", "$.claims.blocked"),
        ("\"client_id\":\"hdg\",", "", "client_id"),
    ])
    func otherRecordsDoNotFit(_ old: String, _ new: String, _ named: String) throws {
        let good = try lines([Samples.diskFull.record])
        let bad = good.map { $0.replacingOccurrences(of: old, with: new) }
        try #require(bad != good)
        guard let result = try validate(good + bad, as: "enrichment") else {
            try Test.cancel("skipped: Python 3 with jsonschema is not available")
        }
        #expect(result.status == 1)
        #expect(result.output.contains(".jsonl:2: ") && result.output.contains(named), "\(result.output)")
        #expect(!result.output.contains(".jsonl:1: "))
    }

    /// Every key of two full records is taken out in turn: the schema must miss exactly those that Swift misses.
    @Test func requiresWhatSwiftRequires() throws {
        var kept: [String] = []
        var refused: [String] = []
        for record in [Samples.diskFull.record, Samples.invoiceFraud.record] {
            let json = try JSON(record)
            for path in keyPaths(of: json) {
                // Absent and null mean the same to Swift, and an offset without a length is only useless to it.
                if ["client_id", "offset", "length"].contains(path.last) { continue }
                let changed = json.replacing(path[...], by: nil)
                let isRead = (try? changed.decoded(as: EnrichmentRecord.self)) != nil
                if isRead { kept.append(changed.line) } else { refused.append(changed.line) }
            }
        }
        try #require(kept.count > 5 && refused.count > 120)
        guard let good = try validate(kept, as: "enrichment"), let bad = try validate(refused, as: "enrichment") else {
            try Test.cancel("skipped: Python 3 with jsonschema is not available")
        }
        #expect(good.status == 0, "\(good.output)")
        #expect(bad.output.contains("\(refused.count) records against enrichment, \(refused.count) invalid"))
    }

    /// Paths of all keys of fixed objects, of lists in the first element; `redacted` is a dictionary and may hold any.
    private func keyPaths(of value: JSON) -> [[String]] {
        switch value {
        case .object(let object):
            object.sorted { $0.key < $1.key }.flatMap { key, value in
                [[key]] + (key == "redacted" ? [] : keyPaths(of: value).map { [key] + $0 })
            }
        case .list(let list): list.prefix(1).flatMap { keyPaths(of: $0).map { ["0"] + $0 } }
        case .string, .literal: []
        }
    }
}
