import Domain
import LanguageModel

/// One thing that can be configured.
public struct SettingKey: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case text
        case integer(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case flag
        case choice([String])
        /// A map of free names to texts, or to one of the given words where there are some.
        case map(of: [String])
    }

    /// As in the file, levels joined by dots: `llm.deadline_s`.
    public var path: String
    public var kind: Kind
    /// One line for `sidenote config show`.
    public var help: String
    /// The value without any configuration, as text; nil for none.
    public var standard: String?

    /// `SIDENOTE_LLM_DEADLINE_S` for `llm.deadline_s`. A name in a shell holds no hyphen.
    public var environmentName: String {
        "SIDENOTE_" + path.uppercased().replacing(".", with: "_").replacing("-", with: "_")
    }

    init(_ path: String, _ kind: Kind, _ help: String, standard: String? = nil) {
        self.path = path
        self.kind = kind
        self.help = help
        self.standard = standard
    }
}

extension SettingKey {
    /// Every key there is, in the order in which they are shown.
    public static let all: [SettingKey] = pipeline + server + webhooks + connectors + signIn + work

    private static let pipeline: [SettingKey] = [
        SettingKey("llm.endpoint", .text, "base address of the model's HTTP API; without one, drafts are extractive"),
        SettingKey(
            "llm.protocol", .choice(LLMConfiguration.Dialect.allCases.map(\.rawValue)), "how the endpoint is spoken to",
            standard: "openai"),
        SettingKey("llm.model", .text, "the model's name at the endpoint"),
        SettingKey("llm.api_key_env", .text, "name of the environment variable that holds the key"),
        SettingKey("llm.api_key_file", .text, "path of a file that holds the key alone"),
        SettingKey("llm.headers", .map(of: []), "further request headers; their values count as secrets"),
        SettingKey("llm.deadline_s", .number(1...3600), "seconds for one answer, retries included", standard: "120"),
        SettingKey("llm.max_concurrency", .integer(1...256), "requests under way at once", standard: "4"),
        SettingKey("llm.max_retries", .integer(0...10), "how often a failed request is repeated", standard: "3"),
        SettingKey("llm.price.input_per_million", .number(0...1e6), "price of a million input tokens", standard: "0"),
        SettingKey("llm.price.output_per_million", .number(0...1e6), "price of a million output tokens", standard: "0"),
        SettingKey(
            "llm.context_tokens", .integer(1024...10_000_000), "tokens that prompt and answer share",
            standard: "16384"),
        SettingKey(
            "llm.allow_insecure", .flag, "allow plain http to another machine (never to a public one)",
            standard: "false"),
        SettingKey(
            "policy.default", .choice(Policy.allCases.map(\.rawValue)),
            "what may be done with tickets of clients without a policy of their own", standard: "local"),
        SettingKey(
            "policy.clients", .map(of: Policy.allCases.map(\.rawValue)), "policy per client id"),
        SettingKey("prompts.directory", .text, "folder with prompt files that replace the built-in ones"),
        SettingKey("retrieval.k1", .number(0...10), "term frequency saturation", standard: "1.4"),
        SettingKey("retrieval.b", .number(0...1), "length normalisation", standard: "0.85"),
        SettingKey("retrieval.title_weight", .number(0...10), "share of the title score", standard: "0.4"),
        SettingKey(
            "retrieval.subject_weight", .number(0...10), "how often a word of the subject counts", standard: "1.5"),
        SettingKey(
            "enrich.concurrency", .integer(1...1024), "tickets worked on at once; --concurrency goes before it",
            standard: nil),
    ]

    static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}
