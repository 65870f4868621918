public import Domain

/// What a ticket says about devices.
public struct DeviceQuery: Sendable {
    public var ticket: CleanTicket
    /// Devices that the PSA links to the ticket.
    public var linked: [DeviceID]
    public var requesterName: String?
    public var requesterEmails: [String]
    /// Whether no other person of the client has the requester's first name.
    public var requesterFirstNameTells: Bool
    /// Persons named in the text who are not the requester: name and mail addresses.
    public var mentioned: [Contact]
    /// Texts that belong to the ticket but not to its newest message: requester's notes.
    public var notes: [String]
    /// Texts that normalisation took out (quotes, signatures): weaker evidence.
    public var removedTexts: [String]
    /// Whether the ticket is about something that happens on a computer, so that the requester's own device matters.
    public var concernsPersonalDevice: Bool
    /// Whether the requester says “my computer”, “only me”.
    public var insistsOnOwnDevice: Bool
    /// English words for what a ticket in another language says; empty for English ones.
    public var translation: String
    /// The client's runbook that answers the ticket: it names the machines behind a service.
    public var runbook: String?
    /// The title of the best document, whose words say what the ticket is about in the client's own terms.
    public var runbookTitle: String?
    /// Whether no other document comes near it.
    public var isRunbookClear: Bool

    public init(
        ticket: CleanTicket, linked: [DeviceID] = [], requesterName: String? = nil, requesterEmails: [String] = [],
        requesterFirstNameTells: Bool = false,
        mentioned: [Contact] = [], notes: [String] = [], removedTexts: [String] = [],
        concernsPersonalDevice: Bool = true, insistsOnOwnDevice: Bool = false, translation: String = "",
        runbook: String? = nil, runbookTitle: String? = nil,
        isRunbookClear: Bool = false
    ) {
        self.ticket = ticket
        self.linked = linked
        self.requesterName = requesterName
        self.requesterEmails = requesterEmails
        self.requesterFirstNameTells = requesterFirstNameTells
        self.mentioned = mentioned
        self.notes = notes
        self.removedTexts = removedTexts
        self.concernsPersonalDevice = concernsPersonalDevice
        self.insistsOnOwnDevice = insistsOnOwnDevice
        self.translation = translation
        self.runbook = runbook
        self.runbookTitle = runbookTitle
        self.isRunbookClear = isRunbookClear
    }
}
