/// One exchange as a pure state machine: what the loop thread reports goes in, what the consumer may have comes out.
///
///     waiting for the head -> body arriving (accepted or paused) -> finished
///
/// Nothing leaves the finished state; reports that come after it are ignored.
struct TransferState: Sendable {
    enum Outcome: Sendable {
        case complete(TransferTimings)
        case failed(TransportError)
        case cancelled
    }

    /// How the body is handed on.
    enum Delivery: Equatable {
        /// Gathered, given out once complete.
        case whole
        /// Chunk by chunk; the transfer is paused while this many bytes or more wait for the consumer.
        case chunks(highWater: Int)
    }

    enum Intake: Equatable {
        /// Hand the bytes to `append`.
        case accept
        /// Stop reading from the network until the consumer has caught up.
        case pause
        /// Give the transfer up: the limit would be passed.
        case tooLarge
        /// Nobody wants them any more.
        case refuse
    }

    enum Step<Value: Sendable>: Sendable {
        case wait
        /// `resume`: the paused transfer is to be read from again.
        case value(Value, resume: Bool)
        case end
        case failed(TransportError)
        case cancelled
    }

    private let delivery: Delivery
    private let maxBytes: Int
    private(set) var head: HTTPResponseHead?
    private(set) var outcome: Outcome?
    private(set) var isPaused = false
    private(set) var received = 0
    private var buffered = 0
    private var gathered: [UInt8] = []
    private var chunks: [[UInt8]] = []
    private var firstChunk = 0

    init(delivery: Delivery, maxBytes: Int) {
        self.delivery = delivery
        self.maxBytes = maxBytes
    }

    // MARK: Reports of the loop thread

    mutating func receive(head: HTTPResponseHead) {
        guard outcome == nil, self.head == nil else { return }
        self.head = head
    }

    /// Decides what becomes of `count` bytes that have arrived.
    mutating func offer(_ count: Int) -> Intake {
        guard outcome == nil else { return .refuse }
        guard count <= maxBytes - received else { return .tooLarge }
        if case .chunks(let highWater) = delivery, buffered >= highWater {
            isPaused = true
            return .pause
        }
        return .accept
    }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard outcome == nil else { return }
        received += bytes.count
        switch delivery {
        case .whole:
            gathered.append(contentsOf: bytes)
        case .chunks:
            buffered += bytes.count
            chunks.append(Array(bytes))
        }
    }

    /// The first outcome counts.
    mutating func finish(_ outcome: Outcome) {
        guard self.outcome == nil else { return }
        self.outcome = outcome
        if case .cancelled = outcome {
            gathered = []
            chunks = []
            firstChunk = 0
        }
    }

    // MARK: Questions of the consumer

    func headStep() -> Step<HTTPResponseHead> {
        if case .cancelled = outcome { return .cancelled }
        if let head { return .value(head, resume: false) }
        if case .failed(let error) = outcome { return .failed(error) }
        return outcome == nil ? .wait : .end
    }

    /// The next chunk. Chunks that came before a failure are given out before the failure is.
    mutating func takeChunk() -> Step<[UInt8]> {
        if case .cancelled = outcome { return .cancelled }
        if firstChunk < chunks.count {
            let chunk = chunks[firstChunk]
            chunks[firstChunk] = []
            firstChunk += 1
            if firstChunk == chunks.count {
                chunks.removeAll(keepingCapacity: true)
                firstChunk = 0
            }
            buffered -= chunk.count
            var resume = false
            if case .chunks(let highWater) = delivery, isPaused, buffered <= highWater / 2 {
                isPaused = false
                resume = outcome == nil
            }
            return .value(chunk, resume: resume)
        }
        switch outcome {
        case nil: return .wait
        case .complete: return .end
        case .failed(let error): return .failed(error)
        case .cancelled: return .cancelled
        }
    }

    /// The whole answer, once it is complete.
    mutating func takeResponse() -> Step<HTTPResponse> {
        switch outcome {
        case nil: return .wait
        case .cancelled: return .cancelled
        case .failed(let error): return .failed(error)
        case .complete(let timings):
            guard let head else { return .end }
            let body = gathered
            gathered = []
            return .value(HTTPResponse(head: head, body: body, timings: timings), resume: false)
        }
    }
}
