import Boundary
public import Domain
public import Drafting
import Grounding
public import LanguageModel
import Synchronization

/// A configured model with everything that surrounds a call to it.
public struct ModelEndpoint: Sendable {
    public var model: any ChatModel
    /// The address that policy is decided for.
    public var endpoint: String
    public var contextTokens: Int
    public var price: Price?
    public var prompts: PromptLibrary
    public var ledger: any EgressLedger
    public var clock: any Clock

    public init(
        model: any ChatModel, endpoint: String, contextTokens: Int, price: Price?, prompts: PromptLibrary,
        ledger: any EgressLedger, clock: any Clock = SystemClock()
    ) {
        self.model = model
        self.endpoint = endpoint
        self.contextTokens = contextTokens
        self.price = price
        self.prompts = prompts
        self.ledger = ledger
        self.clock = clock
    }
}

/// Drafts with the model, each client's names replaced where its policy asks for it.
struct ModelStage: Sendable {
    private let drafter: ModelDrafter
    private let store: any Store
    private let pseudonymizers: PseudonymizerCache

    init(_ endpoint: ModelEndpoint, store: any Store, policy: EgressPolicy, alarm: ForeignTokenAlarm) throws {
        var settings = ModelDrafter.Settings(endpoint: endpoint.endpoint)
        settings.contextTokens = endpoint.contextTokens
        settings.price = endpoint.price
        drafter = ModelDrafter(
            model: endpoint.model, settings: settings, prompts: endpoint.prompts,
            gate: EgressGate(ledger: endpoint.ledger, policy: policy, alarm: alarm, clock: endpoint.clock),
            ledger: endpoint.ledger)
        self.store = store
        pseudonymizers = PseudonymizerCache()
    }

    func draft(
        _ input: DraftInput, client: Client?, weighting: any TermWeighting, listener: ModelListener? = nil
    ) async throws -> ModelDraft {
        let pseudonymizer = try pseudonymizers.pseudonymizer(of: client, store: store)
        return try await drafter.weighted(by: weighting).draft(
            input, client: client, pseudonymizer: pseudonymizer, internalNotes: Self.internalNotes(input),
            listener: listener)
    }

    /// Notes that the requester cannot see, and the MSP's words on earlier cases: they stay where policy says so.
    private static func internalNotes(_ input: DraftInput) -> Set<String> {
        Set(input.evidence.filter { $0.kind == .ticket && $0.visibility == .internal }.map(\.id))
    }
}

extension ModelStage {
    /// What `draft` would send.
    func preview(_ input: DraftInput, client: Client?, weighting: any TermWeighting) throws -> OutboundPreview {
        try drafter.weighted(by: weighting).preview(
            input, client: client, pseudonymizer: try pseudonymizers.pseudonymizer(of: client, store: store),
            internalNotes: Self.internalNotes(input))
    }
}

/// Pseudonymizers by client: they are built from all of a client's names, so each is built once.
private final class PseudonymizerCache: Sendable {
    private let known = Mutex<[ClientID?: Pseudonymizer]>([:])

    func pseudonymizer(of client: Client?, store: any Store) throws -> Pseudonymizer {
        if let known = known.withLock({ $0[client?.id] }) { return known }
        let scope = Scope(client?.id)
        let made = Pseudonymizer(
            client: client, contacts: try store.contacts(in: scope), devices: try store.devices(in: scope))
        known.withLock { $0[client?.id] = made }
        return made
    }
}
