public import Domain

/// What a ticket's card shows beside the enrichment record: the ticket's own fields and the matched devices.
public struct TicketFacts: Hashable, Sendable {
    /// nil: no client was matched.
    public var clientName: String?
    /// The number people use for the ticket, where it is not its id.
    public var number: String?
    public var requester: Ticket.Requester
    public var createdAt: Timestamp
    public var status: String?
    public var priority: String?
    public var board: String?
    public var sla: Ticket.SLA?
    public var agreement: String?
    /// The ticket in the PSA.
    public var url: String?
    /// The devices that the record's matches name, in any order; one that is missing is shown from the record alone.
    public var devices: [Device]

    public init(
        clientName: String?, number: String? = nil, requester: Ticket.Requester = .init(), createdAt: Timestamp,
        status: String? = nil, priority: String? = nil, board: String? = nil, sla: Ticket.SLA? = nil,
        agreement: String? = nil, url: String? = nil, devices: [Device] = []
    ) {
        self.clientName = clientName
        self.number = number
        self.requester = requester
        self.createdAt = createdAt
        self.status = status
        self.priority = priority
        self.board = board
        self.sla = sla
        self.agreement = agreement
        self.url = url
        self.devices = devices
    }

    /// The facts of a ticket as it was read.
    public init(_ ticket: Ticket, clientName: String?, devices: [Device] = []) {
        self.init(
            clientName: clientName, number: ticket.number, requester: ticket.requester, createdAt: ticket.createdAt,
            status: ticket.status, priority: ticket.priority, board: ticket.board, sla: ticket.sla,
            agreement: ticket.agreement, url: ticket.url, devices: devices)
    }
}
