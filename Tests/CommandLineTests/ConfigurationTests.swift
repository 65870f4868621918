import Foundation
import Testing

@Suite("config")
struct ConfigurationTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "A bad file is told with file, line and the nearest key",
        arguments: [
            ("llm:\n  modle: x\n", "“llm.modle” is not a setting. c.yaml line 2. Did you mean “llm.model”?"),
            ("llmm:\n  a: b\n", "“llmm” is not a setting. c.yaml line 1. Did you mean “llm”?"),
            ("\n\nversion: 2\n", "“version” is not a setting. c.yaml line 3."),
            ("llm: x\n", "“llm” holds further keys, not a value. c.yaml line 1."),
            ("llm:\n  endpoint: https://llm.example.com\n", "an endpoint is configured but no model. c.yaml line 2."),
            ("llm:\n  max_concurrency: many\n", "must be a whole number from 1 to 256, not “many”. c.yaml line 2."),
            ("retrieval:\n  b: 7\n", "“retrieval.b” must be a number from 0"),
            ("policy:\n  default: clod\n", "“policy.default” must be one of off, extractive"),
            ("policy:\n  clients:\n    hdg: cloudy\n", "c.yaml line 3. Did you mean “cloud”?"),
            (
                "policy:\n  clients:\n    hdg: [cloud]\n",
                "an entry of “policy.clients” has no single value. c.yaml line 3."
            ),
            ("llm:\n  headers:\n    - a\n", "“llm.headers” must be a list of names"),
            ("llm:\n  model: a\n  model: b\n", "stands there twice. c.yaml line"),
            ("a: [\n", "is not valid YAML"), ("llm:\n\tmodel: x\n", "c.yaml line 2."),
            ("a: b: c\n", "is not valid YAML"), ("- a\n", "must hold keys and values. c.yaml."),
            ("llm:\n  endpoint: http://192.0.2.7/v1\n  model: m\n", "plain http to another machine is refused"),
            ("llm:\n  endpoint: ftp://llm.example.com\n  model: m\n", "the address cannot be called"),
            (
                "llm:\n  endpoint: https://llm.example.com\n  model: m\n  headers:\n    X-Key: \"topsecret\\nX: y\"\n",
                "the request cannot be sent"
            ),
            (
                "llm:\n  endpoint: https://llm.example.com\n  model: m\n  api_key_env: SURELY_NOT_SET\n",
                "the key is not set. environment variable SURELY_NOT_SET."
            ),
            (
                "llm:\n  endpoint: https://llm.example.com\n  model: m\n  api_key_file: /none/key\n",
                "the key cannot be read"
            ),
            ("prompts:\n  directory: /none\n", "the prompt folder cannot be read. /none."),
        ])
    func bad(yaml: String, message: String) throws {
        try folder.write("c.yaml", yaml)
        let run = try Program.run(["config", "check", "--config", "c.yaml"], in: folder)
        expectProblem(run, status: 1, message)
        #expect(!run.errors.contains("topsecret"))
    }

    @Test("A bad configuration stops every command with status 1", arguments: ["enrich", "import", "search", "show"])
    func everyCommand(command: String) throws {
        try folder.write("c.yaml", "llmm: 1\n")
        try folder.write("in.jsonl", try ticket())
        let data = try SampleWorld.shared()
        let arguments =
            switch command {
            case "enrich": ["enrich", "in.jsonl", "-o", "o.jsonl", "--data", data]
            case "import": ["import", "in.jsonl", "--data", "data"]
            case "search": ["search", "vpn", "--client", "hdg", "--data", data]
            default: ["config", "show"]
            }
        let run = try Program.run(arguments + ["--config", "c.yaml"], in: folder)
        expectProblem(run, status: 1, "“llmm” is not a setting. c.yaml line 1.")
        #expect(try folder.names() == ["c.yaml", "in.jsonl"])
    }

    @Test("A missing or unreadable file", arguments: ["none.yaml", "/proc"])
    func missing(path: String) throws {
        let run = try Program.run(["config", "check", "--config", path], in: folder)
        expectProblem(run, status: 1, "cannot read the configuration file. \(path).")
        let named = try Program.run(["config", "check"], in: folder, environment: ["SIDENOTE_CONFIG": path])
        expectProblem(named, status: 1, "cannot read the configuration file. \(path).")
    }

    @Test(
        "Files that say nothing are fine",
        arguments: ["", "# nothing\n", "llm:\nretrieval:\n", "llm:\n  endpoint:\n", "---\n", "policy:\n  clients:\n"])
    func empty(yaml: String) throws {
        try folder.write("c.yaml", yaml)
        let run = try Program.run(["config", "check", "--config", "c.yaml"], in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.text.contains("drafts are extractive"))
    }

    @Test("Environment over file, file over built in, and show says which")
    func precedence() throws {
        try folder.write("data/sidenote.yaml", "retrieval:\n  k1: 2.5\n  b: 0.25\n")
        let run = try Program.run(
            ["config", "show", "--json", "--data", "data"], in: folder,
            environment: ["SIDENOTE_RETRIEVAL_B": "0.5", "SIDENOTE_LLM_MODEL": "  "])
        #expect(run.status == 0)
        let all = try #require(JSONSerialization.jsonObject(with: run.output) as? [[String: Any]])
        func setting(_ path: String) -> [String: Any] { all.first { $0["path"] as? String == path } ?? [:] }
        #expect(setting("retrieval.k1")["value"] as? String == "2.5")
        #expect(setting("retrieval.k1")["origin"] as? String == "data/sidenote.yaml line 2")
        #expect(setting("retrieval.b")["value"] as? String == "0.5")
        #expect((setting("retrieval.b")["origin"] as? String)?.contains("SIDENOTE_RETRIEVAL_B") == true)
        #expect(setting("retrieval.title_weight")["origin"] as? String == "built in")
        #expect(setting("llm.model")["value"] == nil)
    }

    @Test("A bad variable is named")
    func badVariable() throws {
        let run = try Program.run(
            ["config", "check"], in: folder, environment: ["SIDENOTE_LLM_MAX_CONCURRENCY": "zero"])
        expectProblem(run, status: 1, "environment variable SIDENOTE_LLM_MAX_CONCURRENCY")
    }

    @Test("A misspelt variable is warned of")
    func misspeltVariable() throws {
        let run = try Program.run(["config", "check"], in: folder, environment: ["SIDENOTE_LLM_MODLE": "m"])
        #expect(run.status == 0)
        #expect(run.errors.contains("SIDENOTE_LLM_MODLE is no setting. Did you mean SIDENOTE_LLM_MODEL?"))
    }

    @Test("Neither keys nor header values are ever printed", arguments: [[], ["--json"]])
    func secrets(options: [String]) throws {
        try folder.write("key", "sk-file-secret-123456\n")
        chmod(folder.path + "/key", 0o600)
        try folder.write(
            "c.yaml",
            """
            llm:
              endpoint: https://llm.example.com/v1
              model: m
              api_key_file: \(folder.path)/key
              headers:
                X-Tenant: header-secret-123456

            """)
        for command in [["config", "show"] + options, ["config", "check"]] {
            let run = try Program.run(command + ["--config", "c.yaml"], in: folder)
            #expect(run.status == 0, "\(run.errors)")
            #expect(!(run.text + run.errors).contains("secret-123456"))
        }
        let variable = try Program.run(
            ["config", "show"] + options, in: folder,
            environment: ["SIDENOTE_LLM_API_KEY_ENV": "MY_KEY", "MY_KEY": "sk-env-secret-123456"])
        #expect(!variable.text.contains("secret-123456"))
    }
}
