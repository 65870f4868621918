import Domain
import Enrichment

/// Where a ticket stands, in one word, by shape and colour.
enum Badge: Hashable, Sendable {
    case ready
    case needsInfo
    /// How many sentences are in the way.
    case blocked(Int)
    case extractive
    case stale
    case approved
    case rejected
    /// Who has it open.
    case claimed(String)
    case sent
    case working
    case failed

    var label: String {
        switch self {
        case .ready: "ready"
        case .needsInfo: "needs info"
        case .blocked(let count): count > 0 ? "blocked \(count)" : "blocked"
        case .extractive: "extractive"
        case .stale: "stale"
        case .approved: "approved"
        case .rejected: "rejected"
        case .claimed(let name): name
        case .sent: "sent"
        case .working: "working"
        case .failed: "failed"
        }
    }

    /// Drawn before the word; says nothing that the word does not.
    fileprivate var shape: StaticString {
        switch self {
        case .ready, .approved: "✓"
        case .needsInfo: "?"
        case .blocked, .rejected, .failed: "✕"
        case .extractive: "❝"
        case .stale: "↻"
        case .claimed: "●"
        case .sent: "➤"
        case .working: "…"
        }
    }

    fileprivate var classes: StaticString {
        switch self {
        case .ready, .approved, .sent: "badge ok"
        case .needsInfo, .stale: "badge weak"
        case .blocked, .rejected, .failed: "badge bad"
        case .claimed: "badge info"
        case .extractive, .working: "badge"
        }
    }
}

extension HTML {
    mutating func badge(_ badge: Badge) {
        element("span", [.fixed("class", badge.classes)]) { html in
            html.shape(badge.shape)
            if case .claimed(let name) = badge {
                html.markup("<span class=\"vh\">open with </span>")
                html.element("bdi", text: name)
            } else {
                html.text(badge.label)
            }
        }
    }

    /// A word in a badge of no particular state.
    ///
    /// - Parameter tone: Its colour.
    mutating func tag(_ text: String, tone: Tone = .plain) {
        element("span", [.fixed("class", tone.badge), .fixed("dir", "auto")], text: text)
    }

    /// Whose ticket it is; the tag that must never be overlooked.
    ///
    /// - Parameter name: nil where the client is not known.
    mutating func clientTag(_ name: String?) {
        guard let name else {
            return element("span", [.fixed("class", "client unknown")], text: "client not known")
        }
        element("span", [.fixed("class", "client"), .fixed("dir", "auto"), .data("title", name)], text: name)
    }

    /// How many of the sentences that need evidence have it: `7/7`.
    mutating func grounded(_ supported: Int, of total: Int) {
        guard total > 0 else {
            return element("span", [.fixed("class", "share none"), .fixed("title", "No sentence needs evidence")]) {
                html in
                html.markup("<span aria-hidden=\"true\">–</span><span class=\"vh\">no sentence needs evidence</span>")
            }
        }
        element("span", [.fixed("class", supported == total ? "share ok" : "share weak")]) { html in
            html.element("span", [.fixed("aria-hidden", "true")], text: "\(supported)/\(total)")
            html.element("span", [.fixed("class", "vh")], text: "\(supported) of \(total) sentences supported")
        }
    }

    /// The verdict at the end of a sentence: a shape, a word and a colour of its own each.
    ///
    /// - Parameter evidence: Ids of what it rests on: `E1`.
    mutating func supportChip(_ support: Sentence.Support, evidence: [String] = []) {
        element("span", [.fixed("class", support.chip)]) { html in
            html.shape(support.shape)
            html.element("span", [.fixed("class", "word")]) { html in html.markup(support.word) }
            for id in evidence { html.element("span", [.fixed("class", "cite")], text: id) }
        }
    }

    /// A sign for the eye; the word beside it says the same.
    mutating func shape(_ sign: StaticString) {
        markup("<span class=\"shape\" aria-hidden=\"true\">")
        markup(sign)
        markup("</span>")
    }
}

extension Sentence.Support {
    fileprivate var chip: StaticString {
        switch self {
        case .supported: "chip ok"
        case .weak: "chip weak"
        case .unsupported: "chip bad"
        case .notNeeded: "chip none"
        }
    }
}

/// How something is meant; never told by colour alone.
enum Tone: Sendable {
    case plain, info, ok, weak, bad

    var badge: StaticString {
        switch self {
        case .plain: "badge"
        case .info: "badge info"
        case .ok: "badge ok"
        case .weak: "badge weak"
        case .bad: "badge bad"
        }
    }
}
