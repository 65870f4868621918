import Domain
import Drafting
import Enrichment

/// The draft as it is being made. Scripts fill it; without them it is not there, and the page tells when to come back.
enum LiveView {
    /// The ticket's address as a path.
    static func path(_ id: TicketID) -> String { "/tickets/" + FormEncoding.escape(id.rawValue) }

    /// The form that stops the model, for those who may.
    ///
    /// - Parameter isShown: false keeps it for scripts, which know when there is something to stop.
    static func stop(_ id: TicketID, _ visit: Visit, isShown: Bool, to html: inout HTML) {
        guard visit.isAtLeast(.technician) else { return }
        var attributes: [HTML.Attribute] = [.fixed("id", "live-stop"), .fixed("class", "live-stop")]
        if !isShown { attributes.append(.fixed("hidden", "")) }
        html.element("div", attributes) { html in
            html.form(visit, action: path(id) + "/stop", [.fixed("data-live-stop", "")]) { html in
                html.button("Stop the model", .plain)
                html.markup(
                    "<span class=\"soft small\">The draft is then taken from what was found, without the model.</span>")
            }
        }
    }

    /// Copied by scripts; a browser shows nothing of it.
    static func template(to html: inout HTML) {
        html.element("template", [.fixed("id", "live-template")]) { html in
            html.element("div", [.fixed("class", "card live"), .fixed("data-live", "")]) { html in
                html.element("div", [.fixed("class", "row apart")]) { html in
                    html.markup("<h2 tabindex=\"-1\">The draft as it is being written</h2>")
                    html.markup(
                        "<button type=\"button\" class=\"button\" data-live-cancel hidden>Cancel</button>")
                }
                html.markup("<p class=\"soft\" role=\"status\" data-live-status>Waiting for its turn.</p>")
                html.element("div", [.fixed("data-live-group", "model"), .fixed("hidden", "")]) { html in parts(&html) }
                html.element(
                    "details",
                    [
                        .fixed("class", "fold"), .fixed("data-live-group", "extract"), .fixed("open", ""),
                        .fixed("hidden", ""),
                    ]
                ) { html in
                    html.markup("<summary>Taken from what was found, without the model</summary>")
                    html.element("div", [.fixed("class", "fold-body")]) { html in parts(&html) }
                }
            }
            html.element("div", [.fixed("class", "live-found"), .fixed("data-live-evidence", "")]) { html in
                html.markup("<h2>What was found</h2>")
            }
        }
    }

    private static func parts(_ html: inout HTML) {
        for part in DraftPart.allCases {
            html.element(
                "section", [.fixed("class", "part"), .data("data-live-part", part.rawValue), .fixed("hidden", "")]
            ) { html in
                html.element("h3") { html in html.markup(part.title) }
                html.element(part == .steps ? "ol" : "ul", [.fixed("class", "sentences")]) { _ in }
            }
        }
    }
}

extension DraftPart {
    fileprivate var title: StaticString {
        switch self {
        case .summary: "Summary"
        case .steps: "Next steps (internal)"
        case .questions: "Questions to ask"
        case .reply: "Reply to the requester"
        }
    }
}
