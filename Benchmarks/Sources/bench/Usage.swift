import Glibc

/// What the process has used so far.
struct Usage {
    /// User and system time in seconds, of all threads.
    var cpuSeconds: Double
    /// Largest resident set in bytes.
    var peakBytes: Int

    static func now() -> Usage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        // Linux gives kilobytes.
        return Usage(
            cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakBytes: Int(usage.ru_maxrss) * 1024)
    }
}
