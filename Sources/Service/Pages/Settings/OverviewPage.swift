import Domain
import Enrichment
import Hummingbird
import Settings
import Storage

/// `/settings`: the list of parts.
struct OverviewPage {
    let pages: SettingsPages
    let visit: Visit

    func response() throws -> Response {
        let store = pages.environment.store
        let dead = try store.deadGroups(lane: nil, for: visit.audience).reduce(0) { $0 + $1.count }
        let isPaused = try store.queueFigures(now: visit.now).isPaused
        return pages.kit.settings(visit, .overview) { html in
            if dead > 0 {
                html.banner(.weak, Figures.count(dead, "ticket", "tickets") + " without a draft") { html in
                    html.element("p") { html in
                        html.text("They were given up after several tries. ")
                        html.element("a", [.data("href", visit.link(SettingsPart.deadLetters.path))], text: "See why")
                    }
                }
            }
            if isPaused {
                html.banner(.weak, "The queue is paused") { html in
                    html.element("p", text: "Tickets come in and wait; no drafts are made.")
                }
            }
            html.element("dl", [.fixed("class", "parts")]) { html in
                for part in SettingsPart.visible(to: visit) where part != .overview {
                    html.element("div") { html in
                        html.element("dt") { html in
                            html.element("a", [.data("href", visit.link(part.path))], text: part.label)
                        }
                        html.element("dd", text: part.purpose)
                    }
                }
            }
            html.element("p", [.fixed("class", "soft")]) { html in
                html.text("Just beginning? ")
                html.element(
                    "a", [.data("href", visit.link(WelcomePage.path))], text: "From the sample to your own tickets")
            }
        }
    }
}
