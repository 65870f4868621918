import Boundary
import Domain
import Enrichment
import LanguageModel

/// Tests of the model's endpoint: one at a time, and seldom. Remembers the last one.
actor EndpointTester {
    struct Result: Sendable {
        var at: Timestamp
        var by: String
        /// What went wrong, in words; nil for a test that went well.
        var failure: String?
        var milliseconds: Double
        var inputTokens: Int?
        var outputTokens: Int?
        /// What was sent stands in the egress ledger under this number; nil when nothing was.
        var receipt: Int64?
    }

    enum Refusal: Error {
        case busy
        case tooSoon(seconds: Int64)
    }

    /// Seconds between two tests.
    static let pause: Int64 = 10
    private static let longest = Duration.seconds(30)
    /// The ticket under which receipts of tests stand in the ledger.
    static let ticket: TicketID = "settings-test"

    private(set) var last: Result?
    private var isRunning = false
    private var nextAt: Timestamp?

    /// Sends a fixed prompt through the gate that all prompts go through: nothing of a ticket, a client or a person is
    /// in it.
    func run(_ endpoint: ModelEndpoint, by name: String, clock: any Clock) async throws -> Result {
        guard !isRunning else { throw Refusal.busy }
        let now = clock.now()
        if let nextAt, now < nextAt, nextAt.seconds(since: now) <= Self.pause {
            throw Refusal.tooSoon(seconds: nextAt.seconds(since: now) + 1)
        }
        isRunning = true
        nextAt = now.adding(seconds: Self.pause)
        defer { isRunning = false }
        let result = await Self.ask(endpoint, by: name, at: now)
        last = result
        return result
    }

    private static func ask(_ endpoint: ModelEndpoint, by name: String, at now: Timestamp) async -> Result {
        let journal = TestJournal(
            gate: EgressGate(
                ledger: endpoint.ledger, policy: EgressPolicy(standard: .cloud),
                alarm: ForeignTokenAlarm([ClientTokens]()), clock: endpoint.clock), ledger: endpoint.ledger)
        let request = ChatRequest(
            messages: [
                ChatMessage(.system, "You answer a test of the connection."),
                ChatMessage(.user, "This is a test. Answer with the one word: ready"),
            ], maxOutputTokens: 64)
        let start = ContinuousClock.now
        var result = Result(at: now, by: name, milliseconds: 0)
        do {
            let answer = try await withThrowingTaskGroup(of: ChatAnswer.self) { group in
                group.addTask {
                    try await endpoint.model.complete(
                        request,
                        hooks: CallHooks(
                            willSend: { try await journal.willSend($0) },
                            didReceive: { try await journal.didReceive($1) }))
                }
                group.addTask {
                    try await Task.sleep(for: longest)
                    throw TestTimeout()
                }
                defer { group.cancelAll() }
                guard let first = try await group.next() else { throw CancellationError() }
                return first
            }
            result.inputTokens = answer.inputTokens
            result.outputTokens = answer.outputTokens
        } catch {
            result.failure = words(error)
        }
        let time = (ContinuousClock.now - start).components
        result.milliseconds = Double(time.seconds) * 1000 + Double(time.attoseconds) * 1e-15
        result.receipt = await journal.receipt
        return result
    }

    struct TestTimeout: Error {}

    /// Words of our own: what an endpoint says in its refusal may repeat what it was sent.
    private static func words(_ error: any Error) -> String {
        switch error {
        case is TestTimeout: return "No answer came within 30 seconds. Look at the load of the endpoint."
        case let refusal as EgressRefusal: return "The gate let nothing through: \(refusal)."
        case let failure as ModelFailure: return words(failure.kind)
        case is CancellationError: return "The test was broken off."
        default: return "The test could not be made. The log says more."
        }
    }

    private static func words(_ kind: ModelFailure.Kind) -> String {
        switch kind {
        case .configuration: "The settings of the endpoint cannot work together. Check llm.endpoint and llm.protocol."
        case .unauthorized: "The endpoint does not take the key. Check that it is the right one, and still valid."
        case .notFound: "The endpoint knows no such address or model. Check llm.endpoint and llm.model."
        case .rateLimited: "The endpoint says that it is asked too often. Try again later."
        case .quotaUsedUp: "The account at the endpoint has no credit left."
        case .contextTooLong: "The endpoint says that even this short prompt is too long. Check llm.model."
        case .status(let status): "The endpoint answered with the status \(status)."
        case .unreadable: "What came back is no chat completion. Check that llm.endpoint is the API and not a web page."
        case .refused: "The model, or a filter in front of it, declined to answer."
        case .empty: "The model answered with nothing."
        case .resting: "The endpoint failed several times in a row and is left alone for half a minute."
        case .deadline: "No answer came in the time that llm.deadline_s allows."
        case .transport: "The endpoint could not be reached, or the connection broke. Check that it runs."
        }
    }
}

/// The receipts of one test.
private actor TestJournal {
    let gate: EgressGate
    let ledger: any EgressLedger
    private(set) var receipt: Int64?

    init(gate: EgressGate, ledger: any EgressLedger) {
        self.gate = gate
        self.ledger = ledger
    }

    func willSend(_ call: EncodedCall) async throws {
        let permit = try await gate.open(
            EgressCall(ticketID: EndpointTester.ticket, client: nil, endpoint: call.endpoint, body: call.body))
        receipt = permit.receipt.receipt
    }

    func didReceive(_ answer: RawAnswer) async throws {
        guard let receipt else { return }
        try await ledger.complete(
            receipt, with: RecordedAnswer(status: answer.status, body: String(decoding: answer.body, as: UTF8.self)))
    }
}
