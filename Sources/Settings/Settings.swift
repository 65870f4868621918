public import Domain
public import LanguageModel
public import Retrieval

/// The configuration in force, typed and checked.
public struct Settings: Sendable {
    /// nil: no model is configured, drafts are extractive.
    public var llm: LLMConfiguration?
    public var defaultPolicy: Policy
    public var clientPolicies: [ClientID: Policy]
    public var promptDirectory: String?
    public var weighting: Weighting
    public var concurrency: Int?
    public var server: ServerSettings
    public var webhooks: WebhookSettings
    public var connectors: ConnectorSettings
    public var signIn: SignInSettings
    public var work: WorkSettings

    /// - Throws: `Problem` when values that belong together contradict each other.
    public init(_ values: SettingValues) throws(Problem) {
        defaultPolicy = values.text("policy.default").flatMap(Policy.init(rawValue:)) ?? .local
        clientPolicies = [:]
        for entry in values.map("policy.clients") {
            clientPolicies[ClientID(entry.name)] = Policy(rawValue: entry.value.text)
        }
        promptDirectory = values.text("prompts.directory")
        weighting = Weighting()
        weighting.k1 = values.number("retrieval.k1").map(Float.init) ?? weighting.k1
        weighting.b = values.number("retrieval.b").map(Float.init) ?? weighting.b
        weighting.titleWeight = values.number("retrieval.title_weight").map(Float.init) ?? weighting.titleWeight
        weighting.subjectWeight = values.number("retrieval.subject_weight").map(Float.init) ?? weighting.subjectWeight
        concurrency = values.integer("enrich.concurrency")
        llm = try Self.llm(values)
        server = try ServerSettings(values)
        webhooks = try WebhookSettings(values)
        connectors = try ConnectorSettings(values)
        signIn = try SignInSettings(values)
        work = try WorkSettings(values)
    }

    private static func llm(_ values: SettingValues) throws(Problem) -> LLMConfiguration? {
        guard let endpoint = values.value("llm.endpoint") else { return nil }
        guard let model = values.text("llm.model") else {
            throw Problem(
                "an endpoint is configured but no model", place: endpoint.origin,
                remedy: "Set llm.model to the model's name at that endpoint")
        }
        let source: SecretSource?
        switch (values.value("llm.api_key_env"), values.value("llm.api_key_file")) {
        case (.some, .some(let file)):
            throw Problem(
                "both llm.api_key_env and llm.api_key_file are set", place: file.origin, remedy: "Keep one of them")
        case (.some(let variable), nil): source = .environment(variable.text)
        case (nil, .some(let file)): source = .file(file.text)
        case (nil, nil): source = nil
        }
        var headers: [String: String] = [:]
        for entry in values.map("llm.headers") { headers[entry.name] = entry.value.text }
        return LLMConfiguration(
            endpoint: endpoint.text,
            dialect: values.text("llm.protocol").flatMap(LLMConfiguration.Dialect.init) ?? .openai,
            model: model, keySource: source, headers: headers,
            deadline: .milliseconds(Int64((values.number("llm.deadline_s") ?? 120) * 1000)),
            maxConcurrency: values.integer("llm.max_concurrency") ?? 4,
            maxRetries: values.integer("llm.max_retries") ?? 3,
            price: Price(
                inputPerMillion: values.number("llm.price.input_per_million") ?? 0,
                outputPerMillion: values.number("llm.price.output_per_million") ?? 0),
            contextTokens: values.integer("llm.context_tokens") ?? 16_384,
            allowInsecure: values.flag("llm.allow_insecure"))
    }

    /// A client's policy: the configuration's for that client, else the one chosen on the settings page, else the client
    /// record's, else the default.
    public func policy(for client: Client?, chosen: [ClientID: Policy]) -> PolicyInForce {
        PolicyInForce(client: client, standard: defaultPolicy, configured: clientPolicies, chosen: chosen)
    }
}
