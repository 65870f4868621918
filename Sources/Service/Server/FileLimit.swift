import Glibc
import Logging
import Settings

/// How many files the process may have open.
enum FileLimit {
    /// Descriptors for everything but connections: database, indexes, logs, calls of the model.
    private static let reserve = 256

    /// Raises the soft limit to the hard one.
    static func raise() {
        guard var file = current(), file.rlim_cur < file.rlim_max else { return }
        file.rlim_cur = file.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &file)
    }

    /// The limits with no more connections than there can be files.
    static func fitted(_ limits: ServerLimits, logger: Logger) -> ServerLimits {
        guard let file = current() else { return limits }
        var limits = limits
        let room = max(16, Int(clamping: file.rlim_cur) - reserve)
        if limits.connections > room {
            logger.notice(
                "fewer connections than configured: the process may not open more files",
                metadata: ["connections": .stringConvertible(room)])
            limits.connections = room
        }
        limits.connectionsPerProxy = min(limits.connectionsPerProxy, limits.connections)
        limits.connectionsPerAddress = min(limits.connectionsPerAddress, limits.connections)
        return limits
    }

    private static func current() -> rlimit? {
        var file = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &file) == 0 ? file : nil
    }
}
