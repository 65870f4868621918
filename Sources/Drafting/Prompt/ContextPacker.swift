public import Domain

/// Chooses the evidence that goes into a prompt: whole pieces, in their order, as far as the budget reaches.
public struct ContextPacker: Sendable {
    public struct Packed: Hashable, Sendable {
        public var evidence: [Evidence]
        /// Ids of what did not fit, in order.
        public var leftOut: [String]
        /// Whether the ticket's own text had to be cut.
        public var isTicketCut: Bool
        /// Estimated.
        public var tokens: Int
    }

    private let tokens: @Sendable (String) -> Int

    /// - Parameter tokens: estimates the tokens of a text; must not decrease as the text grows.
    public init(tokens: @escaping @Sendable (String) -> Int) {
        self.tokens = tokens
    }

    /// Fence lines around one piece.
    static let overhead = 40

    /// The ticket's own text always goes in; if it takes more than half of the budget, its end is cut.
    public func pack(_ evidence: [Evidence], budget: Int) -> Packed {
        var packed = Packed(evidence: [], leftOut: [], isTicketCut: false, tokens: 0)
        for (index, item) in evidence.enumerated() {
            var item = item
            var cost = cost(item)
            if index == 0, item.kind == .ticket, cost > budget / 2 {
                item.text = cut(item.text, to: max(budget / 2 - Self.overhead, 0))
                packed.isTicketCut = true
                cost = self.cost(item)
            } else if packed.tokens + cost > budget {
                packed.leftOut.append(item.id)
                continue
            }
            packed.evidence.append(item)
            packed.tokens += cost
        }
        return packed
    }

    private func cost(_ item: Evidence) -> Int {
        tokens(item.text) + tokens(item.title) + Self.overhead
    }

    /// The longest beginning, cut at a line or blank, that is estimated at no more than `limit` tokens.
    private func cut(_ text: String, to limit: Int) -> String {
        // UTF-8 bytes: bisecting over them is a handful of estimates even for a huge text.
        let bytes = Array(text.utf8.prefix(limit * 16 + 16))
        var low = 0
        var high = bytes.count
        while low < high {
            let middle = (low + high + 1) / 2
            if tokens(String(decoding: bytes[..<middle], as: UTF8.self)) <= limit {
                low = middle
            } else {
                high = middle - 1
            }
        }
        guard low < text.utf8.count else { return text }
        while low > 0, bytes[low - 1] != 0x20, bytes[low - 1] != 0x0A { low -= 1 }
        return String(decoding: bytes[..<low], as: UTF8.self) + "[…]"
    }
}
