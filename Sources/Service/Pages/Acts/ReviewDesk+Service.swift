import Domain
import Enrichment
import NIOPosix
import Storage

extension ReviewDesk {
    /// Checks and decides. The check is done aside: an index may have to be built first, which is too long for the
    /// threads that serve everyone.
    func decideAside(
        _ request: DecisionRequest, by principal: Principal, now: Timestamp
    ) async throws -> DecisionResult {
        let completed = try await NIOThreadPool.singleton.runIfActive { [self] in
            try self.completed(request, by: principal)
        }
        return try await decide(checked: completed, by: principal, now: now)
    }

    func checkAside(_ draft: StoredDraft, _ text: ReviewCheck.Text) async throws -> ReviewCheck.Result {
        try await NIOThreadPool.singleton.runIfActive { [self] in try self.check(draft, text) }
    }
}

extension ReviewView.Check {
    init(_ result: ReviewCheck.Result) {
        self.init(
            summary: result.summary, steps: result.steps, questions: result.questions, reply: result.reply,
            verdict: result.verdict)
    }
}
