import NIOCore

/// One scheduled call that follows a moving deadline: moving it later costs nothing. Used on its event loop only.
final class DeadlineTimer {
    private let loop: any EventLoop
    private let fire: () -> Void
    private var scheduled: Scheduled<Void>?
    private var scheduledFor: NIODeadline?
    private var wanted: NIODeadline?

    init(_ loop: any EventLoop, fire: @escaping () -> Void) {
        self.loop = loop
        self.fire = fire
    }

    func set(_ deadline: NIODeadline?) {
        wanted = deadline
        guard let deadline else { return }
        if let scheduledFor, scheduledFor <= deadline { return }
        schedule(deadline)
    }

    func cancel() {
        wanted = nil
        scheduled?.cancel()
        scheduled = nil
        scheduledFor = nil
    }

    private func schedule(_ deadline: NIODeadline) {
        scheduled?.cancel()
        scheduledFor = deadline
        scheduled = loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in self?.due() }
    }

    private func due() {
        scheduled = nil
        scheduledFor = nil
        guard let wanted else { return }
        if wanted <= .now() {
            self.wanted = nil
            fire()
        } else {
            schedule(wanted)
        }
    }
}
