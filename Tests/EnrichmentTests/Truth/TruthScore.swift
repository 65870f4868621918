import Domain
import Foundation

/// What the pipeline got right, counted against the truth.
struct TruthScore {
    private(set) var right: [String: Int] = [:]
    private(set) var total: [String: Int] = [:]
    private(set) var leaks: [String] = []
    private(set) var falseDuplicates: [String] = []
    private(set) var misses: [String] = []

    static let measures = [
        "client", "device first", "no device", "document in first 3", "document first", "duplicates",
        "earlier case in 3",
        "questions", "security", "not misused",
    ]

    init(_ records: [EnrichmentRecord], truth: [TruthRecord]) throws {
        let byID = Dictionary(truth.map { ($0.ticketID, $0) }) { first, _ in first }
        let everywhere = byID["*"]?.never ?? []
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        for record in records {
            guard let truth = byID[record.ticketID.rawValue] else { continue }
            count("client", record.clientID?.rawValue == truth.clientID, record)
            devices(record, truth)
            documents(record, truth)
            duplicates(record, truth, byID)
            let asked = record.draft.questions.map { $0.text.lowercased() }.joined(separator: " ")
            for question in truth.questions ?? [] { count("questions", asked.contains(question.lowercased()), record) }
            if let security = truth.security { count("security", record.triage.security == security, record) }
            let output = String(decoding: try encoder.encode(record), as: UTF8.self)
            let plain = output.replacing("\\n", with: " ").replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            for text in everywhere + (truth.never ?? []) where output.contains(text) || plain.contains(text) {
                leaks.append("\(record.ticketID): \(text)")
            }
        }
    }

    private mutating func devices(_ record: EnrichmentRecord, _ truth: TruthRecord) {
        let found = record.context.devices.map(\.id.rawValue)
        if let first = truth.devices?.first {
            count("device first", found.first == first, record)
        } else {
            count("no device", found.isEmpty, record)
        }
    }

    private mutating func documents(_ record: EnrichmentRecord, _ truth: TruthRecord) {
        let found = record.context.documents.map(\.id.rawValue)
        let right = Set(truth.documents ?? [])
        if !right.isEmpty {
            count("document in first 3", found.prefix(3).contains(where: right.contains), record)
            count("document first", found.first.map(right.contains) == true, record)
        }
        if let misused = truth.mustNotUse, !misused.isEmpty {
            count("not misused", Set(found).isDisjoint(with: misused), record)
        }
        if let similar = truth.similar, !similar.isEmpty {
            let cases = record.context.tickets.prefix(3).map(\.id.rawValue)
            count("earlier case in 3", cases.contains(where: similar.contains), record)
        }
    }

    private mutating func duplicates(
        _ record: EnrichmentRecord, _ truth: TruthRecord, _ all: [String: TruthRecord]
    ) {
        let found = Set(record.triage.duplicateOf.map(\.rawValue))
        let right = Set(truth.duplicateOf ?? [])
        for ticket in right { count("duplicates", found.contains(ticket), record) }
        // Reports of one incident are duplicates of each other, whichever of them the truth names.
        let incident = right.union(right.flatMap { all[$0]?.duplicateOf ?? [] }).union(
            all.values.filter { !right.isDisjoint(with: $0.duplicateOf ?? []) }.map(\.ticketID))
        falseDuplicates += found.subtracting(incident).sorted().map { "\(record.ticketID) → \($0)" }
    }

    private mutating func count(_ measure: String, _ isRight: Bool, _ record: EnrichmentRecord) {
        total[measure, default: 0] += 1
        if isRight { right[measure, default: 0] += 1 } else { misses.append("\(measure): \(record.ticketID)") }
    }

    /// 0...1; 1 where there is nothing to get right.
    func share(_ measure: String) -> Double {
        guard let all = total[measure], all > 0 else { return 1 }
        return Double(right[measure] ?? 0) / Double(all)
    }

    var table: String {
        let rows = Self.measures.map { measure in
            let name = measure.padding(toLength: 22, withPad: " ", startingAt: 0)
            let percent = (share(measure) * 1000).rounded() / 10
            return "\(name) \(right[measure] ?? 0) of \(total[measure] ?? 0)  \(percent) %"
        }
        return (rows + ["false duplicates       \(falseDuplicates.count)", "leaks                  \(leaks.count)"])
            .joined(separator: "\n")
    }
}
