import Digest
import Domain
import Synchronization
import Testing

@testable import Boundary

/// Keeps its entries in memory, or fails when told to.
private final class MemoryLedger: EgressLedger {
    let entries = Mutex<[EgressEntry]>([])
    let failure: (any Error)?

    init(failure: (any Error)? = nil) {
        self.failure = failure
    }

    func record(_ entry: EgressEntry) async throws -> EgressReceipt {
        if let failure { throw failure }
        let number = entries.withLock { entries in
            entries.append(entry)
            return entries.count
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

@Suite struct EgressGateTests {
    private let ledger = MemoryLedger()

    private func gate(_ policy: Policy = .cloud, _ ledger: MemoryLedger? = nil) -> EgressGate {
        EgressGate(
            ledger: ledger ?? self.ledger, policy: EgressPolicy(standard: .off, overrides: ["c1": policy]),
            alarm: Sample.alarm, clock: FixedClock(Timestamp(seconds: 42)))
    }

    private func call(_ body: String, endpoint: String = "https://k:v@llm.example.com/v1?api-key=x") -> EgressCall {
        EgressCall(
            ticketID: "t1", client: Sample.harbor.client, endpoint: endpoint, body: Array(body.utf8),
            redacted: ["password": 2])
    }

    @Test func aCleanCallIsRecordedByteForByte() async throws {
        let body = #"{"messages":[{"content":"Printer of Harborview Dental\nis broken"}]}"#
        let permit = try await gate().open(call(body))
        #expect(permit.body == Array(body.utf8))
        #expect(permit.receipt.sha256 == (try SHA256Digest.hex(of: body)))
        let entries = ledger.entries.withLock { $0 }
        #expect(entries.count == 1)
        #expect(entries[0].body == Array(body.utf8))
        #expect(entries[0].endpoint == "https://llm.example.com/v1")
        #expect(entries[0].at == Timestamp(seconds: 42))
        #expect(entries[0].clientID == "c1")
        #expect(entries[0].redacted == ["password": 2])
    }

    private func refusal(_ gate: EgressGate, _ call: EgressCall) async -> EgressRefusal? {
        do {
            _ = try await gate.open(call)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        #"{"content":"like QSL-SRV-7 last week"}"#, #"{"content":"line\nQSL-SRV-7\tnext"}"#,
        #"{"content":"R\u00edverbend B\u00e4ckerei"}"#, #"{"content":"\u0051SL-SRV-7"}"#, "QSL-SRV-7",
        #"{"a":"\ud83d\udda8QSL-SRV-7"#, #"["x","quarrystone.example"]"#,
    ])
    func foreignTokensStopTheCall(_ body: String) async {
        guard case .foreignTokens(let tokens) = await refusal(gate(), call(body)) else {
            Issue.record("the call went through")
            return
        }
        #expect(tokens.count == 1)
        #expect(ledger.entries.withLock { $0.isEmpty })
        let text = EgressRefusal.foreignTokens(tokens).description
        #expect(!text.lowercased().contains("qsl-srv-7"))
    }

    @Test func policyIsAskedAtEachCall() async {
        var call = call("{}")
        #expect(await refusal(gate(.off), call) == .policy(.noDraft))
        #expect(await refusal(gate(.extractive), call) == .policy(.noModel))
        #expect(await refusal(gate(.local), call) == .policy(.localOnly))
        #expect(await refusal(gate(.cloudPseudonymized), call) == .notPseudonymised)
        call.isPseudonymised = true
        #expect(await refusal(gate(.cloudPseudonymized), call) == nil)
        call.holdsInternalNotes = true
        #expect(await refusal(gate(.cloud), call) == .internalNotes)
        call.endpoint = "http://127.0.0.1:11434/api/chat"
        #expect(await refusal(gate(.local), call) == nil)
        call.endpoint = "file:///etc/passwd"
        #expect(await refusal(gate(.cloud), call) == .endpoint)
        call.client = nil
        call.endpoint = "https://llm.example.com"
        #expect(await refusal(gate(.cloud), call) == .policy(.noDraft))
        #expect(ledger.entries.withLock { $0.count } == 2)
    }

    @Test func withoutAReceiptNothingMayLeave() async {
        let full = Problem("the disk is full")
        #expect(await refusal(gate(.cloud, MemoryLedger(failure: full)), call("{}")) == .notRecorded(full))
        let cancelled = MemoryLedger(failure: CancellationError())
        #expect(await refusal(gate(.cloud, cancelled), call("{}")) == .cancelled)
    }

    @Test func secretsStopTheCall() async {
        let key = "-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7bq9xkzv\\n-----END RSA PRIVATE KEY-----"
        guard case .secrets(let counts) = await refusal(gate(), call("{\"content\":\"\(key)\"}")) else {
            Issue.record("the call went through")
            return
        }
        #expect(counts["private_key"] == 1)
    }

    @Test func redactionCountsPerKind() {
        let redaction = Redactor().redact(["The password is: Sommer2026!x", "nothing", "Password: Herbst#4711"])
        #expect(redaction.parts[1] == "nothing")
        #expect(!redaction.parts.joined().contains("Sommer2026"))
        #expect(!redaction.parts.joined().contains("4711"))
        #expect(redaction.counts == ["password": 2])
        #expect(Redactor().redact(redaction.parts).counts.isEmpty)
    }
}
