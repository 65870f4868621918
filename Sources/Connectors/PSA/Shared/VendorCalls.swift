import CurlTransport
import Domain
import Synchronization

/// An answer of a vendor that is an answer to the question, whatever its status.
struct VendorAnswer {
    var status: Int
    var body: [UInt8]

    var isSuccess: Bool { (200...299).contains(status) }
}

/// Calls to one vendor's API within the limits of one reading, and what their failures mean for a job.
///
/// Redirects are not followed: the next host would be sent the credentials. No failure quotes an answer, since error
/// texts of vendors can hold anything.
final class VendorCalls: Sendable {
    /// As in the configuration and in `Job.source`.
    let source: String
    let limits: ReadingLimits
    private let transport: any HTTPTransport
    private let secrets: [String]
    private let clock: any Clock
    /// When the vendor will be asked again, after it said that it is asked too often.
    private let restsUntil = Mutex<ContinuousClock.Instant?>(nil)

    /// A pause that the vendor asks for without saying how long, and the longest that is kept.
    static let usualPause = Duration.seconds(60)
    static let longestPause = Duration.seconds(900)

    init(
        source: String, limits: ReadingLimits, transport: any HTTPTransport, secrets: [String], clock: any Clock
    ) {
        self.source = source
        self.limits = limits
        self.transport = transport
        self.secrets = secrets
        self.clock = clock
    }

    /// When a reading that begins now must be over.
    func end() -> ContinuousClock.Instant { .now + limits.deadline }

    /// - Parameters:
    ///   - what: what is asked for, as in “the ticket”, for failures.
    ///   - secrets: beside those of the configuration, such as a token.
    /// - Throws: `JobFailure` when there is no answer, the vendor wants a pause, or `end` is reached;
    ///   `CancellationError`.
    func send(
        _ url: String, method: String = "GET", _ headers: [HTTPHeader], body: [UInt8] = [], secrets: [String] = [],
        what: String, end: ContinuousClock.Instant
    ) async throws -> VendorAnswer {
        try Task.checkCancellation()
        try checkRest()
        let left = end - .now
        guard left > .zero else { throw late(what) }
        var request = HTTPRequest(
            method: method, url: url, headers: headers, body: body, connectTimeout: min(.seconds(10), left),
            deadline: left, maxResponseBytes: limits.maxBodyBytes, maxHeaderBytes: 32 << 10,
            secrets: self.secrets + secrets)
        let response: HTTPResponse
        do {
            do {
                response = try await transport.send(request)
            } catch let error as TransportError where error.kind == .staleConnection {
                request.freshConnection = true
                response = try await transport.send(request)
            }
        } catch let error as TransportError {
            throw failure(error, what)
        }
        if let pause = pause(response) {
            restsUntil.withLock { $0 = .now + pause }
            throw JobFailure(
                reason: "\(source) wants a pause (HTTP \(response.status) when asked for \(what))", isPermanent: false,
                pause: milliseconds(pause))
        }
        return VendorAnswer(status: response.status, body: response.body)
    }

    private func checkRest() throws(JobFailure) {
        guard let until = restsUntil.withLock({ $0 }) else { return }
        let left = until - .now
        guard left > .zero else { return }
        throw JobFailure(
            reason: "\(source) has asked for a pause that is not over", isPermanent: false, pause: milliseconds(left))
    }

    /// 429 asks for a pause; 503 does where it says for how long.
    private func pause(_ response: HTTPResponse) -> Duration? {
        guard response.status == 429 || response.status == 503 else { return nil }
        let field = response.headers.first(named: "retry-after")
        let asked = field.flatMap { RetryAfter.delay($0, now: clock.now().milliseconds / 1000) }
        guard response.status == 429 || asked != nil else { return nil }
        return min(max(.seconds(1), asked ?? Self.usualPause), Self.longestPause)
    }

    private func milliseconds(_ duration: Duration) -> Int64 { Int64(duration / .milliseconds(1)) }
}
