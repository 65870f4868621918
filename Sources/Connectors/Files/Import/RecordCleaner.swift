public import Domain

/// How records are cleaned and rid of secrets before anything is stored: closures, so that the import can be tested
/// without the whole of `Normalization` and so that nothing here can store a record it has not passed through one.
public struct RecordCleaner: Sendable {
    /// Secrets removed, by kind.
    public typealias Findings = [String: Int]

    public var document: @Sendable (Document) -> (StoredDocument, Findings)
    public var ticket: @Sendable (Ticket) -> (StoredTicket, Findings)
    public var device: @Sendable (Device) -> (Device, Findings)
    /// Any short text: names, aliases, sites.
    public var text: @Sendable (String) -> (String, Findings)

    public init(
        document: @escaping @Sendable (Document) -> (StoredDocument, Findings),
        ticket: @escaping @Sendable (Ticket) -> (StoredTicket, Findings),
        device: @escaping @Sendable (Device) -> (Device, Findings),
        text: @escaping @Sendable (String) -> (String, Findings)
    ) {
        self.document = document
        self.ticket = ticket
        self.device = device
        self.text = text
    }
}
