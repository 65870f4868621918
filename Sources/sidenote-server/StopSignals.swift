import Glibc
import Logging
import UnixSignals

/// A second signal ends the process at once; a stop that takes too long ends it after ten seconds. Nothing is lost
/// either way: what was acknowledged is on disk, and leases run out or are taken over at the next start.
enum StopSignals {
    private static let longest = Duration.milliseconds(9700)

    static func watch(logger: Logger) async {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        Task.detached {
            var count = 0
            for await signal in signals {
                count += 1
                guard count == 1 else { _exit(128 + signal.rawValue) }
                logger.notice("stopping; a second signal stops at once", metadata: ["signal": "\(signal)"])
                Task.detached {
                    try? await Task.sleep(for: longest)
                    logger.error("stopping took too long; what was under way is taken up at the next start")
                    _exit(1)
                }
            }
        }
    }
}
