import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Settings

/// Watches requests and answers of an HTTP/1 connection or an HTTP/2 stream: gives up on slow bodies and on answers
/// that are not taken, answers what cannot be parsed, and asks for bodies that wait to be asked (`Expect: 100-continue`).
final class ExchangeGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private var life: ExchangeLife
    private var timer: DeadlineTimer?
    private var connection: ConnectionGuard?
    private var isStream = false
    private var lastDebt = ConnectionLife.Debt.nothing
    /// Answers not complete.
    private var answers = 0
    private var hasRefused = false
    /// What one write holds at most, so that a slow reader shows progress.
    private static let slice = 16384

    init(limits: ServerLimits) {
        self.limits = limits
        life = ExchangeLife(limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if let own = try? context.pipeline.syncOperations.handler(type: ConnectionGuard.self) {
            connection = own
            HeadGuard.install(before: context, limits: limits)
        } else if let parent = context.channel.parent, parent.eventLoop.inEventLoop {
            // A stream's parent is its connection, on the same event loop. A refused connection has no guard; its
            // parent is the listening socket.
            connection = try? parent.pipeline.syncOperations.handler(type: ConnectionGuard.self)
            isStream = connection != nil
        }
        timer = DeadlineTimer(context.eventLoop) { [weak self] in self?.check() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        connection?.owes(.nothing, stream: ObjectIdentifier(self))
        for _ in 0..<answers { connection?.exchangeEnded() }
        answers = 0
        connection = nil
    }

    // MARK: Inbound

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            answers += 1
            life.headArrived(.now())
            connection?.exchangeBegan(isStream: isStream)
            inviteBody(head, context)
        case .body(let bytes):
            life.bodyArrived(bytes.readableBytes)
        case .end:
            life.requestEnded()
            connection?.requestEnded()
        }
        update()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        life.readingPaused(.now())
        update()
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        life.readingResumed(.now())
        update()
        context.read()
    }

    /// RFC 9110, section 10.1.1. A body declared larger than usual is not invited: its route may refuse it.
    private func inviteBody(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard head.headerFields[.expect]?.lowercased() == "100-continue", answers == 1,
            head.headerFields[.contentLength].flatMap({ Int($0) }).map({ $0 <= limits.bodyBytes }) ?? true
        else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// An error before there is a request to answer is answered here; later ones reach the handler that reads the body.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard answers == 0, !hasRefused, let refusal = Refusal(error) else {
            return context.fireErrorCaught(error)
        }
        hasRefused = true
        for part in refusal.parts(context.channel.allocator) {
            context.write(wrapOutboundOut(part), promise: nil)
        }
        context.flush()
        context.close(mode: .output, promise: nil)
        // What the client still sends is passed over for a moment, so that it can read the answer.
        let channel = context.channel
        context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    // MARK: Outbound

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasRefused else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head:
            context.write(data, promise: promise)
        case .body(var bytes):
            while bytes.readableBytes > Self.slice, let part = bytes.readSlice(length: Self.slice) {
                context.write(wrapOutboundOut(.body(part)), promise: tracked(nil, context))
            }
            context.write(wrapOutboundOut(.body(bytes)), promise: tracked(promise, context))
        case .end:
            context.write(data, promise: tracked(promise, context))
            if answers > 0 {
                answers -= 1
                life.answerEnded(.now())
                connection?.exchangeEnded()
            }
        }
        update()
    }

    private func tracked(_ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) -> EventLoopPromise<Void>
    {
        life.writeBegan(.now())
        let tracked = promise ?? context.eventLoop.makePromise(of: Void.self)
        tracked.futureResult.assumeIsolated().whenComplete { [weak self] _ in
            self?.life.writeTaken(.now())
            self?.update()
        }
        return tracked
    }

    // MARK: Time

    private func update() {
        timer?.set(life.deadline)
        let debt = life.debt
        guard debt != lastDebt else { return }
        lastDebt = debt
        connection?.owes(debt, stream: ObjectIdentifier(self))
    }

    private func check() {
        if let reason = life.verdict(.now()) {
            connection?.drop(reason)
        } else {
            timer?.set(life.deadline)
        }
    }
}
