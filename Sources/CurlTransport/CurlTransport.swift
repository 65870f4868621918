/// HTTP over libcurl: any number of exchanges at once on one thread, over kept connections and HTTP/2 streams.
///
/// Never follows redirects, never skips the check of a certificate, speaks http and https only.
/// Plain http is for this machine, unless the request says otherwise. Resources are given back by `shutDown()`
/// or when the last reference goes; exchanges still under way then fail with `TransportError.Kind.shutDown`.
public final class CurlTransport: HTTPTransport, Sendable {
    public enum Proxy: Hashable, Sendable {
        /// `https_proxy`, `http_proxy` and `no_proxy` as libcurl reads them; never for this machine itself.
        case environment
        case none
    }

    public struct Settings: Hashable, Sendable {
        public var userAgent: String
        /// A PEM file of certificate authorities in place of the system's.
        public var caFile: String?
        public var proxy: Proxy
        /// How many idle connections are kept for reuse.
        public var maxKeptConnections: Int
        /// How many bytes of a streamed body may wait for their consumer.
        public var highWater: Int

        public init(
            userAgent: String = "Sidenote/0.1", caFile: String? = nil, proxy: Proxy = .environment,
            maxKeptConnections: Int = 32, highWater: Int = 256 << 10
        ) {
            self.userAgent = userAgent
            self.caFile = caFile
            self.proxy = proxy
            self.maxKeptConnections = maxKeptConnections
            self.highWater = highWater
        }
    }

    private let settings: Settings
    private let loop: CurlLoop

    /// - Throws: `TransportError` when libcurl or the system gives no handle or thread.
    public init(settings: Settings = Settings()) throws(TransportError) {
        guard let loop = CurlLoop(settings: settings) else {
            throw TransportError(.other(code: 2), endpoint: "", detail: "libcurl could not be started")
        }
        self.settings = settings
        self.loop = loop
    }

    deinit { loop.stop() }

    /// Ends every exchange under way and refuses new ones. Returns at once; calling it again does nothing.
    public func shutDown() { loop.stop() }

    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        let transfer = try start(request, delivery: .whole)
        return try await withTaskCancellationHandler {
            guard let (response, _) = try await transfer.step({ $0.takeResponse() }) else {
                throw transfer.failure(.malformedResponse)
            }
            return response
        } onCancel: {
            transfer.cancel(on: loop)
        }
    }

    public func stream(_ request: HTTPRequest) async throws -> HTTPStreamedResponse {
        let lease = TransferLease(try start(request, delivery: .chunks(highWater: settings.highWater)), on: loop)
        let head = try await withTaskCancellationHandler {
            guard let (head, _) = try await lease.transfer.step({ $0.headStep() }) else {
                throw lease.transfer.failure(.malformedResponse)
            }
            return head
        } onCancel: {
            lease.transfer.cancel(on: loop)
        }
        return HTTPStreamedResponse(head: head, body: HTTPBody(lease))
    }

    private func start(_ request: HTTPRequest, delivery: TransferState.Delivery) throws -> Transfer {
        try Task.checkCancellation()
        let url = try request.checked()
        let transfer = Transfer(id: loop.makeID(), request: request, url: url, delivery: delivery)
        guard loop.post(.start(transfer)) else { throw transfer.failure(.shutDown) }
        return transfer
    }
}

extension Transfer {
    fileprivate func cancel(on loop: CurlLoop) {
        report { $0.finish(.cancelled) }
        loop.post(.cancel(id))
    }

    fileprivate func failure(_ kind: TransportError.Kind) -> TransportError {
        TransportError(kind, endpoint: Redaction(request).apply(to: url.display))
    }
}

/// Holds a streamed transfer for its consumer, and cancels it when the consumer lets go.
private final class TransferLease: ChunkSource {
    let transfer: Transfer
    private let loop: CurlLoop

    init(_ transfer: Transfer, on loop: CurlLoop) {
        self.transfer = transfer
        self.loop = loop
    }

    deinit {
        if !transfer.isFinished { transfer.cancel(on: loop) }
    }

    func nextChunk() async throws -> [UInt8]? {
        try await withTaskCancellationHandler {
            guard let (chunk, resume) = try await transfer.step({ $0.takeChunk() }) else { return nil }
            if resume { loop.post(.resume(transfer.id)) }
            return chunk
        } onCancel: {
            transfer.cancel(on: loop)
        }
    }
}
