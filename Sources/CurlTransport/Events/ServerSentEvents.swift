/// The events in a body as it arrives.
///
/// Throws what the body throws, and `ServerSentEventTooLarge`.
public struct ServerSentEvents: AsyncSequence, Sendable {
    public typealias Element = ServerSentEvent

    private let body: HTTPBody
    private let maxEventBytes: Int

    public init(_ body: HTTPBody, maxEventBytes: Int = 1 << 20) {
        self.body = body
        self.maxEventBytes = maxEventBytes
    }

    public func makeAsyncIterator() -> Iterator {
        Iterator(body: body.makeAsyncIterator(), parser: ServerSentEventParser(maxEventBytes: maxEventBytes))
    }

    public struct Iterator: AsyncIteratorProtocol {
        var body: HTTPBody.Iterator
        var parser: ServerSentEventParser
        private var ready: ArraySlice<ServerSentEvent> = []

        init(body: HTTPBody.Iterator, parser: ServerSentEventParser) {
            self.body = body
            self.parser = parser
        }

        public mutating func next() async throws -> ServerSentEvent? {
            while true {
                if let event = ready.popFirst() { return event }
                guard let chunk = try await body.next() else { return nil }
                ready = try parser.feed(chunk)[...]
            }
        }
    }
}
