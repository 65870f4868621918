import Domain
import Settings
import Storage

/// One step towards one's own tickets.
struct WelcomeStep: Sendable {
    var id: String
    var title: String
    var isDone: Bool
    var isOptional = false
    var texts: [String]
    var snippets: [Snippet] = []
    /// Folded away, by what one has.
    var choices: [(title: String, snippets: [Snippet])] = []
    /// In the repository.
    var document: String
    /// A page of the service, for administrators.
    var page: (text: String, path: String)?
}

/// The five steps, each done or open by what the store and the settings say.
struct WelcomeSteps: Sendable {
    let all: [WelcomeStep]

    init(progress: SetupProgress, settings: Settings, hasPeople: Bool, publicURL: String) {
        let isOwn = !progress.isSampleOnly
        all = [
            WelcomeStep(
                id: "import", title: "Import your clients and documents",
                isDone: isOwn && progress.hasClients && progress.hasDocuments,
                texts: [
                    "Clients come first, since everything else belongs to one. Exports of your PSA as CSV or JSON Lines will do, "
                        + "and a folder of runbooks with one folder for each client. Use a data folder of your own, not "
                        + "the sample’s."
                ],
                snippets: [WelcomeSnippets.importing],
                document: "README.md, “Your own tickets”"),
            WelcomeStep(
                id: "search", title: "See the right runbook found", isDone: isOwn && progress.hasFoundDocument,
                texts: [
                    "Ask as a ticket would. The answer says which words counted. Done as soon as a draft of yours rests "
                        + "on one of your documents."
                ],
                snippets: [WelcomeSnippets.search], document: "docs/retrieval.md"),
            WelcomeStep(
                id: "webhook", title: "Let tickets come in", isDone: !settings.webhooks.endpoints.isEmpty,
                texts: [
                    "Choose where your tickets live. The secret goes into a file of its own; then restart the service."
                ],
                snippets: [WelcomeSnippets.secret],
                choices: WebhookSettings.Source.allCases.map { source in
                    (source.title, WelcomeSnippets.webhook(source, publicURL: publicURL))
                },
                document: "docs/webhooks.md and docs/connectors.md",
                page: ("What comes in", SettingsPart.connectors.path)),
            WelcomeStep(
                id: "model", title: "Configure a model", isDone: settings.llm != nil, isOptional: true,
                texts: [
                    "Without one, drafts quote your documents. With one they read better. What may leave the house is "
                        + "decided for each client."
                ],
                snippets: [WelcomeSnippets.model], document: "README.md, “Configuration, and a language model”",
                page: ("Test it", SettingsPart.endpoint.path)),
            WelcomeStep(
                id: "people", title: "Let your colleagues in", isDone: hasPeople,
                texts: ["Each person gets an account, a role and, where you like, some clients only."],
                snippets: [WelcomeSnippets.people(publicURL: publicURL)], document: "docs/sign-in.md",
                page: ("Add them here", SettingsPart.users.path)),
        ]
    }
}
