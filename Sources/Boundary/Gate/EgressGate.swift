public import Domain
internal import Normalization

/// A call to a model as it is about to be made.
public struct EgressCall: Sendable {
    public var ticketID: TicketID
    /// nil: the ticket's client is not known.
    public var client: Client?
    /// The address of the request, whole.
    public var endpoint: String
    /// The exact bytes of the request body.
    public var body: [UInt8]
    /// Flags of the cleaned ticket.
    public var flags: Set<String>
    /// Whether persons, hosts and addresses in the body have been replaced by placeholders.
    public var isPseudonymised: Bool
    /// Whether text of internal notes is part of the body.
    public var holdsInternalNotes: Bool
    /// How many stretches of each kind were withheld; goes into the receipt.
    public var redacted: [String: Int]
    /// Earlier tickets that the body quotes.
    public var cases: [TicketID]

    public init(
        ticketID: TicketID, client: Client?, endpoint: String, body: [UInt8], flags: Set<String> = [],
        isPseudonymised: Bool = false, holdsInternalNotes: Bool = false, redacted: [String: Int] = [:],
        cases: [TicketID] = []
    ) {
        self.cases = cases
        self.ticketID = ticketID
        self.client = client
        self.endpoint = endpoint
        self.body = body
        self.flags = flags
        self.isPseudonymised = isPseudonymised
        self.holdsInternalNotes = holdsInternalNotes
        self.redacted = redacted
    }
}

/// Proof that a call may be made: these bytes, to this endpoint, under this receipt. Only the gate makes one: the
/// initialiser is not public.
public struct EgressPermit: Hashable, Sendable {
    public let receipt: EgressReceipt
    /// The bytes to send; no others.
    public let body: [UInt8]
}

/// The one way out. Checks policy, secrets and other clients' tokens on the very bytes to be sent, then writes the
/// receipt; a permit is only given once the receipt is on disk.
public struct EgressGate: Sendable {
    private let ledger: any EgressLedger
    private let policy: EgressPolicy
    private let alarm: ForeignTokenAlarm
    private let scrubber = SecretScrubber()
    private let clock: any Clock

    public init(
        ledger: any EgressLedger, policy: EgressPolicy, alarm: ForeignTokenAlarm, clock: any Clock = SystemClock()
    ) {
        self.ledger = ledger
        self.policy = policy
        self.alarm = alarm
        self.clock = clock
    }

    /// What the policy says about a call to `endpoint`, so that the prompt can be built accordingly.
    public func decide(client: Client?, endpoint: String, flags: Set<String> = []) -> EgressDecision {
        policy.decide(client: client, endpoint: EndpointPlace(url: endpoint), flags: flags)
    }

    /// Lets the call through and returns its receipt, or throws and nothing may be sent.
    public func open(_ call: EgressCall) async throws(EgressRefusal) -> EgressPermit {
        guard let address = EndpointAddress(call.endpoint) else { throw .endpoint }
        try checkPolicy(call)
        try checkContent(call)
        let entry = EgressEntry(
            at: clock.now(), ticketID: call.ticketID, clientID: call.client?.id, endpoint: address.withoutSecrets,
            body: call.body, redacted: call.redacted, cases: call.cases)
        do {
            return EgressPermit(receipt: try await ledger.record(entry), body: call.body)
        } catch let problem as Problem {
            throw .notRecorded(problem)
        } catch is CancellationError {
            throw .cancelled
        } catch {
            throw .notRecorded(Problem("\(error)"))
        }
    }

    /// Why the call would not be let through, without anything being written or sent; nil where it would.
    public func refusal(of call: EgressCall) -> EgressRefusal? {
        do {
            guard EndpointAddress(call.endpoint) != nil else { return .endpoint }
            try checkPolicy(call)
            try checkContent(call)
            return nil
        } catch {
            return error
        }
    }

    private func checkPolicy(_ call: EgressCall) throws(EgressRefusal) {
        switch decide(client: call.client, endpoint: call.endpoint, flags: call.flags) {
        case .deny(let denial): throw .policy(denial)
        case .allow(let pseudonymise, let internalNotesAllowed):
            if pseudonymise, !call.isPseudonymised { throw .notPseudonymised }
            if call.holdsInternalNotes, !internalNotesAllowed { throw .internalNotes }
        }
    }

    private func checkContent(_ call: EgressCall) throws(EgressRefusal) {
        let text = BodyText.read(call.body)
        let secrets = scrubber.scrub(text).findings
        if !secrets.isEmpty {
            throw .secrets(secrets.reduce(into: [:]) { $0[$1.kind, default: 0] += 1 })
        }
        let tokens = alarm.check(text, scope: Scope(call.client?.id))
        if !tokens.isEmpty { throw .foreignTokens(tokens) }
    }
}
