import Enrichment

extension HTML {
    /// A link to another site, from a ticket, a document or a model: shown with its host, opened through a page that
    /// says where it leads. What is no plain web address is shown as text.
    ///
    /// - Parameter text: What the link was called; nil shows the address itself.
    mutating func outsideLink(_ url: String, _ visit: Visit, text: String? = nil) {
        guard let address = OutsideAddress(url), let href = visit.leaving.link(address) else {
            return element("span", [.fixed("class", "no-link"), .fixed("dir", "auto")], text: text ?? url)
        }
        element(
            "a",
            [
                .fixed("class", "outside"), .data("href", href), .fixed("target", "_blank"), .fixed("rel", "noopener"),
            ]
        ) { html in
            if let text, text != url {
                html.element("bdi", text: text)
                html.element("span", [.fixed("class", "host"), .fixed("dir", "ltr")], text: address.host)
            } else {
                html.element("span", [.fixed("dir", "ltr")], text: address.text.clipped(to: 120))
            }
            html.markup("<span class=\"shape\" aria-hidden=\"true\">↗</span>")
            html.markup("<span class=\"vh\"> (another site)</span>")
        }
    }
}
