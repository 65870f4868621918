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
        for line in try lines([Samples.diskFull.record, Samples.invoiceFraud.record]) {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            for path in keyPaths(of: object) {
                // Absent and null mean the same to Swift, and an offset without a length is only useless to it.
                if ["client_id", "offset", "length"].contains(path.last) { continue }
                let data = try JSONSerialization.data(withJSONObject: removing(path[...], from: object))
                let isRead = (try? JSONDecoder().decode(EnrichmentRecord.self, from: data)) != nil
                let text = String(decoding: data, as: UTF8.self)
                if isRead { kept.append(text) } else { refused.append(text) }
            }
        }
        try #require(kept.count > 5 && refused.count > 200)
        guard let good = try validate(kept, as: "enrichment"), let bad = try validate(refused, as: "enrichment") else {
            try Test.cancel("skipped: Python 3 with jsonschema is not available")
        }
        #expect(good.status == 0, "\(good.output)")
        #expect(bad.output.contains("\(refused.count) records against enrichment, \(refused.count) invalid"))
    }

    /// Paths of all keys of fixed objects; `redacted` is a dictionary and may hold any.
    private func keyPaths(of value: Any) -> [[String]] {
        if let object = value as? [String: Any] {
            return object.sorted { $0.key < $1.key }.flatMap { key, value in
                [[key]] + (key == "redacted" ? [] : keyPaths(of: value).map { [key] + $0 })
            }
        }
        guard let list = value as? [Any] else { return [] }
        return list.enumerated().flatMap { index, value in keyPaths(of: value).map { [String(index)] + $0 } }
    }

    private func removing(_ path: ArraySlice<String>, from value: Any) -> Any {
        guard let key = path.first else { return value }
        if var object = value as? [String: Any] {
            object[key] = path.count == 1 ? nil : object[key].map { removing(path.dropFirst(), from: $0) }
            return object
        }
        if var list = value as? [Any], let index = Int(key) {
            list[index] = removing(path.dropFirst(), from: list[index])
            return list
        }
        return value
    }
}
