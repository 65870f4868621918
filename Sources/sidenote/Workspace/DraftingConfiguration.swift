import CurlTransport
import Domain
import Drafting
import Enrichment
import LanguageModel
import Settings
import Storage

extension DraftingStage {
    /// The stage as the configuration asks for it.
    ///
    /// - Parameter offline: leave a configured model alone.
    /// - Throws: `Problem` for a key that is missing, an endpoint that cannot be called or prompts that cannot be used.
    static func configured(_ workspace: Workspace, offline: Bool) throws -> DraftingStage {
        let settings = workspace.settings
        return try DraftingStage(
            store: workspace.store, standard: settings.defaultPolicy, overrides: settings.clientPolicies,
            model: offline ? nil : try endpoint(workspace))
    }

    /// The configured model; nil where there is none.
    static func endpoint(_ workspace: Workspace) throws -> ModelEndpoint? {
        guard let llm = workspace.settings.llm else { return nil }
        do {
            let (endpoint, warnings) = try ModelEndpoint.configured(
                llm, promptDirectory: workspace.settings.promptDirectory, ledger: workspace.store)
            for warning in warnings { Console.warning(warning.description) }
            return endpoint
        } catch let problem as Problem {
            throw ConfigurationError(problem: problem)
        }
    }
}

extension Settings {
    /// The configured model, its key read, and the prompts. Nothing is sent.
    ///
    /// - Throws: `ConfigurationError` for an address that must not be called, a key that is missing, or prompts that cannot be used.
    func loadModel(_ llm: LLMConfiguration) throws -> (model: OpenAIChatModel, prompts: PromptLibrary) {
        do {
            return (try OpenAIChatModel(llm, transport: try CurlTransport()), try loadPrompts())
        } catch let failure as ModelFailure {
            throw ConfigurationError(problem: failure.problem.placed("llm.endpoint"))
        } catch let error as TransportError {
            throw ConfigurationError(
                problem: Problem(error.what, place: error.place, remedy: error.remedy).placed("llm.endpoint"))
        } catch let problem as Problem {
            throw ConfigurationError(problem: problem)
        }
    }

    func loadPrompts() throws -> PromptLibrary {
        do {
            return try promptDirectory.map { try PromptLibrary(directory: $0) } ?? PromptLibrary.embedded()
        } catch let problem as Problem {
            throw ConfigurationError(problem: problem)
        }
    }
}

extension Problem {
    /// The same with a place, where it has none.
    fileprivate func placed(_ setting: String) -> Problem {
        Problem(what, place: place.flatMap { $0.isEmpty ? nil : $0 } ?? setting, remedy: remedy)
    }
}
