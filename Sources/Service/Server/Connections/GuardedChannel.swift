import HummingbirdCore
import Logging
import NIOCore
import Settings

/// A child channel with a `ConnectionGuard` in front of everything else.
struct GuardedChannel<Base: ServerChildChannel>: ServerChildChannel {
    typealias Value = Base.Value

    let base: Base
    let table: ConnectionTable
    let limits: ServerLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let now = NIODeadline.now()
        let address = channel.remoteAddress?.ipAddress ?? "unknown"
        let admission = table.admit(channel, address: address, now: now)
        guard case .admitted(let id) = admission else {
            // Closed once it stands: a channel whose setup fails would end the server's own.
            return base.setup(channel: channel, logger: logger).map { value in
                channel.close(promise: nil)
                return value
            }
        }
        let table = table
        channel.closeFuture.whenComplete { _ in table.closed(id) }
        return channel.eventLoop.makeCompletedFuture {
            // The kernel gives up on a peer that takes nothing of what was sent, after the channel is closed too.
            try? channel.syncOptions?.setOption(
                .tcpOption(.userTimeout), value: .init(limits.stall * 1500))
            try channel.pipeline.syncOperations.addHandler(
                ConnectionGuard(id: id, table: table, limits: limits, now: now), position: .first)
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}

extension NIOBSDSocket.Option {
    /// TCP_USER_TIMEOUT, in milliseconds (RFC 5482; Linux tcp(7)).
    fileprivate static let userTimeout = NIOBSDSocket.Option(rawValue: 18)
}

/// Keeps errors of single accepted connections from ending the server's channel: out of descriptors, reset before it
/// was accepted.
final class AcceptErrorFilter: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = NIOAny

    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        logger.warning("a connection could not be accepted", metadata: ["error": "\(error)"])
    }
}
