import Domain

/// The fixed words of a reply in one language. Everything else in a reply is quoted.
struct Phrases: Sendable {
    /// BCP 47 primary tag.
    var language: String
    /// `{name}` is the first name, or the full name where that is the polite form.
    var greeting: String
    var greetingNameless: String
    /// Whether the greeting takes the full name.
    var greetsWithFullName: Bool
    /// `{text}` is a quotation of the requester.
    var understanding: String
    /// What happens next, without a time.
    var next: String
    /// `{time}` is the SLA's time of response.
    var respondBy: String
    var selfHelp: String
    var securityIntro: String
    /// Said on security tickets when no shareable document says it.
    var securityDoNot: String
    var questionsIntro: String
    var close: String
    /// By need.
    var questions: [Need: String]
    var months: [String]
    /// `{hour}`, `{day}`, `{month}`, `{year}`, `{zone}`.
    var time: String

    /// The table of the language, English where there is none.
    static func table(for language: String) -> Phrases {
        switch language {
        case "de": german
        case "es": spanish
        case "fr": french
        default: english
        }
    }

    static let languages = ["en", "de", "es", "fr"]

    /// The time in the requester's words, `14:00 on 24 November 2026 (UTC)`.
    func spoken(_ time: Timestamp, utcOffsetSeconds: Int) -> String {
        let local = time.adding(seconds: Int64(utcOffsetSeconds)).description
        let parts = local.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return String(local.prefix(16)) }
        return fill(
            self.time,
            [
                "hour": String(local.dropFirst(11).prefix(5)), "day": String(parts[2]), "month": months[parts[1] - 1],
                "year": String(parts[0]), "zone": Self.zone(utcOffsetSeconds),
            ])
    }

    private static func zone(_ offset: Int) -> String {
        guard offset != 0 else { return "UTC" }
        let minutes = abs(offset) / 60
        let rest = minutes % 60 == 0 ? "" : ":\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        return "UTC\(offset < 0 ? "-" : "+")\(minutes / 60)\(rest)"
    }
}

/// Something the ticket does not say and a technician would have to ask.
enum Need: String, Hashable, Sendable, CaseIterable {
    // In the order in which they are asked.
    case clicked, credentials, approved
    case startDate = "start_date"
    case manager, licence
    case printer, computer, device
    case authorisation
    case errorText = "error_text"
    case scope
    case sinceWhen = "since_when"
    case location, client, callback, details
}

/// Replaces each `{key}` by its value.
func fill(_ template: String, _ values: [String: String]) -> String {
    var out = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        out += rest[..<open]
        let key = String(rest[rest.index(after: open)..<close])
        out += values[key] ?? ""
        rest = rest[rest.index(after: close)...]
    }
    return out + rest
}
