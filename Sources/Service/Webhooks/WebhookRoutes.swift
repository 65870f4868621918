import Connectors
public import Domain
import HTTPTypes
public import Hummingbird
public import Logging
import NIOCore

/// `POST /webhooks/{source}`: a credential in the headers, size, signature over the raw bytes, meaning, durable insert,
/// answer; in this order.
///
/// | answer | when |
/// | --- | --- |
/// | 202 | stored; it is on disk |
/// | 200 | received before, with the earlier id; or a call that changes nothing |
/// | 400 `malformed` | signed, and still no delivery of this source |
/// | 401 | the same answer for whatever is wrong with the signature; the reason is in the log and the metrics |
/// | 404 | no such source, or it has no secret |
/// | 413, 415 | too large; compressed |
/// | 503 | not stored, send again |
public struct WebhookRoutes: RouteGroup {
    let sources: WebhookSources
    let store: any DeliveryStore
    let clock: any Clock
    let logger: Logger
    let observer: any WebhookObserver
    let pace = LogPace()

    public init(
        sources: WebhookSources, store: any DeliveryStore, clock: any Clock = SystemClock(), logger: Logger,
        observer: any WebhookObserver = NoWebhookObserver()
    ) {
        self.sources = sources
        self.store = store
        self.clock = clock
        self.logger = logger
        self.observer = observer
    }

    public func add(to router: Router<ServiceContext>) {
        router.post("/webhooks/:source") { request, context in
            try await receive(request, context)
        }
    }

    private func receive(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard let served = context.parameters.get("source").flatMap({ sources.byName[$0] }) else {
            throw ProblemResponse.notFound
        }
        let start = ContinuousClock.now
        func told(_ outcome: WebhookOutcome) {
            let time = (ContinuousClock.now - start).components
            observer.webhook(
                served.source.name, outcome, seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        }
        do {
            let (outcome, response) = try await handle(request, context, served)
            told(outcome)
            return response
        } catch let failure as WebhookFailure {
            told(failure.outcome)
            throw failure.response
        }
    }

    private func handle(
        _ request: Request, _ context: ServiceContext, _ served: WebhookSources.Served
    ) async throws -> (WebhookOutcome, Response) {
        let name = served.source.name
        let headers = WebhookHeaders(request.headers.lazy.map { ($0.name.canonicalName, $0.value) })
        if let reason = served.source.refusal(by: headers) {
            log(.notice, "webhook refused: \(reason.rawValue)", name, context, clock.now())
            throw WebhookFailure.refused(reason)
        }
        let body = try await WebhookBody.collect(request, upTo: served.maxBodyBytes)
        let received = WebhookRequest(
            headers: headers, body: body, peer: AttemptKey.network(of: context.clientAddress))
        let now = clock.now()

        switch await served.source.verify(received, now: now) {
        case .accepted: break
        case .refused(let reason):
            log(.notice, "webhook refused: \(reason.rawValue)", name, context, now)
            throw WebhookFailure.refused(reason)
        case .undecided:
            log(.warning, "webhook not checked: the sender's signing key could not be fetched", name, context, now)
            throw WebhookFailure.undecided
        case .notice(let notice):
            log(
                .warning, "webhook \(notice.rawValue): unsigned, nothing was changed; look at it there", name, context,
                now)
            return (.notice(notice), WebhookAnswer.acknowledged())
        }

        let events: [InboundEvent]
        do {
            events = try served.source.events(in: received, now: now)
        } catch let payload as MalformedPayload {
            log(.notice, "webhook malformed: \(payload.reason)", name, context, now, kind: "malformed")
            throw WebhookFailure.malformed(payload)
        } catch {
            log(.error, "webhook not read: \(type(of: error))", name, context, now)
            throw WebhookFailure.unavailable
        }
        guard !events.isEmpty else { return (.accepted, WebhookAnswer.acknowledged()) }

        let receipts: [DeliveryReceipt]
        do {
            receipts = try await DeliveryBatch.accept(events, by: store)
        } catch let problem as Problem {
            log(.error, "webhook not stored: \(problem.what)", name, context, now, kind: "not stored")
            throw WebhookFailure.unavailable
        } catch {
            log(.error, "webhook not stored: \(type(of: error))", name, context, now)
            throw WebhookFailure.unavailable
        }
        let isRepeated = receipts.allSatisfy { $0.outcome == .repeated }
        return (isRepeated ? .repeated : .accepted, WebhookAnswer.stored(receipts, isRepeated: isRepeated))
    }

    /// - Parameter kind: what the pace is kept by, where the message varies.
    private func log(
        _ level: Logger.Level, _ message: String, _ source: String, _ context: ServiceContext, _ now: Timestamp,
        kind: String? = nil
    ) {
        guard let held = pace.admit("\(source) \(kind ?? message)", now: now) else { return }
        var metadata: Logger.Metadata = [
            "source": "\(source)", "request": "\(context.requestID)", "address": "\(context.clientAddress)",
        ]
        if held > 0 { metadata["more_in_last_minute"] = "\(held)" }
        logger.log(level: level, "\(message)", metadata: metadata)
    }
}
