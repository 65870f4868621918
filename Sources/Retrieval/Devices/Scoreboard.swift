import Domain

/// Evidence per device, each (kind, value) counted once at its best place.
struct Scoreboard {
    struct Entry {
        var device: Int
        var score: Double
        var evidence: [DeviceEvidence]
        var firstPosition: Int
    }

    private struct Item {
        var evidence: DeviceEvidence
        var weight: Double
    }

    private var items: [[Item]]
    private var positions: [Int]
    /// Something that may be claimed by itself.
    private(set) var hasEvidence = false
    /// The ticket names a machine.
    private(set) var hasNamed = false

    private static let naming: Set<String> = ["linked", "hostname", "serial", "mac", "ip"]

    init(count: Int) {
        items = Array(repeating: [], count: count)
        positions = Array(repeating: .max, count: count)
    }

    mutating func add(
        _ device: Int, _ kind: String, _ value: String, _ place: String, _ weight: Double, at position: Int
    ) {
        if weight >= DeviceMatcher.threshold {
            hasEvidence = true
            if Self.naming.contains(kind) { hasNamed = true }
        }
        positions[device] = min(positions[device], position)
        let item = Item(evidence: DeviceEvidence(kind: kind, value: value, place: place), weight: weight)
        // A host name that stands five times is still one piece of evidence.
        if let known = items[device].firstIndex(where: { $0.evidence.kind == kind }) {
            if items[device][known].weight < weight { items[device][known] = item }
        } else {
            items[device].append(item)
        }
    }

    func ranked(threshold: Double) -> [Entry] {
        items.indices.compactMap { device -> Entry? in
            let sorted = items[device].sorted { a, b in
                a.weight != b.weight ? a.weight > b.weight : a.evidence.kind < b.evidence.kind
            }
            // A machine that is named is not more named because its kind or place is mentioned too.
            let named = sorted.filter { Self.naming.contains($0.evidence.kind) && $0.weight >= DeviceMatcher.threshold }
            let score = 1 - (named.isEmpty ? sorted : named).reduce(1.0) { $0 * (1 - $1.weight) }
            guard score >= threshold else { return nil }
            return Entry(
                device: device, score: score, evidence: sorted.map(\.evidence), firstPosition: positions[device])
        }.sorted { a, b in
            // Scores within a hair of each other mean the same; then the one named first is meant.
            let left = (a.score * 100).rounded()
            let right = (b.score * 100).rounded()
            if left != right { return left > right }
            return a.firstPosition != b.firstPosition ? a.firstPosition < b.firstPosition : a.device < b.device
        }
    }
}
