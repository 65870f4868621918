public import Domain
public import Enrichment
import Storage
import Synchronization

/// The drafts that the worker of this process is making at this moment. A draft is here from the lease of its job to the
/// end of it.
public final class LiveDrafts: JobFollower, JobObserver {
    private struct State {
        var drafts: [Int64: LiveDraft] = [:]
        /// The job worked on last, by ticket.
        var jobs: [TicketID: Int64] = [:]
    }

    /// Fires when a draft begins.
    let changes = ChangeSignal()
    private let state = Mutex(State())

    public init() {}

    public func begins(_ job: Job) -> (any DraftObserver)? {
        let draft = LiveDraft()
        state.withLock { state in
            state.drafts[job.id] = draft
            state.jobs[job.ticketID] = job.id
        }
        changes.fire()
        return draft
    }

    public func observe(_ event: WorkEvent) {
        guard case .job(let report) = event else { return }
        let draft = state.withLock { state in
            if state.jobs[report.job.ticketID] == report.job.id { state.jobs[report.job.ticketID] = nil }
            return state.drafts.removeValue(forKey: report.job.id)
        }
        draft?.end(.done, ["outcome": .text(report.outcome.rawValue)])
    }

    /// The draft of a ticket, if it is being made here.
    func draft(of ticket: TicketID) -> LiveDraft? {
        state.withLock { state in state.jobs[ticket].flatMap { state.drafts[$0] } }
    }

    var count: Int { state.withLock { $0.drafts.count } }
}
