/// The best k of a stream of scored records: a binary heap with the worst on top. Ties go to the smaller number, which
/// is the smaller id, since records are numbered in order of id.
struct TopK {
    struct Item {
        var document: Int
        var score: Float

        func ranksBelow(_ other: Item) -> Bool {
            score != other.score ? score < other.score : document > other.document
        }
    }

    private var heap: [Item] = []
    private let capacity: Int

    init(_ capacity: Int) {
        self.capacity = capacity
        heap.reserveCapacity(capacity)
    }

    /// What a score must exceed to matter; 0 until there are k.
    var threshold: Float { heap.count < capacity ? 0 : heap[0].score }

    mutating func offer(_ item: Item) {
        guard capacity > 0 else { return }
        if heap.count < capacity {
            heap.append(item)
            var child = heap.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard heap[child].ranksBelow(heap[parent]) else { break }
                heap.swapAt(child, parent)
                child = parent
            }
        } else if heap[0].ranksBelow(item) {
            heap[0] = item
            var parent = 0
            while true {
                var lowest = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                    if heap[child].ranksBelow(heap[lowest]) { lowest = child }
                }
                guard lowest != parent else { break }
                heap.swapAt(lowest, parent)
                parent = lowest
            }
        }
    }

    /// Best first.
    func sorted() -> [Item] {
        heap.sorted { $1.ranksBelow($0) }
    }
}
