import Domain

/// Where each piece of a ticket's evidence stands in the page.
struct Anchors {
    private var byID: [String: String] = [:]

    /// `t12-E3` for ids of the usual form; the position (`t12-x4`) for an id that would not do as an anchor.
    init(evidence: [Evidence], ticket: Int) {
        for (index, item) in evidence.enumerated() where byID[item.id] == nil {
            byID[item.id] = Self.isPlain(item.id) ? "t\(ticket)-\(item.id)" : "t\(ticket)-x\(index)"
        }
    }

    /// The anchor of a piece of evidence; nil when the record holds none of that id.
    subscript(_ id: String) -> String? { byID[id] }

    /// `E` and digits, so that it can meet neither another anchor of the page nor a fallback.
    private static func isPlain(_ id: String) -> Bool {
        id.utf8.count > 1 && id.utf8.count < 12 && id.utf8.first == UInt8(ascii: "E")
            && id.utf8.dropFirst().allSatisfy { $0 >= 48 && $0 <= 57 }
    }
}
