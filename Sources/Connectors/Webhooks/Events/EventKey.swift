import Digest
import Domain

/// Idempotency keys and ids within the limits of the store.
enum EventKey {
    static let longest = 256

    /// The text itself, or its digest when it is longer than a key may be.
    static func make(_ text: String) throws(DigestUnavailable) -> String {
        text.utf8.count <= longest ? text : "sha256:" + (try SHA256Digest.hex(of: text))
    }

    /// For a delivery without any name of its own: equal bytes are the same delivery.
    static func make(of body: [UInt8]) throws(DigestUnavailable) -> String {
        "sha256:" + (try SHA256Digest.hex(of: body))
    }
}

extension TicketID {
    /// Prefixes of ids that belong to a vendor; see `init(_:in:)`.
    static let reservedPrefixes = ["connectwise-psa:", "autotask:", "halopsa:", "email:"]

    /// A vendor's number with the vendor's name before it, so that the numbers of two systems never meet.
    init(_ number: Int64, in source: String) {
        self.init("\(source):\(number)")
    }
}
