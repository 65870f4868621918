import Domain
import Enrichment
import Foundation

/// The whole pipeline without a model, from ticket to the line of JSON.
struct PipelineStage {
    let store: StoreStages.Filled
    let tickets: [Ticket]
    let runs: Int
    let concurrency: Int

    func measure(into table: inout Table) async throws {
        let drafting = try DraftingStage(store: store.store, standard: .extractive)
        let enricher = try Enricher(store: store.store, catalog: store.catalog, drafting: drafting)
        for workers in Set([1, concurrency]).sorted() {
            let runner = BatchRunner(enricher: enricher, concurrency: workers)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let measured = try await Measurement(runs: min(3, runs)) {
                var next = 0
                try await runner.run(
                    next: {
                        guard next < tickets.count else { return nil }
                        next += 1
                        return .ticket(tickets[next - 1], place: "bench")
                    },
                    emit: { keep(try encoder.encode($0.record)) }, fail: { throw $0.problem })
            }
            table.rate("enrich offline, \(workers) at a time", "tickets/s", work: Double(tickets.count), measured)
            table.add(
                Table.Row(
                    name: "enrich offline, \(workers) at a time, CPU", unit: "ms/ticket",
                    best: (measured.cpu.min() ?? 0) * 1000 / Double(tickets.count),
                    median: measured.medianCPU * 1000 / Double(tickets.count), cpuSeconds: measured.medianCPU))
        }
    }
}
