/// The body of an answer as it arrives: chunks of bytes, cut wherever the network cut them.
///
/// For one consumer. While the consumer is slow, the transfer is paused; when the body is let go before its end,
/// the transfer is cancelled. Iteration throws `TransportError`, or `CancellationError` when the task is cancelled.
public struct HTTPBody: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    private let source: any ChunkSource

    init(_ source: any ChunkSource) {
        self.source = source
    }

    /// A body that is already here, for stand-ins of a transport.
    public init(chunks: [[UInt8]]) {
        source = ChunkList(chunks)
    }

    public func makeAsyncIterator() -> Iterator { Iterator(source: source) }

    public struct Iterator: AsyncIteratorProtocol {
        let source: any ChunkSource

        public mutating func next() async throws -> [UInt8]? {
            try await source.nextChunk()
        }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [UInt8]? {
            try await source.nextChunk()
        }
    }
}

protocol ChunkSource: Sendable {
    func nextChunk() async throws -> [UInt8]?
}
