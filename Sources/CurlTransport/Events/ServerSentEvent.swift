/// One event of a `text/event-stream`.
public struct ServerSentEvent: Hashable, Sendable {
    /// The `event` field, `message` where there was none.
    public var type: String
    /// The `data` lines joined by line feeds.
    public var data: String
    /// The last event identifier seen so far in the stream, empty where there was none.
    public var id: String

    public init(type: String = "message", data: String, id: String = "") {
        self.type = type
        self.data = data
        self.id = id
    }
}

/// An event grew beyond the limit before it ended.
public struct ServerSentEventTooLarge: Error, Hashable, Sendable {
    /// Bytes.
    public let limit: Int
}
