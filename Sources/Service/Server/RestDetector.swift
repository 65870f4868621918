/// Says when a process that has worked rests again, once for each time.
///
/// Told at regular intervals what the process has used so far. Page faults are the measure of what there is to give
/// back; processor time tells rest from work.
struct RestDetector: Hashable, Sendable {
    struct Effort: Hashable, Sendable {
        /// Processor time in user mode since the start.
        var userMicroseconds: Int64
        /// Minor page faults since the start; one brings in 4 to 64 kB.
        var faults: Int64
    }

    /// Less processor time than this between two calls is rest.
    static let quietMicroseconds: Int64 = 20_000
    /// Fewer faults since the last time leave nothing worth the work.
    static let worthwhileFaults: Int64 = 1_000

    private var last: Effort?
    private var faultsThen: Int64 = 0

    /// Whether memory is to be given back now.
    mutating func isDue(_ effort: Effort) -> Bool {
        let before = last
        last = effort
        guard let before, effort.userMicroseconds - before.userMicroseconds < Self.quietMicroseconds,
            effort.faults - faultsThen >= Self.worthwhileFaults
        else { return false }
        faultsThen = effort.faults
        return true
    }
}
