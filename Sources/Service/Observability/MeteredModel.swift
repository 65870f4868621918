import LanguageModel

/// A model whose calls are timed.
struct MeteredModel: ChatModel {
    let base: any ChatModel
    /// Scheme, host, port and path, as receipts name it.
    let endpoint: String
    let observer: any ModelObserver

    var model: String { base.model }

    /// From a closed list, as labels must be.
    private static func label(_ kind: ModelFailure.Kind) -> String {
        switch kind {
        case .configuration: "configuration"
        case .unauthorized: "unauthorized"
        case .notFound: "not_found"
        case .rateLimited: "rate_limited"
        case .quotaUsedUp: "quota_used_up"
        case .contextTooLong: "context_too_long"
        case .status(let status): "status_\(status / 100)xx"
        case .unreadable: "unreadable"
        case .refused: "refused"
        case .empty: "empty"
        case .resting: "breaker_open"
        case .deadline: "deadline"
        case .transport: "transport"
        }
    }

    func complete(_ request: ChatRequest, hooks: CallHooks) async throws -> ChatAnswer {
        let start = ContinuousClock.now
        func told(_ outcome: String) {
            let time = (ContinuousClock.now - start).components
            observer.called(
                endpoint: endpoint, outcome: outcome,
                seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        }
        do {
            let answer = try await base.complete(request, hooks: hooks)
            told("ok")
            return answer
        } catch let failure as ModelFailure {
            told(Self.label(failure.kind))
            throw failure
        } catch is CancellationError {
            told("cancelled")
            throw CancellationError()
        } catch {
            told("failed")
            throw error
        }
    }
}
