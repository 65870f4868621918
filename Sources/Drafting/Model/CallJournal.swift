import Boundary
import Digest
import Domain
import LanguageModel

/// What happened on the wire for one draft: a receipt for each sending, the answer beside it.
actor CallJournal {
    private let gate: EgressGate
    private let ledger: any EgressLedger
    private let call: EgressCall
    private var byAttempt: [Int: EgressReceipt] = [:]
    private(set) var receipts: [EgressReceipt] = []

    /// - Parameter call: what every sending of this draft has in common; the body is filled in.
    init(gate: EgressGate, ledger: any EgressLedger, call: EgressCall) {
        self.gate = gate
        self.ledger = ledger
        self.call = call
    }

    /// An answer paid for before a crash or a restart.
    func stored(_ encoded: EncodedCall) async throws -> RawAnswer? {
        let sha256 = try SHA256Digest.hex(of: encoded.body)
        guard
            let (receipt, answer) = try await ledger.answer(
                to: sha256, endpoint: encoded.endpoint, ticket: call.ticketID), (200..<300).contains(answer.status)
        else { return nil }
        note(receipt)
        return RawAnswer(status: answer.status, body: Array(answer.body.utf8))
    }

    /// Nothing is sent unless the gate opened and the receipt is on disk.
    func willSend(_ encoded: EncodedCall) async throws {
        var call = call
        call.endpoint = encoded.endpoint
        call.body = encoded.body
        let permit = try await gate.open(call)
        byAttempt[encoded.attempt] = permit.receipt
        note(permit.receipt)
    }

    func didReceive(_ encoded: EncodedCall, _ answer: RawAnswer) async throws {
        guard let receipt = byAttempt[encoded.attempt] else { return }
        let body = String(decoding: answer.body, as: UTF8.self)
        try await ledger.complete(receipt.receipt, with: RecordedAnswer(status: answer.status, body: body))
    }

    private func note(_ receipt: EgressReceipt) {
        if !receipts.contains(receipt) { receipts.append(receipt) }
    }

    nonisolated var hooks: CallHooks {
        CallHooks(
            stored: { try await self.stored($0) }, willSend: { try await self.willSend($0) },
            didReceive: { try await self.didReceive($0, $1) })
    }
}
