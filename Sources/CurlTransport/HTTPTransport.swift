/// Something that carries out HTTP exchanges.
public protocol HTTPTransport: Sendable {
    /// Carries out one exchange and gathers the whole body.
    ///
    /// - Throws: `TransportError`, or `CancellationError` when the task is cancelled.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse

    /// Carries out one exchange and returns as soon as the head is there.
    ///
    /// - Throws: `TransportError`, or `CancellationError` when the task is cancelled.
    func stream(_ request: HTTPRequest) async throws -> HTTPStreamedResponse
}
