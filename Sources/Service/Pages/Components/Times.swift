import Domain
import Enrichment

extension HTML {
    /// How long ago, or until when; the exact time on hover.
    mutating func age(_ time: Timestamp, now: Timestamp) {
        element(
            "time", [.data("datetime", time.description), .data("title", Figures.minute(time))],
            text: PageTimes.relative(time, now: now))
    }

    /// Date and minute in UTC.
    mutating func moment(_ time: Timestamp) {
        element("time", [.data("datetime", time.description)], text: Figures.minute(time))
    }

    /// How much of the time promised is left, as a bar and in words.
    ///
    /// - Parameters:
    ///   - start: When the clock began; without it the bar is measured against a day.
    ///   - due: nil: nothing was promised.
    mutating func slaBar(from start: Timestamp?, due: Timestamp?, now: Timestamp) {
        guard let due else {
            return element("span", [.fixed("class", "sla none")], text: "no SLA")
        }
        let left = due.seconds(since: now)
        let whole = max(1, due.seconds(since: start ?? due.adding(seconds: -86_400)))
        let share = Double(max(0, left)) / Double(whole)
        let tone: StaticString = left <= 0 ? "sla late" : share < 0.25 || left < 3600 ? "sla soon" : "sla"
        element("span", [.fixed("class", tone), .data("title", "Due " + Figures.minute(due))]) { html in
            html.element("span", [.fixed("class", "bar"), .fixed("aria-hidden", "true")]) { html in
                html.element("span", [.fixed("class", Steps.width(share))]) { _ in }
            }
            html.element("span", [.fixed("class", "left")], text: PageTimes.left(left))
        }
    }

    /// A bar for a share from 0 to 1. It says nothing by itself: write the figure beside it.
    mutating func bar(_ share: Double, tone: Tone = .plain) {
        let classes: StaticString =
            switch tone {
            case .plain: "bar"
            case .info: "bar info"
            case .ok: "bar ok"
            case .weak: "bar weak"
            case .bad: "bar bad"
            }
        element("span", [.fixed("class", classes), .fixed("aria-hidden", "true")]) { html in
            html.element("span", [.fixed("class", Steps.width(share))]) { _ in }
        }
    }
}

/// Spans of time in a few characters.
enum PageTimes {
    static func relative(_ time: Timestamp, now: Timestamp) -> String {
        let seconds = now.seconds(since: time)
        if seconds.magnitude < 60 { return "just now" }
        return seconds > 0 ? Figures.span(seconds: seconds) + " ago" : "in " + Figures.span(seconds: seconds)
    }

    /// `2 h left`, `3 h late`.
    static func left(_ seconds: Int64) -> String {
        if seconds.magnitude < 60 { return "due now" }
        return Figures.span(seconds: seconds) + (seconds > 0 ? " left" : " late")
    }
}

/// Widths without inline styles, which the content security policy forbids: classes in steps of a twentieth.
enum Steps {
    /// `w-0` to `w-100` by fives. More than nothing shows, and less than all is never full.
    static func width(_ share: Double) -> StaticString {
        guard share.isFinite, share > 0 else { return "w-0" }
        guard share < 1 else { return "w-100" }
        return names[min(19, max(1, Int((share * 20).rounded())))]
    }

    private static let names: [StaticString] = [
        "w-0", "w-5", "w-10", "w-15", "w-20", "w-25", "w-30", "w-35", "w-40", "w-45", "w-50", "w-55", "w-60", "w-65",
        "w-70", "w-75", "w-80", "w-85", "w-90", "w-95", "w-100",
    ]
}
