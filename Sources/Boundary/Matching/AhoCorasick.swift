/// Finds all occurrences of many byte strings in one pass (A. V. Aho and M. J. Corasick, “Efficient String Matching:
/// An Aid to Bibliographic Search”, CACM 18(6), 1975).
///
/// Built breadth-first from the sorted patterns, so the children of a node stand next to each other and a node needs 17
/// bytes: 100,000 patterns of ten bytes take some 12 MB at most. Building is linear in the patterns' bytes after
/// sorting; a search is linear in the text plus the matches.
struct AhoCorasick: Sendable {
    struct Match: Hashable, Sendable {
        /// Position of the pattern in the list the automaton was built from.
        var pattern: Int
        /// Bytes.
        var range: Range<Int>
    }

    private var firstChild: [UInt32] = [1]
    private var label: [UInt8] = [0]
    private var fail: [UInt32] = [0]
    /// Pattern that ends at the node, or -1.
    private var output: [Int32] = [-1]
    /// Nearest node on the chain of failure links with an output; 0 for none.
    private var next: [UInt32] = [0]
    private let lengths: [Int32]

    var nodeCount: Int { label.count }

    /// Empty patterns never match. Of equal patterns the first is reported.
    init(_ patterns: [[UInt8]]) {
        lengths = patterns.map { Int32($0.count) }
        let order = patterns.indices.filter { !patterns[$0].isEmpty }.sorted {
            if patterns[$0] == patterns[$1] { return $0 < $1 }
            return patterns[$0].lexicographicallyPrecedes(patterns[$1])
        }
        build(patterns, order)
        link()
    }

    /// Nodes are ranges of sorted patterns with a common beginning, taken level by level.
    private mutating func build(_ patterns: [[UInt8]], _ order: [Int]) {
        var level = [(node: 0, range: 0..<order.count)]
        var depth = 0
        while !level.isEmpty {
            var following: [(node: Int, range: Range<Int>)] = []
            for (node, range) in level {
                firstChild[node] = UInt32(label.count)
                var index = range.lowerBound
                while index < range.upperBound, patterns[order[index]].count == depth {
                    if output[node] < 0 { output[node] = Int32(order[index]) }
                    index += 1
                }
                while index < range.upperBound {
                    let byte = patterns[order[index]][depth]
                    let start = index
                    while index < range.upperBound, patterns[order[index]][depth] == byte { index += 1 }
                    following.append((label.count, start..<index))
                    firstChild.append(0)
                    label.append(byte)
                    fail.append(0)
                    output.append(-1)
                    next.append(0)
                }
            }
            level = following
            depth += 1
        }
        // Where the last node's children would begin.
        firstChild.append(UInt32(label.count))
    }

    private mutating func link() {
        for node in 0..<label.count {
            for child in children(of: node) {
                if node > 0 {
                    var state = Int(fail[node])
                    var target = step(state, label[child])
                    while target == 0, state != 0 {
                        state = Int(fail[state])
                        target = step(state, label[child])
                    }
                    fail[child] = UInt32(target)
                }
                let back = Int(fail[child])
                next[child] = output[back] >= 0 ? UInt32(back) : next[back]
            }
        }
    }

    @inline(__always)
    private func children(of node: Int) -> Range<Int> {
        Int(firstChild[node])..<Int(firstChild[node + 1])
    }

    /// The child along `byte`, or 0.
    @inline(__always)
    private func step(_ node: Int, _ byte: UInt8) -> Int {
        var low = Int(firstChild[node])
        var high = Int(firstChild[node + 1])
        while high - low > 8 {
            let middle = (low + high) / 2
            if label[middle] <= byte { low = middle } else { high = middle }
        }
        while low < high {
            if label[low] == byte { return low }
            low += 1
        }
        return 0
    }

    /// Calls `body` for every occurrence, in order of its end, the longest first.
    func search(_ text: [UInt8], _ body: (Match) -> Void) {
        guard label.count > 1 else { return }
        var state = 0
        for index in text.indices {
            let byte = text[index]
            var target = step(state, byte)
            while target == 0, state != 0 {
                state = Int(fail[state])
                target = step(state, byte)
            }
            state = target
            var node = output[state] >= 0 ? state : Int(next[state])
            while node != 0 {
                let pattern = Int(output[node])
                body(Match(pattern: pattern, range: index + 1 - Int(lengths[pattern])..<index + 1))
                node = Int(next[node])
            }
        }
    }
}
