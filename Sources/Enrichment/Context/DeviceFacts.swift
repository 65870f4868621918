import Domain

/// A matched device as evidence: its card, its notes, and why it was matched.
enum DeviceFacts {
    static func text(_ device: Device, match: DeviceMatch, now: Timestamp) -> String {
        var lines = [DeviceCard(device, now: now).text]
        if let notes = device.notes.nonBlank { lines.append("Notes: \(notes)") }
        let reasons = match.evidence.map { "\($0.kind.replacing("_", with: " ")) \($0.value) (\($0.place))" }
        if !reasons.isEmpty { lines.append("Matched by: " + reasons.joined(separator: "; ")) }
        return lines.joined(separator: "\n")
    }

    /// `2026-09-11 11:34 UTC`: as people read it, and as drafts quote it.
    static func minutes(_ time: Timestamp) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }
}
