import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Storage

/// A draft that was not made anew: why, and the form with what was typed and chosen, to be sent again.
struct RegenerateRefusal: Sendable {
    private var title: String
    private var text: String
    private var remedy: String?
    private var status: HTTPResponse.Status
    private var summary: DraftSummary
    private var newest: DraftSummary?
    private var form: RegenerateForm
    private let visit: Visit

    init(_ refusal: ActRefusal, _ fields: FormFields, _ visit: Visit) {
        let words = refusal.words
        title = words.title
        text = words.text
        remedy = words.remedy
        status = ProblemResponse(refusal.refusal).status
        summary = refusal.summary
        newest = refusal.newest
        self.visit = visit
        form = Self.form(refusal.summary, fields, visit)
    }

    init(
        _ problem: ProblemResponse, _ fields: FormFields, _ draft: Int64, _ visit: Visit, _ store: SQLiteStore
    ) throws {
        guard let summary = try store.summary(draft, for: visit.audience) else { throw ProblemResponse.notFound }
        title = "The draft was not written anew"
        text = problem.detail
        remedy = problem.remedy
        status = problem.status
        self.summary = summary
        let newest = try store.newestDraft(of: summary.ticketID, for: visit.audience)
        self.newest = newest?.id == draft ? nil : newest
        self.visit = visit
        form = Self.form(summary, fields, visit)
    }

    /// For the draft as it stands now, under a key of its own: what was refused is asked anew.
    private static func form(_ summary: DraftSummary, _ fields: FormFields, _ visit: Visit) -> RegenerateForm {
        let nonce = try? RandomBytes.token(12)
        var form = RegenerateForm(
            visit, draft: summary.id, revision: summary.revision, key: nonce.map { "\($0).regenerate." })
        form.fill(from: fields)
        return form
    }

    func response(_ kit: PageKit) throws -> Response {
        kit.page(visit, PageHead(title: title, status: status, width: .narrow)) { html in
            html.element("div", [.fixed("class", "notice"), .fixed("data-refused", "true")]) { html in
                html.element("h1", text: title)
                html.element("p", text: text)
                if let remedy { html.element("p", text: remedy) }
                html.element("p", [.fixed("class", "row")]) { html in
                    html.linkButton(
                        "Look at the ticket", href: visit.link(DraftActs.address(summary)), .primary)
                    if let newest {
                        html.linkButton(
                            "Open the newer draft", href: visit.link(DraftActs.address(newest)), .plain,
                            [.fixed("data-newer", "true")])
                    }
                }
            }
            html.element("h2", text: "What you asked for")
            form.write(to: &html)
        }
    }
}
