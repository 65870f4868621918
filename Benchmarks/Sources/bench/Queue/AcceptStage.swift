import Domain
import Foundation
import Storage

/// Deliveries taken in, each durable before the next of its caller, or at a steady rate whatever the answers take.
struct AcceptStage {
    let store: SQLiteStore
    let count: Int
    let bytes: Int
    let folder: String

    func measure(callers: Int) async throws {
        let run = UUID().uuidString
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: Latencies.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    var latencies = Latencies()
                    for number in 0..<count / callers {
                        let begin = ContinuousClock.now
                        _ = try await store.accept(event("\(run)-\(caller)-\(number)"))
                        latencies.add(since: begin)
                    }
                    return latencies
                }
            }
            return try await group.reduce(into: Latencies()) { $0.values += $1.values }
        }
        let seconds = Latencies.milliseconds(since: start) / 1e3
        print(latencies.line("accept, \(callers) callers", perSecond: Double(latencies.values.count) / seconds))
    }

    func measure(perSecond: Int) async throws {
        let run = UUID().uuidString
        let start = ContinuousClock.now
        let latencies = try await withThrowingTaskGroup(of: Double.self) { group in
            for number in 0..<count {
                let due = start + .microseconds(number * 1_000_000 / perSecond)
                if ContinuousClock.now < due { try await Task.sleep(until: due, clock: .continuous) }
                group.addTask {
                    let begin = ContinuousClock.now
                    _ = try await store.accept(event("\(run)-\(number)"))
                    return Latencies.milliseconds(since: begin)
                }
            }
            return try await group.reduce(into: Latencies()) { $0.values.append($1) }
        }
        let seconds = Latencies.milliseconds(since: start) / 1e3
        print(latencies.line("accept, \(perSecond)/s", perSecond: Double(count) / seconds))
        let log = try? FileManager.default.attributesOfItem(atPath: folder + "/sidenote.sqlite-wal")[.size] as? Int
        print("write-ahead log: \((log ?? 0) / 1_000_000) MB")
    }

    private func event(_ key: String) -> InboundEvent {
        InboundEvent(
            source: "generic", key: key, action: .changed, ticketID: TicketID(key), version: 1,
            contentHash: (0..<32).map { _ in UInt8.random(in: 0...255) }, lane: "lane-\(key.utf8.count % 7)",
            deadline: 1,
            ticket: [UInt8](repeating: 65, count: bytes))
    }
}
