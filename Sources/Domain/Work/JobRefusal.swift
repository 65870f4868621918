/// Why a job cannot take a step.
public enum JobRefusal: Error, Hashable, Sendable {
    /// There is no such job.
    case unknown
    /// The step is not for a job in this state.
    case state(Job.State)
    /// The lease that was shown is not the one the job has.
    case leaseLost
    /// The job's wait, or its lease, is not over yet.
    case tooEarly
}
