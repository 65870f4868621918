internal import Digest
public import Domain

/// Number and hash of an entry, kept outside the store so that nobody who rules the store can rewrite what came
/// before. Written `17:9f86d0…`, the hash as 64 hexadecimal digits.
public struct AuditAnchor: Hashable, Sendable, CustomStringConvertible {
    /// 0 for the head of an empty ledger, whose hash is all zeros.
    public var entry: Int64
    public var hash: [UInt8]

    public init(entry: Int64, hash: [UInt8]) {
        self.entry = entry
        self.hash = hash
    }

    /// nil for anything else; a hash in upper case is read too.
    public init?(_ text: some StringProtocol) {
        let parts = String(text).trimmingWhitespace().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let entry = Int64(parts[0]), let hash = Hexadecimal.bytes(String(parts[1])),
            hash.count == SHA256Digest.byteCount
        else { return nil }
        self.init(entry: entry, hash: hash)
    }

    public var description: String { "\(entry):\(hashText)" }

    /// 64 hexadecimal digits.
    public var hashText: String { Hexadecimal.text(hash) }

    /// The anchors of a file, one a line; blank lines and those that begin with `#` are passed over. Throws a `Problem`
    /// naming the first line that is none, and for a file without any.
    public static func lines(_ text: String, place: String) throws(Problem) -> [AuditAnchor] {
        var anchors: [AuditAnchor] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.trimmingWhitespace()
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let anchor = AuditAnchor(line) else {
                throw Problem(
                    "this is no anchor", place: "\(place) line \(index + 1)",
                    remedy: "An anchor is what sidenote audit head prints: NUMBER:HASH")
            }
            anchors.append(anchor)
        }
        guard !anchors.isEmpty else {
            throw Problem(
                "the file holds no anchor", place: place,
                remedy: "Put what sidenote audit head prints into it, one a line")
        }
        return anchors
    }
}
