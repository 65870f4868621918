import Domain
import Grounding

/// A line of a portal form, `Label: value`: the value of “What happens” says what the ticket is about, that of
/// “Best phone” does not.
struct FormField {
    /// What may be quoted: the value of a describing field, otherwise the line.
    let text: String
    /// What the label adds to the sentence's score.
    let prior: Double

    init(_ line: String) {
        guard let colon = line.prefix(48).firstIndex(of: ":"), line.index(after: colon) < line.endIndex,
            line[line.index(after: colon)] == " "
        else {
            text = line
            prior = 0
            return
        }
        let label = Words.texts(in: line[..<colon])
        let value = line[line.index(after: colon)...].trimmingWhitespace()
        guard !label.isEmpty, label.count <= 6, !value.isEmpty else {
            text = line
            prior = 0
            return
        }
        if !Self.describing.isDisjoint(with: label) {
            text = value
            prior = 0.5
        } else {
            text = line
            prior = Self.labels.isDisjoint(with: label) ? 0 : -0.4
        }
    }

    private static let describing: Set<String> = [
        "happens", "happened", "description", "problem", "issue", "symptom", "symptoms", "details", "detail", "message",
        "summary", "request", "beschreibung", "anliegen", "passiert", "descripción", "problema", "mensaje",
        "incidencia",
        "problème", "détails", "omschrijving", "probleem", "melding",
    ]
    private static let labels: Set<String> = [
        "category", "name", "location", "site", "computer", "device", "printer", "phone", "email", "mail", "affected",
        "try", "tried", "department", "area", "priority", "urgency", "subject", "date", "time", "attachments",
        "contact",
        "asset", "room", "building", "extension", "kategorie", "standort", "gerät", "telefon", "abteilung", "ubicación",
        "teléfono", "equipo", "catégorie", "téléphone", "appareil", "client", "company", "monitor", "user", "people",
    ]
}
