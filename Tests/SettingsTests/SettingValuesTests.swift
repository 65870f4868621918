import Domain
import Foundation
import LanguageModel
import Retrieval
import Settings
import Testing

@Suite("Settings: file, environment, built-in values")
struct SettingValuesTests {
    /// Reads a YAML text through a file named `sidenote.yaml`.
    private func read(_ yaml: String, environment: [String: String] = [:]) throws -> SettingValues {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("sidenote.yaml")
        try Data(yaml.utf8).write(to: file)
        var values = SettingValues()
        try values.read(file: file.path)
        try values.read(environment: environment)
        return values
    }

    private func problem(_ yaml: String, environment: [String: String] = [:]) throws -> Problem {
        try #require(throws: Problem.self) {
            _ = try Settings(try read(yaml, environment: environment))
        }
    }

    @Test("Every key has help, a name for the environment and a standard value that is valid")
    func keys() throws {
        for key in SettingKey.all {
            #expect(!key.help.isEmpty)
            #expect(key.environmentName.hasPrefix("SIDENOTE_"))
            if let standard = key.standard {
                let values = try read("", environment: [key.environmentName: standard])
                #expect(values.value(key.path)?.text == standard)
            }
        }
        #expect(Set(SettingKey.all.map(\.path)).count == SettingKey.all.count)
        #expect(Set(SettingKey.all.map(\.environmentName)).count == SettingKey.all.count)
    }

    @Test(
        "The nearest key",
        arguments: [
            ("modle", "model"), ("MODEL", "model"), ("modell", "model"), ("endpiont", "endpoint"), ("x", nil),
            ("completely_different_name", nil), ("", nil),
        ])
    func nearest(name: String, expected: String?) {
        #expect(NearestKey.of(name, among: ["model", "endpoint", "protocol"]) == expected)
    }

    @Test(
        "Wrong values name their line",
        arguments: [
            ("llm:\n  max_retries: -1\n", 2, "a whole number from 0 to 10"),
            ("llm:\n  max_retries: 1.5\n", 2, "a whole number from 0 to 10"),
            ("llm:\n  deadline_s: nan\n", 2, "a number from"), ("llm:\n  deadline_s: 1e99\n", 2, "a number from"),
            ("llm:\n  allow_insecure: maybe\n", 2, "true or false"),
            ("llm:\n  protocol: soap\n", 2, "one of openai"), ("policy:\n  default: \"\"\n", 2, "one of off"),
            ("# a\n\nllm:\n\n  max_concurrency: 0\n", 5, "a whole number from 1 to 256"),
        ])
    func values(yaml: String, line: Int, expectation: String) throws {
        let problem = try problem(yaml)
        #expect(problem.what.contains(expectation), "\(problem)")
        #expect(problem.place?.hasSuffix("sidenote.yaml line \(line)") == true, "\(problem)")
        #expect(problem.remedy != nil)
    }

    @Test(
        "Keys that are no settings",
        arguments: [
            ("lmm:\n  model: x\n", "Did you mean “llm”?"), ("llm:\n  model_name: x\n", "Did you mean"),
            ("retrieval:\n  k2: 1\n", "Did you mean “retrieval.k1”?"),
            ("zzzzzzzzzzzzzzzzzzzz: 1\n", "sidenote config show"),
            ("1: 2\n", "sidenote config show"), ("? [a]\n: b\n", ""),
        ])
    func unknownKeys(yaml: String, remedy: String) throws {
        let problem = try problem(yaml)
        #expect(problem.what.contains("is not a setting"))
        #expect(remedy.isEmpty || problem.remedy?.contains(remedy) == true, "\(problem)")
    }

    @Test("What belongs together")
    func together() throws {
        #expect(try problem("llm:\n  endpoint: https://llm.example.com\n").what.contains("no model"))
        #expect(
            try problem(
                "llm:\n  endpoint: https://llm.example.com\n  model: m\n  api_key_env: A\n  api_key_file: b\n"
            ).what.contains("both"))
    }

    @Test("A whole configuration")
    func whole() throws {
        let settings = try Settings(
            try read(
                """
                llm:
                  endpoint: https://llm.example.com/v1
                  model: m
                  headers: {X-A: b}
                  price: {input_per_million: 0.5, output_per_million: 2}
                  deadline_s: 30
                policy:
                  default: extractive
                  clients: {hdg: local, "17": cloud}
                retrieval: {k1: 2}
                enrich: {concurrency: 3}
                """, environment: ["SIDENOTE_LLM_MODEL": "other", "SIDENOTE_UNRELATED": "x"]))
        let llm = try #require(settings.llm)
        #expect(llm.model == "other")
        #expect(llm.headers == ["X-A": "b"])
        #expect(llm.deadline == .seconds(30))
        #expect(llm.price.outputPerMillion == 2)
        #expect(settings.concurrency == 3)
        #expect(settings.weighting.k1 == 2)
        #expect(settings.defaultPolicy == .extractive)
        #expect(settings.policy(for: nil, chosen: [:]).policy == .extractive)
        #expect(settings.policy(for: Client(id: "hdg", name: "H"), chosen: [:]).policy == .local)
        #expect(settings.policy(for: Client(id: "17", name: "S"), chosen: [:]).policy == .cloud)
        #expect(settings.policy(for: Client(id: "new", name: "N"), chosen: [:]).policy == .extractive)
        // The client's own record stands between the two.
        #expect(settings.policy(for: Client(id: "own", name: "O", policy: .off), chosen: [:]).policy == .off)
        #expect(settings.policy(for: Client(id: "hdg", name: "H", policy: .off), chosen: [:]).policy == .local)
    }

    @Test("Nothing configured: no model, drafts are extractive")
    func nothing() throws {
        for yaml in ["", "\n", "# x\n", "llm:\n", "llm:\n  endpoint: ~\n", "llm:\n  endpoint: null\n"] {
            #expect(try Settings(try read(yaml)).llm == nil)
        }
        #expect(try Settings(try read("", environment: ["SIDENOTE_LLM_ENDPOINT": " "])).llm == nil)
    }

    @Test("Variables that look like settings")
    func variables() {
        let found = SettingValues.unknownVariables([
            "SIDENOTE_LLM_MODLE": "x", "SIDENOTE_DATA": "d", "SIDENOTE_CONFIG": "c", "SIDENOTE_LLM_MODEL": "m",
            "PATH": "p",
        ])
        #expect(found.map(\.name) == ["SIDENOTE_LLM_MODLE"])
        #expect(found.first?.suggestion == "Did you mean SIDENOTE_LLM_MODEL?")
    }

    @Test("Any bytes are read or refused, without a crash")
    func bytes() throws {
        var state: UInt64 = 7
        let alphabet = Array("llm:policy \n\t-[]{}&*!|>'\"%@`#?,0x\u{1F600}~".unicodeScalars)
        for _ in 0..<2000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            var text = String.UnicodeScalarView()
            for _ in 0..<Int(state >> 40) % 40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            do {
                _ = try Settings(try read(String(text)))
            } catch is Problem {
                continue
            }
        }
    }
}
