import Domain

/// What retrieval found for one ticket.
struct RetrievedContext: Sendable {
    var devices: [(device: Device, match: DeviceMatch)] = []
    var documents: [DocumentMatch] = []
    var similar: [TicketMatch] = []
    var evidence: [Evidence] = []
    var duplicates: [TicketID] = []
    var warnings: [String] = []
}
