import Dispatch
import Foundation
import Glibc
import Synchronization

/// Threads of our own for work that computes for long, at a lower priority than those that answer requests: the
/// system gives them what the others leave. Tasks run here by `Task(executorPreference:)`; one that awaits something
/// holds no thread meanwhile.
///
/// `stop` must be called when it is no longer needed; the threads end when what was enqueued has run.
public final class WorkThreads: TaskExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var head = 0
        /// Threads that end when they come to ask for work next.
        var surplus = 0
        var isStopped = false
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let niceness: Int32
    private let name: String

    /// - Parameter niceness: what is added to the priority value, 0...19; a larger one yields to others more.
    public init(count: Int, niceness: Int32 = 10, name: String = "work") {
        self.niceness = niceness
        self.name = name
        for _ in 0..<max(1, count) { start() }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.jobs.append(job) }
        available.signal()
    }

    /// Another thread, since one is held by work that does not end.
    func grow() {
        start()
    }

    /// One thread fewer, since what held it came to an end after all.
    func shrink() {
        state.withLock { $0.surplus += 1 }
        available.signal()
    }

    public func stop() {
        state.withLock { $0.isStopped = true }
        available.signal()
    }

    private func start() {
        let thread = Thread { [self] in
            // Linux keeps the value per thread; 0 names the calling one.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            run()
        }
        thread.name = name
        // Deeply nested markup is parsed by recursion.
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func run() {
        while true {
            available.wait()
            enum Next {
                case job(UnownedJob)
                case end, nothing
            }
            let next = state.withLock { state -> Next in
                if state.surplus > 0 {
                    state.surplus -= 1
                    return .end
                }
                if state.head < state.jobs.count {
                    let job = state.jobs[state.head]
                    state.head += 1
                    if state.head == state.jobs.count {
                        state.jobs.removeAll(keepingCapacity: state.head < 1024)
                        state.head = 0
                    }
                    return .job(job)
                }
                return state.isStopped ? .end : .nothing
            }
            switch next {
            case .job(let job): job.runSynchronously(on: asUnownedTaskExecutor())
            case .nothing: break
            case .end:
                // Passed on to the next thread.
                if state.withLock({ $0.isStopped }) { available.signal() }
                return
            }
        }
    }
}
