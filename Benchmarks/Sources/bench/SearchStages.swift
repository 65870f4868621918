import Domain
import Drafting
import Normalization
import Retrieval
import Storage

/// Queries by length, device matching and the extractive draft, one at a time.
struct SearchStages {
    let store: StoreStages.Filled
    let tickets: [Ticket]
    let runs: Int

    func measure(into table: inout Table) async throws {
        let engine = SearchEngine(catalog: store.catalog)
        let normalizer = TicketNormalizer()
        let clean = tickets.prefix(300).filter { $0.clientID != nil }.map { ($0, normalizer.normalize($0).clean) }
        try queries(clean.map { ($0.1.text, Scope($0.0.clientID)) }, engine, &table)

        var matchers: [ClientID: DeviceMatcher] = [:]
        for client in try store.store.clients() {
            matchers[client.id] = DeviceMatcher(devices: try store.store.devices(in: .client(client.id)))
        }
        let pairs = clean.compactMap { ticket, clean in
            ticket.clientID.flatMap { matchers[$0] }.map {
                ($0, DeviceQuery(ticket: clean, requesterName: ticket.requester.name))
            }
        }
        table.microseconds(
            "match devices", count: pairs.count,
            await Measurement(runs: runs) { for (matcher, query) in pairs { keep(matcher.match(query)) } })

        let inputs = try clean.map { ticket, clean in try input(ticket, clean, engine) }
        let drafter = ExtractiveDrafter()
        table.microseconds(
            "extractive draft", count: inputs.count,
            await Measurement(runs: runs) { for input in inputs { keep(drafter.draft(input)) } })
    }

    private func queries(_ texts: [(String, Scope)], _ engine: SearchEngine, _ table: inout Table) throws {
        for length in [2, 10, 50, 200] {
            let cut = texts.compactMap { text, scope -> (Query, Scope)? in
                let words = text.split(separator: " ")
                guard words.count >= min(length, 50) else { return nil }
                return (Query(words.prefix(length).joined(separator: " ")), scope)
            }
            guard !cut.isEmpty else { continue }
            var p50: [Double] = []
            var p99: [Double] = []
            for _ in 0..<runs {
                var times: [Double] = []
                for (query, scope) in cut {
                    let start = ContinuousClock.now
                    keep(try engine.search(query, kind: .documents, scope: scope, limit: 12))
                    times.append(Double((ContinuousClock.now - start).components.attoseconds) / 1e12)
                }
                p50.append(Measurement.percentile(times, 0.5))
                p99.append(Measurement.percentile(times, 0.99))
            }
            for (name, values) in [("p50", p50), ("p99", p99)] {
                table.add(
                    Table.Row(
                        name: "query, \(length) words, \(name)", unit: "µs", best: values.min() ?? 0,
                        median: Measurement.percentile(values, 0.5), cpuSeconds: nil))
            }
        }
    }

    /// A draft's input with the ticket and the first documents as evidence.
    private func input(_ ticket: Ticket, _ clean: CleanTicket, _ engine: SearchEngine) throws -> DraftInput {
        let scope = Scope(ticket.clientID)
        let hits = try engine.search(Query(clean.text), kind: .documents, scope: scope, limit: 3)
        var evidence = [
            Evidence(
                id: "E1", kind: .ticket, source: ticket.id.rawValue, title: clean.subject, text: clean.text,
                visibility: .public)
        ]
        var documents: [DocumentMatch] = []
        for stored in try store.store.documents(hits.map { DocumentID($0.id) }, in: scope) {
            let id = "E\(evidence.count + 1)"
            let text = String(stored.text.prefix(2_400))
            evidence.append(
                Evidence(
                    id: id, kind: .document, source: stored.document.id.rawValue, title: stored.document.title,
                    text: text, visibility: stored.document.visibility))
            documents.append(
                DocumentMatch(
                    id: stored.document.id, title: stored.document.title, url: nil,
                    visibility: stored.document.visibility, score: 1, matchedTerms: [],
                    passages: [Passage(evidenceID: id, text: text)]))
        }
        return DraftInput(
            ticket: ticket, clean: clean, evidence: evidence, documents: documents,
            triage: EnrichmentRecord.Triage(
                category: "other", priority: "P3", impact: "person", urgency: "normal", security: false,
                duplicateOf: []),
            now: ticket.createdAt)
    }
}
