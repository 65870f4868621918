import Foundation

/// A ticket record of hdg with fields replaced, as one line of JSON without a line break.
func ticket(_ id: String = "T-1", _ fields: [String: Any] = [:]) throws -> String {
    var record: [String: Any] = [
        "id": id, "client_id": "hdg", "subject": "Printer down",
        "body": "The printer HDG-PRN-FRONT1 at the front desk does not print.", "created_at": "2026-09-10T15:02:11Z",
    ]
    for (key, value) in fields { record[key] = value }
    return String(
        decoding: try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys, .withoutEscapingSlashes]),
        as: UTF8.self)
}
