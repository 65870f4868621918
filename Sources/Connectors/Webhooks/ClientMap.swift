public import Domain

/// Which of a vendor's companies is which client of ours. A vendor's company number is never taken as a client id: the
/// number 21 of one system and the client `21` of another have nothing to do with each other.
public struct ClientMap: Hashable, Sendable {
    private let clients: [String: ClientID]

    /// - Parameter clients: our client by the vendor's company id (or its short name, where the vendor has one).
    public init(_ clients: [String: ClientID] = [:]) {
        self.clients = clients
    }

    /// Whether any company stands there by another name than its number.
    var hasNames: Bool { clients.keys.contains { Int64($0) == nil } }

    /// nil when the setting names no client for it; the requester's address decides then.
    func client(id: Int64?, identifier: String? = nil) -> ClientID? {
        if let id, let client = clients[String(id)] { return client }
        // A short name made of digits could be another company's number.
        guard let identifier, Int64(identifier) == nil else { return nil }
        return clients[identifier]
    }
}
