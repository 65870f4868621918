import Digest
import Domain
import Drafting
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/settings/prompts`: what the model is told, word for word.
struct PromptPage {
    /// How many of the newest drafts are counted.
    static let counted = 5000

    let pages: SettingsPages
    let visit: Visit

    private struct File {
        var name: String
        var version: String
        var isBuiltIn: Bool
        var text: String
    }

    func response() throws -> Response {
        let uses = try pages.environment.store.promptUses(newest: Self.counted)
        let files = Self.files(pages.parts.endpoint?.prompts, pages.environment.settings.promptDirectory)
        return pages.kit.settings(visit, .prompts) { html in
            guard let files else {
                return html.emptyState(
                    "The prompts cannot be read",
                    "The folder that prompts.directory names is missing, or a file in it is not as it must be.")
            }
            html.element(
                "p", [.fixed("class", "soft")],
                text: "Set prompts.directory to a folder with files of the same names to replace them; they are read "
                    + "when the service starts. A draft remembers the version it was made with.")
            for file in files { write(file, uses, &html) }
            history(uses, &html)
        }
    }

    private static func files(_ inUse: PromptLibrary?, _ directory: String?) -> [File]? {
        guard let library = inUse ?? (try? directory.map { try PromptLibrary(directory: $0) } ?? .embedded()),
            let builtIn = try? PromptLibrary.embedded()
        else { return nil }
        let schema = (try? SHA256Digest.hex(of: library.schema)).map { "schema@\($0.prefix(8))" } ?? "schema"
        return [
            File(
                name: "draft.md", version: library.draft.version,
                isBuiltIn: library.draft.version == builtIn.draft.version, text: library.draft.text),
            File(
                name: "repair.md", version: library.repair.version,
                isBuiltIn: library.repair.version == builtIn.repair.version, text: library.repair.text),
            File(
                name: "schema/draft.schema.json", version: schema, isBuiltIn: library.schema == builtIn.schema,
                text: library.schema),
        ]
    }

    private func write(_ file: File, _ uses: [PromptUse], _ html: inout HTML) {
        html.element("section", [.fixed("class", "card stack tight")]) { html in
            html.element("h2") { html in html.element("code", text: file.name) }
            let count = uses.filter { $0.prompt == file.version }.reduce(0) { $0 + $1.count }
            var facts: [(name: String, value: String)] = [
                ("Version", file.version), ("Comes from", file.isBuiltIn ? "built in" : "the configured folder"),
            ]
            if file.name == "draft.md" { facts.append(("Drafts with it", Figures.grouped(count))) }
            html.facts(facts)
            html.disclosure("Full text") { html in
                html.element(
                    "pre", [.fixed("class", "file"), .fixed("tabindex", "0"), .data("aria-label", file.name)],
                    text: file.text)
            }
        }
    }

    private func history(_ uses: [PromptUse], _ html: inout HTML) {
        html.element("section", [.fixed("class", "stack tight")]) { html in
            html.element("h2", text: "Which version made which drafts")
            guard !uses.isEmpty else { return html.emptyState("No drafts yet", "They are counted here by version.") }
            html.table(
                caption: "Drafts by version of the prompt",
                columns: [("Version", false), ("Drafts", true), ("Last one", false)]
            ) { html in
                for use in uses {
                    html.element("tr") { html in
                        html.element("th", [.fixed("scope", "row")]) { html in
                            html.element("code", text: use.prompt.isEmpty ? "none" : use.prompt)
                            if use.mode == "extractive" {
                                html.element("span", [.fixed("class", "soft small")], text: " quoted from documents")
                            }
                        }
                        html.element("td", [.fixed("class", "number")], text: Figures.grouped(use.count))
                        html.element("td") { html in html.age(use.last, now: visit.now) }
                    }
                }
            }
            html.element(
                "p", [.fixed("class", "soft small")],
                text: "Of the newest \(Figures.grouped(Self.counted)) drafts.")
        }
    }
}
