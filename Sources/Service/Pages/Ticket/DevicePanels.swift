import Domain
import Enrichment

/// The devices that were matched: what each is, how it does, and why it was taken to be the one.
struct DevicePanels: Sendable {
    let view: ReviewView
    let anchors: EvidenceAnchors

    /// Below this share of free space a disk is short of it.
    private static let lowShare = 0.1

    func write(to html: inout HTML) {
        let matches = view.record.context.devices
        if matches.isEmpty { html.markup("<p class=\"soft\">No device was recognised in the ticket.</p>") }
        for match in matches {
            html.element("article", [.fixed("class", "found")]) { html in
                html.element("div", [.fixed("class", "row apart")]) { html in
                    html.element("h3", [.fixed("dir", "auto")], text: match.hostname.clipped(to: 120))
                    html.element(
                        "span", [.fixed("class", "soft")],
                        text: Figures.decimal(match.score * 100, places: 0) + "\u{00A0}% sure")
                }
                if let device = view.devices.first(where: { $0.id == match.id }) {
                    identity(&html, device)
                    disks(&html, device)
                    alerts(&html, device)
                } else {
                    html.markup("<p class=\"soft\">It is no longer in the records; this is what the draft knew.</p>")
                }
                reasons(&html, match)
                html.element("p", [.fixed("class", "row")]) { html in
                    html.evidenceLinks(
                        view.evidence.filter { $0.kind == .device && $0.source == match.id.rawValue }.map(\.id), anchors
                    )
                }
            }
        }
    }

    private func identity(_ html: inout HTML, _ device: Device) {
        let make = [device.manufacturer, device.model].compactMap(\.nonBlank).joined(separator: " ")
        let what = [device.kind.map(Words.plain), make, device.os].compactMap(\.nonBlank).joined(separator: " · ")
        if !what.isEmpty { html.element("p", [.fixed("dir", "auto")], text: what.clipped(to: 240)) }
        html.element("dl", [.fixed("class", "facts")]) { html in
            html.fact("Last seen") { html in
                switch device.online {
                case true?: html.markup("<span class=\"state on\">● online</span> ")
                case false?: html.markup("<span class=\"state off\">○ offline</span> ")
                case nil: break
                }
                if let seen = device.lastSeenAt {
                    html.age(seen, now: view.visit.now)
                } else {
                    html.markup("not known")
                }
            }
            value(&html, "User", device.lastUser)
            value(&html, "Site", device.site)
            value(&html, "IP", device.ipAddresses.prefix(6).joined(separator: ", "))
            value(&html, "MAC", device.macAddresses.prefix(4).joined(separator: ", "))
            value(&html, "Serial", device.serial)
            if let end = device.warrantyUntil {
                html.fact("Warranty") { html in
                    let isOver = end < view.visit.now
                    html.element(
                        "span", [.fixed("class", isOver ? "late" : "in-time")],
                        text: (isOver ? "! ended " : "until ") + String(end.description.prefix(10)))
                }
            }
            if let url = device.url { html.fact("Record") { html in html.outsideLink(url, view.visit, text: "Open") } }
        }
    }

    private func value(_ html: inout HTML, _ name: StaticString, _ value: String?) {
        guard let value = value.nonBlank else { return }
        html.fact(name) { html in html.element("bdi", text: value.clipped(to: 160)) }
    }

    private func disks(_ html: inout HTML, _ device: Device) {
        guard !device.disks.isEmpty else { return }
        html.element("ul", [.fixed("class", "disks")]) { html in
            for disk in device.disks.prefix(12) {
                html.element("li") { html in
                    html.element("bdi", text: disk.name.clipped(to: 40))
                    guard let total = disk.totalBytes, let free = disk.freeBytes, total > 0 else {
                        html.element(
                            "span", [.fixed("class", "soft")],
                            text: disk.freeBytes.map { "\(Figures.bytes($0)) free" } ?? "size not known")
                        return
                    }
                    let share = min(1, max(0, Double(free) / Double(total)))
                    let isLow = share < Self.lowShare
                    html.bar(1 - share, tone: isLow ? .bad : .plain)
                    html.element(
                        "span", [.fixed("class", isLow ? "late" : "soft")],
                        text:
                            "\(isLow ? "! " : "")\(Figures.bytes(free)) free of \(Figures.bytes(total)) (\(Figures.decimal(share * 100, places: 0))\u{00A0}%)"
                    )
                }
            }
        }
    }

    private func alerts(_ html: inout HTML, _ device: Device) {
        guard !device.alerts.isEmpty else { return }
        html.markup("<h4>Alerts</h4>")
        html.element("ul", [.fixed("class", "alerts")]) { html in
            for alert in device.alerts.prefix(8) {
                html.element("li") { html in
                    if let severity = alert.severity.nonBlank {
                        html.tag(
                            severity.clipped(to: 20),
                            tone: ["critical", "error", "high"].contains(severity.lowercased()) ? .bad : .weak)
                        html.markup(" ")
                    }
                    html.element("span", [.fixed("dir", "auto")], text: alert.message.clipped(to: 300))
                    if let at = alert.at {
                        html.markup(" ")
                        html.element("span", [.fixed("class", "soft")]) { html in html.age(at, now: view.visit.now) }
                    }
                }
            }
            if device.alerts.count > 8 {
                html.element("li", [.fixed("class", "soft")], text: "and \(device.alerts.count - 8) more")
            }
        }
    }

    private func reasons(_ html: inout HTML, _ match: DeviceMatch) {
        guard !match.evidence.isEmpty else { return }
        html.markup("<h4>Why this one</h4>")
        html.element("ul") { html in
            for reason in match.evidence.prefix(8) {
                html.element("li") { html in
                    html.text(Words.deviceEvidence(reason.kind) + " ")
                    html.element("code", [.fixed("dir", "auto")], text: reason.value.clipped(to: 80))
                    html.text(" " + Words.place(reason.place))
                }
            }
        }
    }
}
