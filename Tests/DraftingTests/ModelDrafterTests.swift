import Boundary
import CurlTransport
import Digest
import Domain
import Drafting
import LanguageModel
import Synchronization
import Testing

/// Keeps receipts and answers in memory, or fails when told to.
private final class MemoryLedger: EgressLedger {
    struct Row {
        var entry: EgressEntry
        var receipt: EgressReceipt
        var answer: RecordedAnswer?
    }

    let rows = Mutex<[Row]>([])
    let isBroken: Bool

    init(isBroken: Bool = false) {
        self.isBroken = isBroken
    }

    func record(_ entry: EgressEntry) async throws -> EgressReceipt {
        if isBroken { throw Problem("the disk is full") }
        let hash = try SHA256Digest.hex(of: entry.body)
        return rows.withLock { rows in
            let receipt = EgressReceipt(
                receipt: Int64(rows.count + 1), endpoint: entry.endpoint, bytes: entry.body.count, sha256: hash,
                redacted: entry.redacted)
            rows.append(Row(entry: entry, receipt: receipt))
            return receipt
        }
    }

    func complete(_ receipt: Int64, with answer: RecordedAnswer) async throws {
        rows.withLock { $0[Int(receipt) - 1].answer = answer }
    }

    func answer(
        to sha256: String, endpoint: String, ticket: TicketID
    ) async throws -> (EgressReceipt, RecordedAnswer)? {
        rows.withLock { rows in
            rows.last { $0.receipt.sha256 == sha256 && $0.entry.ticketID == ticket && $0.answer != nil }
                .flatMap { row in row.answer.map { (row.receipt, $0) } }
        }
    }
}

/// Answers each request with the next of its texts.
private final class ScriptedTransport: HTTPTransport {
    let bodies = Mutex<[String]>([])
    private let answers: Mutex<[String]>
    private let status: Int

    init(_ answers: [String], status: Int = 200) {
        self.answers = Mutex(answers)
        self.status = status
    }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        bodies.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
        let text = answers.withLock { $0.isEmpty ? "" : $0.removeFirst() }
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        let body =
            #"{"model":"small-1","choices":[{"message":{"role":"assistant","content":"\#(escaped)"},"finish_reason":"stop"}],"usage":{"prompt_tokens":100,"completion_tokens":50}}"#
        return HTTPResponse(
            head: HTTPResponseHead(status: status, headers: [HTTPHeader("Content-Type", "application/json")]),
            body: Array(body.utf8))
    }

    func stream(_ request: HTTPRequest) async throws -> HTTPStreamedResponse {
        throw Problem("not used")
    }
}

private struct NoMoney: SpendCap {
    func reserve(_ cost: Double, client: ClientID?) async throws -> Bool { false }
    func settle(reserved: Double, actual: Double, client: ClientID?) async throws {}
}

@Suite struct ModelDrafterTests {
    private let client = Client(id: "northwind", name: "Northwind Dental", domains: ["northwind.example"])
    private let contact = Contact(
        id: "c-1", clientID: "northwind", name: "Jane Doe", emails: ["jane.doe@northwind.example"])

    private func run(
        _ transport: ScriptedTransport, _ policy: Policy = .cloud, ledger: MemoryLedger = MemoryLedger(),
        alarm: ForeignTokenAlarm = ForeignTokenAlarm([]), spendCap: (any SpendCap)? = nil,
        input: DraftInput = DraftFixture.input()
    ) async throws -> ModelDraft {
        let endpoint = "https://llm.example.com/v1"
        let model = try OpenAIChatModel(
            LLMConfiguration(endpoint: endpoint, model: "small", maxRetries: 0), transport: transport)
        var settings = ModelDrafter.Settings(endpoint: endpoint)
        settings.price = Price(inputPerMillion: 1, outputPerMillion: 2)
        let gate = EgressGate(
            ledger: ledger, policy: EgressPolicy(standard: .off, overrides: ["northwind": policy]), alarm: alarm,
            clock: FixedClock(DraftFixture.now))
        let drafter = ModelDrafter(
            model: model, settings: settings, prompts: try .embedded(), gate: gate, ledger: ledger, spendCap: spendCap)
        return try await drafter.draft(
            input, client: client,
            pseudonymizer: Pseudonymizer(client: client, contacts: [contact], devices: [DraftFixture.device]))
    }

    @Test func aGoodAnswerBecomesTheDraft() async throws {
        let ledger = MemoryLedger()
        let transport = ScriptedTransport([AnswerParserTests.valid])
        let result = try await run(transport, ledger: ledger)
        #expect(result.draft.mode == .llm)
        #expect(result.draft.model == "small-1")
        #expect(result.draft.prompt.hasPrefix("draft@"))
        #expect(result.warnings.isEmpty)
        #expect(result.egress.count == 1)
        #expect(result.usage == .init(inputTokens: 100, outputTokens: 50, cost: 0.0002))
        // What the ledger holds is what was sent.
        let sent = transport.bodies.withLock { $0 }
        #expect(ledger.rows.withLock { $0.map { String(decoding: $0.entry.body, as: UTF8.self) } } == sent)
        #expect(ledger.rows.withLock { $0[0].answer?.status } == 200)
    }

    @Test func anAnswerIsNotPaidForTwice() async throws {
        let ledger = MemoryLedger()
        let first = try await run(ScriptedTransport([AnswerParserTests.valid]), ledger: ledger)
        let transport = ScriptedTransport([])
        let second = try await run(transport, ledger: ledger)
        #expect(second.draft == first.draft)
        #expect(second.egress == first.egress)
        #expect(transport.bodies.withLock { $0.isEmpty })
    }

    @Test func oneRepairTurn() async throws {
        let transport = ScriptedTransport(["I would rather talk.", AnswerParserTests.valid])
        let result = try await run(transport)
        #expect(result.draft.mode == .llm)
        #expect(result.egress.count == 2)
        #expect(transport.bodies.withLock { $0[1].contains("Your answer could not be used") })
        let hopeless = ScriptedTransport(["No.", "No.", AnswerParserTests.valid])
        let floor = try await run(hopeless)
        #expect(floor.draft.mode == .extractive)
        #expect(floor.warnings.count == 1)
        #expect(floor.usage.outputTokens == 100)
        #expect(hopeless.bodies.withLock { $0.count } == 2)
    }

    @Test func namesAreReplacedAndPutBack() async throws {
        let probe = ScriptedTransport([""])
        _ = try await run(probe, .cloudPseudonymized)
        let body = probe.bodies.withLock { $0[0] }
        for name in ["Jane", "Doe", "NW-LT-014", "Northwind", "192.168.10.44", "7XK2P13"] {
            #expect(!body.contains(name), "\(name) left")
        }
        let host = try #require(body.firstMatch(of: /HOST_\d+/)).output
        let answer = AnswerParserTests.valid.replacing("NW-LT-014", with: String(host)).replacing(
            "Jane", with: "PERSON_99")
        let result = try await run(ScriptedTransport([answer]), .cloudPseudonymized)
        #expect(result.draft.summary[0].text == "Outlook crashes on NW-LT-014.")
        #expect(result.warnings == ["the model wrote placeholders that stand for nothing: PERSON_99"])
        #expect(result.egress[0].redacted["host"] == 1)
    }

    @Test func secretsNeverLeave() async throws {
        var input = DraftFixture.input()
        input.evidence[0].text += "\nMy password is: Sommer2026!xy"
        let transport = ScriptedTransport([AnswerParserTests.valid])
        let result = try await run(transport, input: input)
        #expect(transport.bodies.withLock { !$0[0].contains("Sommer2026") })
        #expect(result.egress[0].redacted["password"] == 1)
    }

    @Test(arguments: [Policy.off, .extractive, .local])
    func policyIsKept(policy: Policy) async throws {
        let transport = ScriptedTransport([AnswerParserTests.valid])
        let result = try await run(transport, policy)
        #expect(transport.bodies.withLock { $0.isEmpty })
        #expect(result.draft.mode == (policy == .off ? .off : .extractive))
        #expect(result.warnings.count == (policy == .local ? 1 : 0))
    }

    @Test func everyFailureEndsInAnExtractiveDraft() async throws {
        let floor = ExtractiveDrafter().draft(DraftFixture.input())
        let other = Client(id: "other", name: "Quarrystone Ltd")
        let foreign = ForeignTokenAlarm([
            ClientTokens(
                client: other,
                devices: [Device(id: "d", clientID: "other", hostname: "QSL-SRV-77", serial: "QX99812")])
        ])
        var naming = DraftFixture.input()
        naming.evidence[0].text += "\nLike QSL-SRV-77 last week."
        let results = [
            try await run(ScriptedTransport([], status: 500)),
            try await run(ScriptedTransport([], status: 401)),
            try await run(ScriptedTransport([AnswerParserTests.valid]), ledger: MemoryLedger(isBroken: true)),
            try await run(ScriptedTransport([AnswerParserTests.valid]), spendCap: NoMoney()),
            try await run(ScriptedTransport([AnswerParserTests.valid]), alarm: foreign, input: naming),
        ]
        for result in results {
            #expect(result.draft.mode == .extractive)
            #expect(result.draft.steps == floor.steps)
            #expect(result.warnings.count == 1)
            #expect(result.warnings[0].hasPrefix("drafted without the model: "))
            #expect(!result.warnings[0].contains("QSL-SRV-77"))
        }
    }
}
