import Domain
import HTTPTypes

/// What the frame must know about a page before its content.
struct PageHead: Sendable {
    var title: String
    var section: Section
    var scripts: [Script]
    var status: HTTPResponse.Status
    /// How wide the content may be.
    var width: Width
    /// Attributes of `main`: ids and states for scripts, never text.
    var data: [(name: StaticString, value: String)]
    /// For pages that are live: the last event before the page was read.
    var event: Int64?

    enum Width: Sendable {
        /// Forms and notices: one column of text.
        case narrow
        /// Lists and figures.
        case wide
        /// The whole window.
        case full
    }

    init(
        title: String, section: Section = .none, scripts: [Script] = [], status: HTTPResponse.Status = .ok,
        width: Width = .wide, data: [(name: StaticString, value: String)] = [],
        event: Int64? = nil
    ) {
        self.event = event
        self.data = data
        self.title = title
        self.section = section
        self.scripts = scripts
        self.status = status
        self.width = width
    }
}

/// The part of the product a page belongs to; the navigation marks it.
enum Section: Sendable, CaseIterable {
    case queue, ticket, insights, ledger, settings, account, none

    /// The smallest role whose navigation shows it; nil where it has no place there.
    var role: Role? {
        switch self {
        case .queue: .reader
        case .insights, .ledger: .lead
        case .settings: .admin
        case .ticket, .account, .none: nil
        }
    }

    var label: StaticString {
        switch self {
        case .queue, .ticket: "Queue"
        case .insights: "Insights"
        case .ledger: "Ledger"
        case .settings: "Settings"
        case .account: "Account"
        case .none: ""
        }
    }

    var path: String {
        switch self {
        case .queue, .ticket, .none: "/"
        case .insights: "/insights"
        case .ledger: "/ledger"
        case .settings: "/settings"
        case .account: "/account"
        }
    }
}

/// A module of `Web/js`; `core.js` is on every page. One that is not compiled in is left out.
struct Script: Hashable, Sendable {
    let name: String

    init(_ name: String) {
        self.name = name
    }

    static let core = Script("core.js")
    static let queue = Script("queue.js")
    static let ticket = Script("ticket.js")
    static let acts = Script("acts.js")
    static let stream = Script("stream.js")
    static let insights = Script("insights.js")
    static let ledger = Script("ledger.js")
    static let settings = Script("settings.js")
}
