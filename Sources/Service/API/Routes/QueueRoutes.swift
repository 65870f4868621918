import Domain
import Hummingbird
import Storage

/// Jobs and the queue.
struct QueueRoutes: Sendable {
    let environment: ServiceEnvironment

    var routes: [APIRoute] { [jobs, job] }

    static let jobID = Parameter.path("job_id", .integer(1...Int64.max), "The job.")

    private var jobs: APIRoute {
        .list(
            "/jobs", "listJobs", tag: "queue", "Jobs, newest first.",
            details: "A caller with clients of its own sees the jobs whose lane is one of them.", role: .lead,
            of: Shape.job,
            parameters: [
                .query("state", .word(Job.State.allCases.map(\.rawValue)), "In that state alone."),
                .query("lane", .text(1...512), "In that lane alone."),
            ]
        ) { request in
            let state: Job.State? = request.word("state")
            let filter = JobFilter(
                states: Set([state].compactMap { $0 }), lane: request.text("lane"), before: try request.lastNumber(),
                limit: request.limit + 1)
            return Page(try environment.store.jobs(filter, for: request.audience), limit: request.limit) {
                String($0.id)
            }
        }
    }

    private var job: APIRoute {
        .one(
            "/jobs/{job_id}", "getJob", tag: "queue", "A job.", role: .lead, of: Shape.job, parameters: [Self.jobID]
        ) { request in
            guard let job = try environment.store.job(request.number("job_id"), for: request.audience) else {
                throw ProblemResponse.notFound
            }
            return job
        }
    }
}
