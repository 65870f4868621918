/// The outline of a JSON text (RFC 8259): that it is one, how deep it nests, and where its topmost values stand.
///
/// Checked in one pass without recursion before any decoder sees the text: decoders recurse, and a body of a million
/// opening brackets must not cost a stack. It also lets an envelope be opened without decoding what it carries.
struct JSONOutline {
    struct Member {
        /// Between the quotes, escapes as they came.
        var key: Range<Int>
        var value: Range<Int>
    }

    enum Shape { case object, array, scalar }

    var shape = Shape.scalar
    /// The members of a topmost object, in order.
    private(set) var members: [Member] = []
    /// The elements of a topmost array, in order.
    private(set) var elements: [Range<Int>] = []
    /// Whether a string holds an escape that no Swift string can: NUL or half of a surrogate pair.
    var needsRepair = false

    static let deepestNesting = 64

    /// - Parameter bytes: valid UTF-8.
    /// - Throws: `MalformedPayload` naming what is wrong, and at which byte.
    init(_ bytes: [UInt8]) throws(MalformedPayload) {
        var outline = self
        var failure: MalformedPayload?
        bytes.withUnsafeBufferPointer { text in
            var scan = JSONScan(text: text)
            do throws(MalformedPayload) {
                try scan.run(&outline)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        self = outline
    }

    mutating func take(_ key: Range<Int>, _ value: Range<Int>) {
        if shape == .object {
            members.append(Member(key: key, value: value))
        } else {
            elements.append(value)
        }
    }
}
