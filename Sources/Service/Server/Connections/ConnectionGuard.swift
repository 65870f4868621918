import NIOCore
import Settings

/// Closes a connection that takes too long for a request head or is idle for too long, and tells the table how it
/// stands. Sits next to the socket, before TLS.
final class ConnectionGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let id: ConnectionTable.ID
    private let table: ConnectionTable
    private let limits: ServerLimits
    private var life: ConnectionLife
    private var timer: DeadlineTimer?
    private var context: ChannelHandlerContext?

    init(id: ConnectionTable.ID, table: ConnectionTable, limits: ServerLimits, now: NIODeadline) {
        self.id = id
        self.table = table
        self.limits = limits
        life = ConnectionLife(limits, now: now)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timer = DeadlineTimer(context.eventLoop) { [weak self] in self?.check() }
        arm()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let before = life.phase
        life.bytesArrived(.now())
        if life.phase != before { changed() }
        context.fireChannelRead(data)
    }

    // MARK: What the exchanges tell

    func exchangeBegan(isStream: Bool) {
        if isStream { life.isMultiplexed = true }
        life.exchangeBegan()
        changed()
    }

    func requestEnded() {
        life.requestEnded()
    }

    func exchangeEnded() {
        life.exchangeEnded(.now())
        changed()
    }

    func owes(_ debt: ConnectionLife.Debt, stream: ObjectIdentifier) {
        life.owes(debt, stream: stream)
        table.update(id, life.rank)
    }

    /// Ends the whole connection: a client that is slow in one stream is not given another.
    func drop(_ reason: ExchangeLife.Reason) {
        table.note(reason.rawValue)
        context?.close(promise: nil)
    }

    // MARK: Time

    private func changed() {
        table.update(id, life.rank)
        arm()
    }

    private func arm() {
        timer?.set(life.deadline)
    }

    private func check() {
        guard let deadline = life.deadline else { return }
        guard deadline <= .now() else { return arm() }
        if case .head = life.phase { table.note("slow_head") }
        context?.close(promise: nil)
    }
}
