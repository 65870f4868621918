/// How often the records of each kind have changed. What is derived from records keeps the value it was made from, and
/// is as fresh as the store exactly when the two are equal. Each number only grows.
public struct RecordGenerations: Hashable, Sendable {
    /// Clients, contacts and devices: who there is, and whose is what.
    public var identities: Int64
    public var documents: Int64
    public var tickets: Int64

    public init(identities: Int64 = 0, documents: Int64 = 0, tickets: Int64 = 0) {
        self.identities = identities
        self.documents = documents
        self.tickets = tickets
    }
}
