import Domain

/// A matched device: what it is, how it does, and why it was taken to be the one.
struct DevicePanel {
    var match: DeviceMatch
    /// nil: the store no longer has it; the match alone is shown.
    var device: Device?
    var generatedAt: Timestamp

    func write(to html: inout HTML) {
        html.element("div", [.fixed("class", "hd")]) { html in
            html.element("h4", [.fixed("dir", "auto")], text: match.hostname.clipped(to: 120))
            html.element("span", [.fixed("class", "score")]) { html in
                html.text(Figures.decimal(match.score * 100, places: 0) + "\u{00A0}% sure")
            }
        }
        if let device {
            identity(device, &html)
            disks(device, &html)
            alerts(device, &html)
        }
        if !match.evidence.isEmpty {
            html.element("p", [.fixed("class", "why")]) { html in
                html.markup("<b>Why:</b> ")
                for (index, reason) in match.evidence.prefix(8).enumerated() {
                    if index > 0 { html.markup("; ") }
                    html.text(Words.deviceEvidence(reason.kind) + " ")
                    html.element("code", text: reason.value.clipped(to: 80))
                    html.text(" " + Words.place(reason.place))
                }
            }
        }
    }

    private func identity(_ device: Device, _ html: inout HTML) {
        let what = [device.kind.map(Words.plain), Self.make(device), device.os].compactMap(\.nonBlank)
            .joined(separator: " · ")
        html.element("p", [.fixed("class", "what"), .fixed("dir", "auto")], text: what.clipped(to: 240))
        html.element("dl", [.fixed("class", "spec")]) { html in
            html.pair("Seen") { html in
                switch device.online {
                case true?: html.markup("<span class=\"on\">● online</span> ")
                case false?: html.markup("<span class=\"off\">○ offline</span> ")
                case nil: break
                }
                if let seen = device.lastSeenAt {
                    html.time(seen, relativeTo: generatedAt)
                } else {
                    html.markup("last contact unknown")
                }
            }
            value(&html, "User", device.lastUser)
            value(&html, "Site", device.site)
            value(&html, "IP", device.ipAddresses.prefix(6).joined(separator: ", "))
            value(&html, "MAC", device.macAddresses.prefix(4).joined(separator: ", "))
            value(&html, "Serial", device.serial)
            if let warranty = device.warrantyUntil {
                html.pair("Warranty") { html in
                    let over = warranty < generatedAt
                    html.element("span", [.fixed("class", over ? "late" : "due")]) { html in
                        html.text((over ? "ended " : "until ") + warranty.day)
                    }
                }
            }
            if let url = device.url { html.pair("Record") { $0.address(url) } }
        }
    }

    /// Maker and model; many sources repeat the maker in the model.
    private static func make(_ device: Device) -> String? {
        guard let maker = device.manufacturer.nonBlank else { return device.model }
        guard let model = device.model.nonBlank else { return maker }
        return model.lowercased().hasPrefix(maker.lowercased()) ? model : maker + " " + model
    }

    private func value(_ html: inout HTML, _ name: StaticString, _ value: String?) {
        guard let value = value.nonBlank else { return }
        html.pair(name) { $0.element("bdi", text: value.clipped(to: 160)) }
    }

    /// A bar is a drawing without style attributes, which the page's policy would refuse; the text says the same.
    private func disks(_ device: Device, _ html: inout HTML) {
        guard !device.disks.isEmpty else { return }
        html.element("ul", [.fixed("class", "disks")]) { html in
            for disk in device.disks.prefix(12) {
                html.element("li") { html in
                    html.element("bdi", text: disk.name.clipped(to: 40))
                    guard let total = disk.totalBytes, let free = disk.freeBytes, total > 0 else {
                        html.element(
                            "span", [.fixed("class", "q")],
                            text: disk.freeBytes.map { "\(Figures.bytes($0)) free" } ?? "size unknown")
                        return
                    }
                    let share = min(1, max(0, Double(free) / Double(total)))
                    let used = Figures.decimal((1 - share) * 100, places: 1)
                    html.markup("<svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")
                    html.markup("<rect width=\"100\" height=\"8\" class=\"free\"/>")
                    html.open(
                        "rect",
                        [.data("width", used), .fixed("height", "8"), .fixed("class", share < 0.1 ? "low" : "used")])
                    html.markup("</rect></svg>")
                    html.element("span", [.fixed("class", share < 0.1 ? "late" : "q")]) { html in
                        html.text("\(Figures.bytes(free)) free of \(Figures.bytes(total))")
                        if share < 0.1 { html.text(" (\(Figures.decimal(share * 100, places: 1))\u{00A0}%)") }
                    }
                }
            }
        }
    }

    private func alerts(_ device: Device, _ html: inout HTML) {
        guard !device.alerts.isEmpty else { return }
        html.element("ul", [.fixed("class", "alerts")]) { html in
            for alert in device.alerts.prefix(5) {
                html.element("li", [.fixed("dir", "auto")]) { html in
                    html.element("b", text: "▲ " + (alert.severity.map(Words.plain) ?? "alert"))
                    html.text(" " + alert.message.clipped(to: 300))
                    if let at = alert.at {
                        html.markup(" <span class=\"q\">")
                        html.time(at, relativeTo: generatedAt)
                        html.markup("</span>")
                    }
                }
            }
            if device.alerts.count > 5 { html.element("li", text: "and \(device.alerts.count - 5) more") }
        }
    }
}
