import CurlTransport
public import Domain
import Drafting
public import LanguageModel

extension ModelEndpoint {
    /// The configured model, its key read, and the prompts. Nothing is sent.
    ///
    /// - Parameter promptDirectory: files that replace the built-in prompts; nil for those.
    /// - Returns: the endpoint, and what the operator should know about the configuration.
    /// - Throws: `Problem` for an address that must not be called, a key that is missing, or prompts that cannot be used.
    public static func configured(
        _ configuration: LLMConfiguration, promptDirectory: String?, ledger: any EgressLedger
    ) throws -> (endpoint: ModelEndpoint, warnings: [Problem]) {
        let prompts = try promptDirectory.map { try PromptLibrary(directory: $0) } ?? PromptLibrary.embedded()
        let model: OpenAIChatModel
        do {
            model = try OpenAIChatModel(configuration, transport: try CurlTransport())
        } catch let failure as ModelFailure {
            throw failure.problem.placed("llm.endpoint")
        } catch let error as TransportError {
            throw Problem(error.what, place: error.place, remedy: error.remedy).placed("llm.endpoint")
        }
        let endpoint = ModelEndpoint(
            model: model, endpoint: model.endpoint, contextTokens: configuration.contextTokens,
            price: configuration.price == Price() ? nil : configuration.price, prompts: prompts, ledger: ledger)
        return (endpoint, model.warnings)
    }
}

extension Problem {
    /// The same with a place, where it has none.
    fileprivate func placed(_ setting: String) -> Problem {
        Problem(what, place: place.flatMap { $0.isEmpty ? nil : $0 } ?? setting, remedy: remedy)
    }
}
