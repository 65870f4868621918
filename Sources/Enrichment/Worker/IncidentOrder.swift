import Domain
import Retrieval

/// Decides in the order in which jobs were leased which earlier tickets each may be a duplicate of, as `BatchQueue` does
/// in input order: the drafts are those of a batch of the same tickets, however many are worked on at once.
actor IncidentOrder {
    private var recent = RecentIncidents()
    private var seeded: Set<ClientID> = []
    /// The first whose turn has not passed.
    private var next = 0
    private var passed: Set<Int> = []
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var issued = 0
    /// How long one waits for those before it: a ticket that hangs must not hold up the others. Then those before lose
    /// their turns.
    private let patience: Duration

    init(patience: Duration = .seconds(10)) {
        self.patience = patience
    }

    /// The number of the next job in the order. Each must `take` its turn or `leave`.
    func number() -> Int {
        defer { issued += 1 }
        return issued
    }

    /// Waits for those before, and returns the earlier incidents of the same client.
    ///
    /// - Parameter seed: what the store holds of earlier drafts, asked once per client.
    func take(
        _ number: Int, _ incident: IncidentFingerprint, seed: () throws -> [IncidentFingerprint]
    ) async throws -> [IncidentFingerprint] {
        defer { leave(number) }
        // One without a client is nobody's duplicate, and need not wait.
        guard let client = incident.client else {
            recent.remove(incident.ticket, exceptOf: nil)
            return []
        }
        await turn(number)
        recent.remove(incident.ticket, exceptOf: client)
        if !seeded.contains(client) {
            for earlier in try seed() where earlier.ticket != incident.ticket { recent.add(earlier) }
            seeded.insert(client)
        }
        let earlier = recent.of(client)
        recent.add(incident)
        return earlier
    }

    /// Gives the turn up, or says that it has passed.
    func leave(_ number: Int) {
        guard number >= next else { return }
        passed.insert(number)
        advance()
    }

    private func advance() {
        while passed.remove(next) != nil { next += 1 }
        waiting.removeValue(forKey: next)?.resume()
    }

    private func turn(_ number: Int) async {
        guard number > next else { return }
        let patience = patience
        let alarm = Task {
            try? await Task.sleep(for: patience)
            if !Task.isCancelled { overtake(number) }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled || number <= next {
                    continuation.resume()
                } else {
                    waiting[number] = continuation
                }
            }
        } onCancel: {
            Task { await self.wake(number) }
        }
        alarm.cancel()
    }

    private func overtake(_ number: Int) {
        guard number > next else { return }
        for overdue in waiting.keys.filter({ $0 < number }) { wake(overdue) }
        passed = passed.filter { $0 >= number }
        next = number
        advance()
    }

    private func wake(_ number: Int) {
        waiting.removeValue(forKey: number)?.resume()
    }
}
