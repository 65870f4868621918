import CMalloc
import Glibc

/// Gives memory back to the system once work is over: what glibc keeps of freed memory, and the program text that only
/// starting up or a burst of work has used.
struct MemoryReturn {
    private static let interval = Duration.seconds(2)

    /// Two heaps: one for each thread would each keep their own freed memory. Allocations here are short and few.
    static func configure() {
        _ = mallopt(M_ARENA_MAX, 2)
    }

    /// Until cancelled.
    func run() async {
        var rest = RestDetector()
        while (try? await Task.sleep(for: Self.interval)) != nil {
            guard rest.isDue(Self.effort()) else { continue }
            _ = malloc_trim(0)
            sidenote_release_program()
        }
    }

    private static func effort() -> RestDetector.Effort {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let time = usage.ru_utime.tv_sec * 1_000_000 + usage.ru_utime.tv_usec
        return RestDetector.Effort(userMicroseconds: Int64(time), faults: Int64(usage.ru_minflt))
    }
}
