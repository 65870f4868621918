import Domain
import Foundation
import LanguageModel
import Testing

@Suite struct SecretTests {
    @Test func isNeverPrinted() {
        let secret = Secret("sk-123")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(["key": secret], to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), "\([secret])", "\(Optional(secret) as Any)", dumped]
        #expect(texts.allSatisfy { !$0.contains("sk-123") })
        #expect(secret.reveal() == "sk-123")
    }

    @Test func comesFromTheEnvironment() throws {
        let source = SecretSource.environment("LLM_KEY")
        #expect(try source.read { $0 == "LLM_KEY" ? " sk-1\n" : nil }.secret.reveal() == "sk-1")
        for value in [nil, "", "  ", "a b", "a\nb", "schlüssel", "a\u{0}b"] {
            #expect {
                try source.read { _ in value }
            } throws: { error in
                let text = "\(error)"
                return text.contains("LLM_KEY") && !text.contains("schlüssel")
            }
        }
    }

    @Test func comesFromAFileAndWarnsWhenOthersCanReadIt() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("key").path
        let source = SecretSource.file(path)
        #expect(throws: Problem.self) { try source.read() }
        try Data("sk-2\r\n".utf8).write(to: URL(fileURLWithPath: path))
        for (mode, warnings) in [(0o600, 0), (0o400, 0), (0o644, 1), (0o640, 1)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let reading = try source.read()
            #expect(reading.secret.reveal() == "sk-2")
            #expect(reading.warnings.count == warnings)
            #expect(reading.warnings.allSatisfy { $0.description.contains("chmod 600") })
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try Data(repeating: 0x61, count: 20 << 10).write(to: URL(fileURLWithPath: path))
        #expect(throws: Problem.self) { try source.read() }
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(throws: Problem.self) { try source.read() }
        #expect(throws: Problem.self) { try SecretSource.file(folder.path).read() }
        #expect(throws: Problem.self) { try SecretSource.file("/dev/zero").read() }
    }
}
