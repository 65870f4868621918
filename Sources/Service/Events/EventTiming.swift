/// The times of an event stream.
struct EventTiming: Sendable {
    /// A comment is sent when nothing else was for this long, so that proxies keep the connection.
    var keepAlive = Duration.seconds(15)
    /// How often the store is read although nothing told of a change: another process may have written.
    var poll = Duration.seconds(1)
    /// How often the caller's right to listen is looked at again.
    var recheck = Duration.seconds(60)
    /// Changes that come within this time are told together.
    var gather = Duration.milliseconds(25)
    /// What a browser waits before it connects again.
    var retry = Duration.seconds(3)
}
