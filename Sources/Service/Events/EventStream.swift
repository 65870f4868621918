import Domain
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Storage

/// One listener's stream from its first line to its last.
///
/// Nothing is buffered but the batch being written: a listener that does not read holds up its own stream alone, until
/// the server's limit for answers that are not taken ends it. It resumes by id.
struct EventStream: Sendable {
    let store: SQLiteStore
    let timing: EventTiming
    let logger: Logger
    /// Whether the caller may still listen.
    let mayListen: @Sendable () async -> Bool

    /// Writes until the listener goes, the service stops or the caller may no longer listen.
    func run(_ reader: EventReader, request: Request, to writer: inout any ResponseBodyWriter) async throws {
        let (wake, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    for await _ in store.changes.changes() { signal.yield() }
                }
                group.addTask { await tick(signal) }
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await write(reader, wake, &writer)
                } onInboundClosed: {
                    signal.finish()
                }
            }
        } onGracefulShutdown: {
            signal.finish()
        }
        try await writer.finish(nil)
    }

    /// Wakes the writer at least once in `poll`, and ends the stream when the caller may no longer listen.
    private func tick(_ signal: AsyncStream<Void>.Continuation) async {
        var checked = ContinuousClock.now
        while (try? await Task.sleep(for: timing.poll)) != nil {
            if checked.duration(to: .now) >= timing.recheck {
                guard await mayListen() else { return signal.finish() }
                checked = .now
            }
            signal.yield()
        }
    }

    private func write(
        _ start: EventReader, _ wake: AsyncStream<Void>, _ writer: inout any ResponseBodyWriter
    ) async throws {
        var reader = start
        var text = EventText.retry(timing.retry)
        text += reader.hasGap ? EventText.reset(newest: reader.position) : EventText.position(reader.position)
        try await writer.write(ByteBuffer(string: text))
        var written = ContinuousClock.now
        var told = reader.position
        var changes = wake.makeAsyncIterator()
        repeat {
            while true {
                let events = try reader.next()
                guard !events.isEmpty else { break }
                try await writer.write(ByteBuffer(string: try events.map(EventText.event).joined()))
                written = .now
                told = events.last?.id ?? told
            }
            if written.duration(to: .now) >= timing.keepAlive {
                // A listener of a quiet client keeps a position from which it can resume.
                let position = reader.position > told ? EventText.position(reader.position) : ""
                try await writer.write(ByteBuffer(string: EventText.keepAlive + position))
                (written, told) = (.now, reader.position)
            }
            try await Task.sleep(for: timing.gather)
        } while await changes.next() != nil
    }
}
