import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Logging
import Storage

extension DraftActs {
    static func wantsStream(_ request: Request) -> Bool {
        request.headers[.accept]?.contains("text/event-stream") == true
    }

    /// The draft being made anew, as server-sent events; the last holds what the act answers as JSON. When the caller goes
    /// away before that, the work ends and nothing is changed.
    ///
    /// - Parameters:
    ///   - request: with its body collected into it. Hummingbird waits for the end of a body that was read from a copy, and
    ///     ends the process when it never comes.
    ///   - work: the act, to its answer.
    func streaming(
        _ visit: Visit, _ request: Request, _ work: @escaping @Sendable (any DraftObserver) async throws -> JSON
    ) throws -> Response {
        let slot = try environment.slot(of: visit)
        let live = LiveDraft()
        let listening = Listening(environment: environment, principal: visit.principal, browser: visit.browser)
        // Whoever may act on the draft may see what becomes of it.
        let stream = LiveStream(
            audience: .everyClient, mayListen: { await listening.isAllowed() }, draft: { live },
            isSettled: { false }, changes: [])
        return Response(
            status: .ok, headers: LiveStream.headers,
            body: ResponseBody { writer in
                let task = Task { await end(live, work, visit) }
                defer { task.cancel() }
                try await stream.run(request, to: &writer) { task.cancel() }
                withExtendedLifetime(slot) {}
            })
    }

    private func end(
        _ live: LiveDraft, _ work: @Sendable (any DraftObserver) async throws -> JSON, _ visit: Visit
    ) async {
        do {
            live.end(.done, try await work(live))
        } catch {
            live.end(.problem, problem(error, visit))
        }
    }

    private func problem(_ error: any Error, _ visit: Visit) -> JSON {
        let problem: ProblemResponse
        switch error {
        case let error as ProblemResponse: problem = error
        case let refusal as ReviewRefusal: problem = ProblemResponse(refusal)
        default:
            // What it says may name paths, so it stays in the log.
            if !(error is CancellationError) {
                kit.logger.error(
                    "an act failed", metadata: ["error": "\(type(of: error))", "request_id": "\(visit.requestID)"])
            }
            problem = .unavailable()
        }
        return [
            "type": .text("urn:sidenote:problem:\(problem.type)"), "status": .integer(Int64(problem.status.code)),
            "detail": .text(problem.detail), "remedy": JSON(problem.remedy),
        ]
    }
}
