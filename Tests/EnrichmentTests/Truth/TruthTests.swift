import Domain
import Foundation
import Storage
import Testing

@testable import Enrichment

@Suite("The sample MSP", .serialized)
struct TruthTests {
    @Test("the pipeline finds what the truth says, and nothing leaks")
    func truth() async throws {
        let world = try SampleWorld()
        let enriched = try await world.enrich(try world.tickets(), concurrency: 2)
        let score = try TruthScore(enriched.map(\.record), truth: try world.truth())
        print("\n\(score.table)\n" + score.misses.map { "  missed \($0)" }.joined(separator: "\n"))
        if !score.falseDuplicates.isEmpty { print("  false duplicates: \(score.falseDuplicates)") }
        #expect(score.leaks.isEmpty, "\(score.leaks)")
        guard SampleWorld.isProjects else { return }
        #expect(score.share("client") == 1)
        #expect(score.share("device first") >= 0.95)
        #expect(score.share("no device") >= 0.9)
        #expect(score.share("document in first 3") >= 0.95)
        #expect(score.share("duplicates") >= 0.9)
        #expect(score.falseDuplicates.isEmpty)
        #expect(score.share("not misused") == 1)
        #expect(score.share("questions") >= 0.9)
        #expect(score.share("security") >= 0.95)
    }

    @Test("the output is the same to the byte, whatever the concurrency", arguments: [1, 3, 8])
    func deterministic(concurrency: Int) async throws {
        let world = try SampleWorld()
        let tickets = Array(try world.tickets().prefix(60))
        let reference = try await world.enrich(tickets, concurrency: 2).map(\.record).map(Self.untimed)
        let other = try await world.enrich(tickets, concurrency: concurrency).map(\.record).map(Self.untimed)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        for (left, right) in zip(reference, other) {
            #expect(try encoder.encode(left) == encoder.encode(right), "\(left.ticketID)")
        }
        #expect(reference.count == other.count)
        #expect(other.map(\.ticketID) == tickets.map(\.id))
    }

    @Test("nothing of one client stands in another's context or draft")
    func walls() async throws {
        let world = try SampleWorld()
        let enriched = try await world.enrich(try world.tickets(), concurrency: 2)
        for entry in enriched {
            let scope = Scope(entry.record.clientID)
            let documents = entry.record.context.documents.map(\.id)
            #expect(try world.store.documents(documents, in: scope).count == documents.count)
            let devices = Set(try world.store.devices(in: scope).map(\.id))
            #expect(entry.record.context.devices.allSatisfy { devices.contains($0.id) })
            let cases = entry.record.context.tickets.map(\.id)
            #expect(try world.store.tickets(cases, in: scope).count == cases.count)
            let cited = Set(entry.record.context.evidence.map(\.id))
            #expect(entry.record.draft.sentences.allSatisfy { $0.evidence.allSatisfy(cited.contains) })
        }
    }

    @Test("a client whose policy is off gets context and no draft")
    func policyOff() async throws {
        let world = try SampleWorld()
        let client = try #require(try world.store.clients().first)
        let ticket = try #require(try world.tickets().first { $0.clientID == client.id })
        let stage = try DraftingStage(store: world.store, standard: .extractive, overrides: [client.id: .off])
        let record = try await Enricher(store: world.store, catalog: world.catalog, drafting: stage).enrich(ticket)
            .record
        #expect(record.draft.mode == .off)
        #expect(record.draft.sentences.isEmpty)
        #expect(!record.context.documents.isEmpty)
    }

    @Test("a ticket's own resolution and later cases are no evidence for it")
    func asOf() async throws {
        let world = try SampleWorld()
        var ticket = try #require(try world.tickets().first)
        ticket.createdAt = Timestamp(seconds: 0)
        ticket.resolution = "UNIQUE-RESOLUTION-TEXT"
        ticket.status = "closed"
        let stage = try DraftingStage(store: world.store, standard: .extractive)
        let record = try await Enricher(store: world.store, catalog: world.catalog, drafting: stage).enrich(ticket)
            .record
        #expect(record.context.tickets.isEmpty)
        #expect(!record.context.evidence.contains { $0.text.contains("UNIQUE-RESOLUTION-TEXT") })
    }

    private static func untimed(_ record: EnrichmentRecord) -> EnrichmentRecord {
        var record = record
        record.timings = .init()
        return record
    }
}
