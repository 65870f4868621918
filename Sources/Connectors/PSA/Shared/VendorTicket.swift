import Domain

extension TicketID {
    /// The vendor's number in an id that was made by `init(_:in:)`.
    ///
    /// - Throws: `JobFailure` for an id of another kind.
    func number(in source: String) throws(JobFailure) -> Int64 {
        let prefix = source + ":"
        guard rawValue.hasPrefix(prefix), let number = Int64(rawValue.dropFirst(prefix.count)), number > 0 else {
            throw JobFailure(reason: "the ticket's id is not one of \(source)", isPermanent: true)
        }
        return number
    }
}

/// A device that a vendor links to a ticket.
struct LinkedDevice: Hashable, Sendable {
    var number: Int64
    /// The name under which technicians know it; nil where only the number is at hand.
    var name: String?
}

extension Ticket {
    /// Adds devices: their ids, and their names as an internal note, since a device that was imported from elsewhere has
    /// another id and is recognised by its name.
    mutating func link(_ devices: [LinkedDevice], in source: String) {
        var seen = Set(deviceIDs)
        var names: [String] = []
        for device in devices.prefix(50) where seen.insert(DeviceID("\(source):\(device.number)")).inserted {
            deviceIDs.append(DeviceID("\(source):\(device.number)"))
        }
        for name in devices.prefix(50).compactMap({ $0.name.nonBlank }) where !names.contains(name) {
            names.append(String(name.prefix(100)))
        }
        guard !names.isEmpty else { return }
        notes.append(
            Note(
                id: "devices", authorKind: .system, visibility: .internal,
                body: "Devices linked to the ticket: \(names.joined(separator: ", "))"))
    }
}
