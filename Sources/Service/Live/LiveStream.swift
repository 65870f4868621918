import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Storage

/// Writes what is heard of a draft to one listener.
struct LiveStream: Sendable {
    var timing = EventTiming()
    let audience: Audience
    /// Whether the caller may still listen.
    let mayListen: @Sendable () async -> Bool
    /// The draft, once it is being made.
    let draft: @Sendable () -> LiveDraft?
    /// Whether there is no draft to wait for, while none is being made.
    let isSettled: @Sendable () throws -> Bool
    /// What may mean that there is something new.
    let changes: [ChangeSignal]

    static let headers: HTTPFields = [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
        // Proxies such as nginx would hold events back.
        .accelBuffering: "no",
    ]

    /// Writes until the draft is done, the listener goes, the service stops or the caller may no longer listen.
    ///
    /// - Parameter left: called when the listener goes or the service stops.
    func run(
        _ request: Request, to writer: inout any ResponseBodyWriter, left: @escaping @Sendable () -> Void = {}
    ) async throws {
        let (wake, signal) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                for change in changes {
                    group.addTask { for await _ in change.changes() { signal.yield() } }
                }
                group.addTask { await tick(signal) }
                try await request.body.consumeWithInboundCloseHandler { _ in
                    try await write(wake, signal, &writer)
                } onInboundClosed: {
                    left()
                    signal.finish()
                }
            }
        } onGracefulShutdown: {
            left()
            signal.finish()
        }
        try await writer.finish(nil)
    }

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
        _ wake: AsyncStream<Void>, _ signal: AsyncStream<Void>.Continuation, _ writer: inout any ResponseBodyWriter
    ) async throws {
        // A browser that comes again hears all of it again.
        try await writer.write(ByteBuffer(string: EventText.retry(timing.retry)))
        var written = ContinuousClock.now
        var current: LiveDraft?
        var number = 0
        var follower: Task<Void, Never>?
        defer { follower?.cancel() }
        var wakes = wake.makeAsyncIterator()
        repeat {
            if current == nil, let new = draft() {
                current = new
                follower = Task { for await _ in new.changes.changes() { signal.yield() } }
            }
            if let current {
                let news = current.news(after: number, for: audience)
                number = news.number
                if !news.text.isEmpty {
                    try await writer.write(ByteBuffer(string: news.text))
                    written = .now
                }
                if news.isOver {
                    // Who may not see whose ticket it is, is told no more than that it is over.
                    guard current.isShown(to: audience) else { return try await writeDone(&writer) }
                    return
                }
            } else if try isSettled() {
                return try await writeDone(&writer)
            }
            if written.duration(to: .now) >= timing.keepAlive {
                try await writer.write(ByteBuffer(string: EventText.keepAlive))
                written = .now
            }
        } while await wakes.next() != nil
    }

    private func writeDone(_ writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: LiveText.event(.done, [:])))
    }
}
