public import Domain
import Storage

/// A worker process's place beside others on the same data. Each holds a lock that the kernel frees when the process
/// ends in whatever way: whoever gets the lock knows that the former holder is gone, and takes its jobs back at once
/// instead of waiting until their leases run out.
public final class WorkerSeat: Sendable {
    /// `worker-1`, the name under which jobs are leased.
    public let owner: String
    private let lock: FileLock

    private init(owner: String, lock: FileLock) {
        self.owner = owner
        self.lock = lock
    }

    /// Takes the first free seat of the data directory.
    ///
    /// - Throws: `Problem` when all are taken or the folder cannot be written.
    public static func take(directory: String, seats: Int = 64) throws(Problem) -> WorkerSeat {
        var failure: Problem?
        for number in 1...max(1, seats) {
            let owner = "worker-\(number)"
            do {
                let lock = try FileLock.acquire(directory: directory, name: ".\(owner).lock", purpose: "work")
                return WorkerSeat(owner: owner, lock: lock)
            } catch {
                failure = failure ?? error
            }
        }
        throw failure ?? Problem("no seat for a worker")
    }
}
