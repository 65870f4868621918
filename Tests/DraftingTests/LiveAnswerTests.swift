import Boundary
import CurlTransport
import Digest
import Domain
import LanguageModel
import ScriptedServer
import Synchronization
import Testing

@testable import Drafting

/// An answer while it is being written: read in parts, restored, told, stopped.
@Suite struct LiveAnswerTests {
    /// Answers in the forms that models give them.
    private static let answers: [String] =
        AnswerParserTests.mangled + [
            AnswerParserTests.valid,
            #"{"summary": "One thing. The \"other\" thing [E1].", "steps": ["Do a.", "Do b, e.g. c. Then d."], "reply": "Hi.\n\nWe will look at No. 5 of it. Bye."}"#,
            #"{"summary":["He said "hello" , twice." , "Then "left"."],"steps":["x"],"reply":["a"]}"#,
            #"{"summary": [{"text": "a"}], "reply": "cut off in the mid"#,
            "<think>{maybe}</think>{\"summary\": [{\"text\": \"Ünïcode 東京 🙂.\", \"evidence\": [\"E1\"]}], \"steps\": []}",
            "no JSON at all", "", "{", "[[[", "{\"summary\": [{\"text\":",
        ]

    @Test(arguments: answers.indices)
    func whatIsFinishedIsTheBeginningOfTheWhole(index: Int) {
        let answer = Self.answers[index]
        let parser = AnswerParser()
        let whole = parser.parse(answer, evidenceIDs: AnswerParserTests.ids)
        var last = ParsedAnswer()
        // A quarter of all beginnings of each; the answers are alike, so all places have their turn.
        for (offset, end) in answer.unicodeScalars.indices.enumerated() where offset % 4 == index % 4 {
            let finished = parser.finished(String(answer[..<end]), evidenceIDs: AnswerParserTests.ids)
            for part in DraftPart.allCases {
                #expect(whole[part].starts(with: finished[part]), "\(answer[..<end])")
                #expect(finished[part].starts(with: last[part]), "\(answer[..<end])")
            }
            last = finished
        }
    }

    @Test func readingIsLinear() {
        var pace = ReadingPace()
        var read = 0
        for length in stride(from: 8, through: 200_000, by: 8) where pace.isDue(length: length, now: .zero) {
            read += length
        }
        #expect(read < 20 * 200_000)
        // A slow writer is not waited for.
        var slow = ReadingPace()
        let due = [50, 150, 5_000].map { slow.isDue(length: 10, now: .milliseconds($0)) }
        #expect(due == [false, true, false])
    }

    // MARK: The whole way

    private final class Told: Sendable {
        private let state = Mutex<[ModelProgress]>([])
        var all: [ModelProgress] { state.withLock { $0 } }
        var sentences: [DraftedSentence] {
            all.flatMap { progress -> [DraftedSentence] in
                if case .sentences(let sentences) = progress { sentences } else { [] }
            }
        }
        func add(_ progress: ModelProgress) { state.withLock { $0.append(progress) } }
    }

    private let client = Client(id: "northwind", name: "Northwind Dental", domains: ["northwind.example"])

    private func run(
        _ transport: any HTTPTransport, endpoint: String = "https://llm.example.com/v1",
        ledger: CountingLedger = CountingLedger(), listener: ModelListener? = nil
    ) async throws -> ModelDraft {
        let drafter = ModelDrafter(
            model: try OpenAIChatModel(
                LLMConfiguration(endpoint: endpoint, model: "small", maxRetries: 0), transport: transport),
            settings: ModelDrafter.Settings(endpoint: endpoint), prompts: try .embedded(),
            gate: EgressGate(
                ledger: ledger, policy: EgressPolicy(standard: .cloudPseudonymized), alarm: ForeignTokenAlarm([]),
                clock: FixedClock(DraftFixture.now)), ledger: ledger)
        let contact = Contact(
            id: "c-1", clientID: "northwind", name: "Jane Doe", emails: ["jane.doe@northwind.example"])
        return try await drafter.draft(
            DraftFixture.input(), client: client,
            pseudonymizer: Pseudonymizer(client: client, contacts: [contact], devices: [DraftFixture.device]),
            listener: listener)
    }

    /// Over a connection on which 300 characters come, and then `last`.
    private func run(
        last: EventServer.Step, ledger: CountingLedger = CountingLedger(), listener: ModelListener? = nil
    ) async throws -> ModelDraft {
        let steps = EventServer.steps(String(AnswerParserTests.valid.prefix(300)), size: 7).dropLast(3)
        let server = try EventServer { _, _ in .init(steps: steps + [last]) }
        defer { server.stop() }
        let transport = try CurlTransport(settings: .init(proxy: .none))
        defer { transport.shutDown() }
        return try await run(transport, endpoint: server.url, ledger: ledger, listener: listener)
    }

    private static let masked = AnswerParserTests.valid.replacing("NW-LT-014", with: "HOST_1").replacing(
        "Hello Jane,", with: "Hello PERSON_1,")

    @Test func sentencesAreToldRestoredAndTheDraftIsTheSame() async throws {
        let plain = try await run(StreamingTransport([Self.masked]))
        let told = Told()
        let draft = try await run(StreamingTransport([Self.masked]), listener: ModelListener { told.add($0) })
        #expect(draft.draft == plain.draft)
        #expect(draft.usage == plain.usage)
        #expect(draft.warnings == plain.warnings)
        #expect(draft.draft.mode == .llm)
        #expect(!told.sentences.isEmpty)
        for sentence in told.sentences {
            #expect(draft.draft[sentence.part][sentence.number] == sentence.sentence)
            #expect(!sentence.sentence.text.contains("HOST_"))
            #expect(!sentence.sentence.text.contains("PERSON_"))
        }
        #expect(told.sentences.contains { $0.sentence.text.contains("NW-LT-014") })
        #expect(Set(told.sentences.map { "\($0.part) \($0.number)" }).count == told.sentences.count)
    }

    @Test func theSecondAnswerStartsOver() async throws {
        let bad = AnswerParserTests.valid.replacing("\"steps\"", with: "\"other\"")
        let plain = try await run(StreamingTransport([bad, Self.masked]))
        let told = Told()
        let draft = try await run(StreamingTransport([bad, Self.masked]), listener: ModelListener { told.add($0) })
        #expect(draft.draft == plain.draft)
        let all = told.all
        let turn = try #require(all.firstIndex(of: .startsOver))
        #expect(all.filter { $0 == .startsOver }.count == 1)
        #expect(turn > 0)
        #expect(turn < all.count - 1)
    }

    @Test func whoStopsTheModelGetsTheDraftThatQuotes() async throws {
        let stop = ModelStop()
        let ledger = CountingLedger()
        let told = Told()
        let draft = try await run(
            last: .drain, ledger: ledger,
            listener: ModelListener(stop: stop) { progress in
                told.add(progress)
                stop.pull(by: "Ada\nLovelace")
            })
        #expect(draft.draft.mode == .extractive)
        #expect(draft.warnings == ["drafted without the model: stopped by Ada\nLovelace"])
        // What left stays told.
        #expect(draft.egress.count == 1)
        #expect(ledger.count == 1)
        #expect(!stop.pull(by: "somebody else"))
        #expect(stop.stoppedBy == "Ada\nLovelace")
        // Pulled before the beginning, nothing is sent.
        let late = try await run(
            StreamingTransport([Self.masked]), ledger: ledger, listener: ModelListener(stop: stop) { _ in })
        #expect(late.draft.mode == .extractive)
        #expect(ledger.count == 1)
    }

    @Test func aBrokenStreamIsAnyFailure() async throws {
        let told = Told()
        let draft = try await run(last: .hangUp, listener: ModelListener { told.add($0) })
        #expect(draft.draft.mode == .extractive)
        #expect(draft.warnings.count == 1)
        #expect(draft.egress.count == 1)
        #expect(!told.sentences.isEmpty)
    }

    @Test func cancellingThroughAStopIsCancelling() async throws {
        let begun = AsyncStream<Void>.makeStream()
        let task = Task {
            try await run(last: .drain, listener: ModelListener { _ in begun.continuation.yield() })
        }
        for await _ in begun.stream { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
}

/// Streams each of its answers, a character an event; sends it whole where nobody listens.
private final class StreamingTransport: HTTPTransport {
    private let answers: Mutex<[String]>

    init(_ answers: [String]) {
        self.answers = Mutex(answers)
    }

    private static func quoted(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private func next() -> String { answers.withLock { $0.isEmpty ? "" : $0.removeFirst() } }

    func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let body =
            #"{"model":"small-1","choices":[{"message":{"content":"\#(Self.quoted(next()))"}}],"usage":{"prompt_tokens":100,"completion_tokens":50}}"#
        return HTTPResponse(head: HTTPResponseHead(status: 200), body: Array(body.utf8))
    }

    func stream(_ request: HTTPRequest) async throws -> HTTPStreamedResponse {
        let text = next()
        let usage =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":50}}\n\ndata: [DONE]\n\n"
        let chunks = text.map { character in
            let quoted = Self.quoted(String(character))
            return Array(
                "data: {\"model\":\"small-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\(quoted)\"}}]}\n\n"
                    .utf8)
        }
        return HTTPStreamedResponse(
            head: HTTPResponseHead(status: 200, headers: [HTTPHeader("Content-Type", "text/event-stream")]),
            body: HTTPBody(chunks: chunks + [Array(usage.utf8)]))
    }
}

private final class CountingLedger: EgressLedger {
    private let state = Mutex(0)
    var count: Int { state.withLock { $0 } }

    func record(_ entry: EgressEntry) async throws -> EgressReceipt {
        let number = state.withLock { count in
            count += 1
            return count
        }
        return EgressReceipt(
            receipt: Int64(number), endpoint: entry.endpoint, bytes: entry.body.count,
            sha256: try SHA256Digest.hex(of: entry.body), redacted: entry.redacted)
    }

    func complete(_ receipt: Int64, with answer: RecordedAnswer) async throws {}

    func answer(
        to sha256: String, endpoint: String, ticket: TicketID
    ) async throws -> (EgressReceipt, RecordedAnswer)? { nil }
}
