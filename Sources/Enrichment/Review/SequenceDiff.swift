/// What two sequences have in common, in order: the shortest edit script of E. Myers (“An O(ND) Difference Algorithm and
/// Its Variations”, 1986, section 4b, in linear space).
///
/// Where the search costs more than the budget allows, the stretch at hand counts as changed as a whole: the result is
/// then correct but not the shortest.
enum SequenceDiff {
    /// A stretch that stands in both.
    struct Block: Hashable, Sendable {
        var old: Int
        var new: Int
        var count: Int
    }

    /// Steps on diagonals; some 20 ms.
    static let budget = 4_000_000

    /// The blocks in order of position; indices are those of the slices.
    static func blocks(_ old: ArraySlice<Int>, _ new: ArraySlice<Int>, budget: Int = budget) -> [Block] {
        var search = Search(old: old, new: new, budget: budget)
        return search.run()
    }
}

private struct Search {
    private struct Box {
        var old: Range<Int>
        var new: Range<Int>
    }

    private enum Task {
        case solve(Box)
        case emit(SequenceDiff.Block)
    }

    let old: ArraySlice<Int>
    let new: ArraySlice<Int>
    var budget: Int
    private var forward: [Int] = []
    private var backward: [Int] = []
    private var blocks: [SequenceDiff.Block] = []
    /// No point of the grid.
    private static let nowhere = Int.min / 4

    init(old: ArraySlice<Int>, new: ArraySlice<Int>, budget: Int) {
        self.old = old
        self.new = new
        self.budget = budget
    }

    /// A stack instead of recursion: the depth is that of the input in the worst case.
    mutating func run() -> [SequenceDiff.Block] {
        var tasks = [Task.solve(Box(old: old.indices, new: new.indices))]
        while let task = tasks.popLast() {
            switch task {
            case .emit(let block): emit(block)
            case .solve(var box):
                let head = commonHead(box)
                if head > 0 { emit(.init(old: box.old.lowerBound, new: box.new.lowerBound, count: head)) }
                box.old = box.old.lowerBound + head..<box.old.upperBound
                box.new = box.new.lowerBound + head..<box.new.upperBound
                let tail = commonTail(box)
                box.old = box.old.lowerBound..<box.old.upperBound - tail
                box.new = box.new.lowerBound..<box.new.upperBound - tail
                if tail > 0 {
                    tasks.append(.emit(.init(old: box.old.upperBound, new: box.new.upperBound, count: tail)))
                }
                guard !box.old.isEmpty, !box.new.isEmpty, let split = middle(box) else { continue }
                tasks.append(
                    .solve(
                        Box(
                            old: split.old + split.count..<box.old.upperBound,
                            new: split.new + split.count..<box.new.upperBound)))
                if split.count > 0 { tasks.append(.emit(split)) }
                tasks.append(
                    .solve(
                        Box(old: box.old.lowerBound..<split.old, new: box.new.lowerBound..<split.new)))
            }
        }
        return blocks
    }

    private mutating func emit(_ block: SequenceDiff.Block) {
        if let last = blocks.last, last.old + last.count == block.old, last.new + last.count == block.new {
            blocks[blocks.count - 1].count += block.count
        } else {
            blocks.append(block)
        }
    }

    private func commonHead(_ box: Box) -> Int {
        var count = 0
        let limit = min(box.old.count, box.new.count)
        while count < limit, old[box.old.lowerBound + count] == new[box.new.lowerBound + count] { count += 1 }
        return count
    }

    private func commonTail(_ box: Box) -> Int {
        var count = 0
        let limit = min(box.old.count, box.new.count)
        while count < limit, old[box.old.upperBound - 1 - count] == new[box.new.upperBound - 1 - count] { count += 1 }
        return count
    }

    /// The snake in the middle of a shortest path, which may be empty; nil when the budget is spent.
    private mutating func middle(_ box: Box) -> SequenceDiff.Block? {
        let n = box.old.count
        let m = box.new.count
        let delta = n - m
        let most = (n + m + 1) / 2
        let zero = most + 1
        grow(to: 2 * most + 3)
        forward[zero + 1] = 0
        backward[zero + 1] = 0
        for distance in 0...most {
            budget -= 2 * distance + 1
            guard budget > 0 else { return nil }
            for k in stride(from: -distance, through: distance, by: 2) {
                let begin = Self.furthest(forward, zero, k, distance, n, m)
                var x = begin
                while x >= 0, x < n, x - k < m, old[box.old.lowerBound + x] == new[box.new.lowerBound + x - k] {
                    x += 1
                }
                forward[zero + k] = x
                guard x >= 0, delta & 1 != 0, abs(delta - k) <= distance - 1 else { continue }
                let opposite = backward[zero + delta - k]
                if opposite >= 0, x + opposite >= n {
                    return .init(
                        old: box.old.lowerBound + begin, new: box.new.lowerBound + begin - k, count: x - begin)
                }
            }
            for k in stride(from: -distance, through: distance, by: 2) {
                let begin = Self.furthest(backward, zero, k, distance, n, m)
                var x = begin
                while x >= 0, x < n, x - k < m,
                    old[box.old.upperBound - 1 - x] == new[box.new.upperBound - 1 - x + k]
                { x += 1 }
                backward[zero + k] = x
                guard x >= 0, delta & 1 == 0, abs(delta - k) <= distance else { continue }
                let opposite = forward[zero + delta - k]
                if opposite >= 0, x + opposite >= n {
                    return .init(
                        old: box.old.upperBound - x, new: box.new.upperBound - x + k, count: x - begin)
                }
            }
        }
        return nil
    }

    private mutating func grow(to count: Int) {
        guard forward.count < count else { return }
        forward = Array(repeating: Self.nowhere, count: count)
        backward = forward
    }

    /// How far diagonal `k` reaches after one more step, before its snake; `nowhere` outside the grid.
    private static func furthest(_ reach: [Int], _ zero: Int, _ k: Int, _ distance: Int, _ n: Int, _ m: Int) -> Int {
        let isDown = k == -distance || (k != distance && reach[zero + k - 1] < reach[zero + k + 1])
        let x = isDown ? reach[zero + k + 1] : reach[zero + k - 1] + 1
        return x < 0 || x > n || x - k > m ? nowhere : x
    }
}
