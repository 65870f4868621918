import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Jobs and the queue.
///
/// A job belongs to the client whose id is its lane.
struct QueueRoutes: Sendable {
    let environment: ServiceEnvironment

    var routes: [APIRoute] { [jobs, job, retry, queue, setPaused(true), setPaused(false)] }

    private static let jobID = Parameter.path("job_id", .integer(1...Int64.max), "The job.")
    private static let wall = "A caller with clients of its own sees the jobs whose lane is one of them."

    private var jobs: APIRoute {
        .list(
            "/jobs", "listJobs", tag: "queue", "Jobs, newest first.", details: Self.wall, role: .lead, of: Shape.job,
            parameters: [
                .query("state", .word(Job.State.allCases.map(\.rawValue)), "In that state alone."),
                .query("lane", .text(1...512), "In that lane alone."),
            ]
        ) { request in
            let state: Job.State? = request.word("state")
            let filter = JobFilter(
                states: Set([state].compactMap { $0 }), lane: request.text("lane"), before: try request.lastNumber(),
                limit: request.limit + 1)
            let found = try environment.store.jobs(filter, for: request.audience)
            return Page(found, limit: request.limit) { String($0.id) }
        }
    }

    private var job: APIRoute {
        .one("/jobs/{job_id}", "getJob", tag: "queue", "A job.", role: .lead, of: Shape.job, parameters: [Self.jobID]) {
            request in try visible(request)
        }
    }

    private var retry: APIRoute {
        act(
            "/jobs/{job_id}/retry", "retryJob", "Makes a dead job ready again.", parameters: [Self.jobID],
            of: Shape.job, problems: [.notFound, .conflict]
        ) { request in
            let job = try visible(request)
            do {
                return try await environment.store.retry(
                    job.id, by: request.principal.actor, idempotency: request.idempotencyKey(),
                    now: environment.clock.now())
            } catch JobRefusal.unknown {
                throw ProblemResponse.notFound
            } catch is JobRefusal {
                throw ProblemResponse(.conflict, type: "not-dead", detail: "Only a dead job can be retried.")
            }
        }
    }

    private func visible(_ request: APIRequest) throws -> Job {
        guard let job = try environment.store.job(request.number("job_id"), for: request.audience) else {
            throw ProblemResponse.notFound
        }
        return job
    }

    // MARK: The queue

    private var queue: APIRoute {
        .one(
            "/queue", "getQueue", tag: "queue", "How full the queue is, and what of it is paused.",
            details: "Numbers are null for a caller with clients of its own: they count every client's jobs.",
            role: .lead, of: Shape.queue, problems: []
        ) { request in
            QueueView(try environment.store.queueFigures(now: environment.clock.now()), for: try request.audience)
        }
    }

    private func setPaused(_ isPaused: Bool) -> APIRoute {
        let word = isPaused ? "pause" : "resume"
        let lane = Schema.text("That lane alone; the whole queue without it.", length: 1...512)
        var route = act(
            "/queue/\(word)", word + "Queue",
            isPaused ? "Stops giving out jobs; what is under way is finished." : "Gives out jobs again.",
            parameters: [], of: Shape.queue, problems: [.notFound]
        ) { request in
            let lane = try Self.lane(request.body)
            let audience = try request.audience
            if let lane {
                guard audience == .everyClient || audience.admits(ClientID(lane)) else {
                    throw ProblemResponse.notFound
                }
            } else if audience != .everyClient {
                throw ProblemResponse(
                    .forbidden, type: "forbidden", detail: "The whole queue is for those who see every client.",
                    remedy: "Name a lane.")
            }
            let result = try await environment.store.setPaused(
                isPaused, lane: lane, by: request.principal.actor, idempotency: request.idempotencyKey(),
                now: environment.clock.now())
            return ActResult(QueueView(result.value, for: audience), isReplay: result.isReplay)
        }
        route.body = .init(
            schema: Schema.object("What of it.", [("lane", lane)], optional: ["lane"]).named("QueuePart"),
            isRequired: false)
        return route
    }

    private static func lane(_ bytes: [UInt8]) throws(ProblemResponse) -> String? {
        guard !bytes.isEmpty else { return nil }
        let members = try JSONBody.members(bytes)
        guard members.keys.allSatisfy({ $0 == "lane" }) else {
            throw .badRequest("The body has a member besides lane.")
        }
        guard let value = members["lane"] else { return nil }
        guard case .text(let lane) = value, (1...512).contains(lane.unicodeScalars.count) else {
            throw .badRequest("lane must be a text of 1 to 512 characters.")
        }
        return lane
    }

    /// A POST for leads that answers with what it changed.
    private func act<Item>(
        _ path: String, _ operation: String, _ summary: String, parameters: [Parameter], of shape: Shape<Item>,
        problems: [HTTPResponse.Status], handle: @escaping @Sendable (APIRequest) async throws -> ActResult<Item>
    ) -> APIRoute {
        APIRoute(
            method: .post, path: path, operation: operation, tag: "queue", summary: summary, role: .lead,
            parameters: parameters + [.idempotencyKey],
            answers: [
                .init(
                    status: .ok, description: "Done.", schema: shape.schema, headers: APIRoute.Answer.replayedHeaders)
            ],
            problems: problems + [.unprocessableContent]
        ) { request in
            let result = try await handle(request)
            return try .json(
                shape.json(result.value), headers: result.isReplay ? APIRoute.Answer.replayed : [:])
        }
    }
}

/// The queue as a caller may see it.
struct QueueView: Sendable {
    var isPaused: Bool
    var pausedLanes: [String]
    var figures: QueueFigures?

    init(_ figures: QueueFigures, for audience: Audience) {
        isPaused = figures.isPaused
        pausedLanes = figures.pausedLanes.filter { audience == .everyClient || audience.admits(ClientID($0)) }
        self.figures = audience == .everyClient ? figures : nil
    }
}

extension Shape where Value == QueueView {
    static let queue = Shape(
        "Queue", "The queue.",
        [
            .flag("is_paused", "Whether no job is given out at all.") { $0.isPaused },
            .texts("paused_lanes", "Lanes that are paused.") { $0.pausedLanes },
            .optionalInteger("waiting", "Jobs that are ready.") { Self.count(.waiting, $0) },
            .optionalInteger("delayed", "Jobs that wait after a failure.") { Self.count(.delayed, $0) },
            .optionalInteger("leased", "Jobs that are worked on.") { Self.count(.leased, $0) },
            .optionalInteger("dead", "Jobs that were given up.") { Self.count(.dead, $0) },
            .optionalInteger("oldest_waiting_ms", "Age of the oldest job that is ready.") {
                $0.figures?.oldestWaitingMilliseconds
            },
        ])

    private static func count(_ state: Job.State, _ view: QueueView) -> Int64? {
        view.figures.map { Int64($0.counts[state] ?? 0) }
    }
}
