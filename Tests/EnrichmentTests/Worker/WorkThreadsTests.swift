import Glibc
import Synchronization
import Testing

@testable import Enrichment

@Suite struct WorkThreadsTests {
    @Test func tasksRunThereAtTheirPriorityAndNotElsewhere() async {
        let threads = WorkThreads(count: 2, niceness: 7)
        defer { threads.stop() }
        let value = await Task(executorPreference: threads) {
            await Task.yield()
            return getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        }.value
        #expect(value == min(19, getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) + 7))
    }

    @Test func everyTaskRunsOnce() async {
        let threads = WorkThreads(count: 3)
        defer { threads.stop() }
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 0..<2_000 {
                group.addTask(executorPreference: threads) {
                    await Task.yield()
                    return number
                }
            }
            return await group.reduce(0, +)
        }
        #expect(sum == 1_999_000)
    }

    @Test func anotherThreadTakesThePlaceOfOneThatIsHeld() async {
        let threads = WorkThreads(count: 1)
        defer { threads.stop() }
        let isFree = Atomic(false)
        let held = Task(executorPreference: threads) {
            while !isFree.load(ordering: .acquiring) { usleep(500) }
        }
        threads.grow()
        #expect(await Task(executorPreference: threads) { 1 }.value == 1)
        isFree.store(true, ordering: .releasing)
        await held.value
        threads.shrink()
        #expect(await Task(executorPreference: threads) { 2 }.value == 2)
    }
}
