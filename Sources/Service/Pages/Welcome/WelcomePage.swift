import Domain
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/welcome`: from the sample to one's own tickets, in steps that know whether they are done.
struct WelcomePage: PageGroup {
    static let path = "/welcome"

    let kit: PageKit
    let environment: ServiceEnvironment

    func add(to router: Router<ServiceContext>) {
        router.get(RouterPath(Self.path)) { request, context in
            try await kit.serve(request, context) { visit in try response(visit) }
        }
    }

    private func response(_ visit: Visit) throws -> Response {
        let progress = try environment.store.setupProgress()
        let people = try environment.store.accounts().filter {
            !$0.isDisabled && $0.login != OneTimeLink.administrator
        }
        let steps = WelcomeSteps(
            progress: progress, settings: environment.settings, hasPeople: !people.isEmpty,
            publicURL: environment.publicURL)
        return kit.page(visit, PageHead(title: "Welcome", scripts: [.settings], width: .narrow)) { html in
            html.element("div", [.fixed("class", "page-head")]) { html in html.element("h1", text: "Welcome") }
            now(progress, &html)
            html.element("p") { html in
                let open = steps.all.filter { !$0.isDone && !$0.isOptional }.count
                html.text(
                    open == 0
                        ? "Everything that is needed is set up."
                        : "\(Figures.count(open, "step", "steps")) to your own tickets. Each says by itself when it is done."
                )
            }
            html.element("ol", [.fixed("class", "steps")]) { html in
                for step in steps.all { write(step, visit, &html) }
            }
        }
    }

    private func now(_ progress: SetupProgress, _ html: inout HTML) {
        if progress.isSampleOnly {
            html.banner(.info, "You are looking at a sample") { html in
                html.element(
                    "p",
                    text: "A made-up MSP with three clients. Try everything: nothing you do here reaches anybody, and "
                        + "your own tickets get a folder of their own.")
            }
        } else if progress.hasOwnTickets {
            html.banner(.ok, "Your own tickets are coming in") { html in
                if progress.hasSample {
                    html.element(
                        "p", text: "The sample’s tickets are among them. Start with an empty folder to be rid of them.")
                }
            }
        } else {
            html.banner(.info, "No ticket has come in yet")
        }
    }

    private func write(_ step: WelcomeStep, _ visit: Visit, _ html: inout HTML) {
        html.element(
            "li", [.data("id", step.id), .fixed("class", step.isDone ? "card stack tight done" : "card stack tight")]
        ) { html in
            html.element("h2") { html in
                html.text(step.title)
                html.text(" ")
                html.tag(
                    step.isDone ? "done" : step.isOptional ? "optional" : "open",
                    tone: step.isDone ? .ok : step.isOptional ? .plain : .info)
            }
            for text in step.texts { html.element("p", text: text) }
            for snippet in step.snippets { html.snippet(snippet) }
            for (title, snippets) in step.choices {
                html.disclosure(title) { html in
                    for snippet in snippets { html.snippet(snippet) }
                }
            }
            html.element("p", [.fixed("class", "soft small")]) { html in
                html.text("More: ")
                html.element("code", text: step.document)
                html.text(" in the project’s repository.")
                if let (text, path) = step.page, visit.isAtLeast(.admin) {
                    html.text(" ")
                    html.element("a", [.data("href", visit.link(path))], text: text)
                }
            }
        }
    }
}

/// A text to copy, with what it is.
struct Snippet: Sendable {
    /// Where it goes: `In the configuration file`.
    var place: String
    var text: String
}

extension HTML {
    /// Something to copy; scripts add a button.
    mutating func snippet(_ snippet: Snippet) {
        element("figure", [.fixed("class", "snippet")]) { html in
            html.element("figcaption", [.fixed("class", "soft small")], text: snippet.place)
            html.element(
                "pre", [.fixed("tabindex", "0"), .fixed("data-copy", ""), .data("aria-label", snippet.place)],
                text: snippet.text)
        }
    }

    /// For pages that show tickets: says that all of them are invented, as long as they are.
    ///
    /// - Parameter isSampleOnly: of the store (`SQLiteStore.isSampleOnly`).
    mutating func sampleBanner(_ visit: Visit, isSampleOnly: Bool) {
        guard isSampleOnly, !visit.isPod else { return }
        banner(.info, "These tickets are a sample") { html in
            html.element("p") { html in
                html.text("Try everything; nothing reaches anybody. ")
                html.element(
                    "a", [.data("href", visit.link(WelcomePage.path))], text: "To your own tickets, in five steps")
            }
        }
    }
}
