/// Parses `text/event-stream` from bytes that may be cut anywhere.
///
/// Follows “Interpreting an event stream” of the WHATWG HTML standard (section 9.2.6): lines end with CR, LF or CRLF, one
/// leading byte order mark is passed over, an event without data is not dispatched, and what is not ended by an
/// empty line when the stream ends is dropped. Linear in the bytes fed, however they are cut.
public struct ServerSentEventParser: Sendable {
    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var type: [UInt8] = []
    private var id = ""
    private var hasData = false
    private var skipsLineFeed = false
    private var isFirstLine = true

    /// - Parameter maxEventBytes: how much of an unfinished event is held.
    public init(maxEventBytes: Int = 1 << 20) {
        limit = maxEventBytes
    }

    /// The events completed by these bytes.
    ///
    /// - Throws: `ServerSentEventTooLarge`; the stream cannot be read on after it.
    public mutating func feed(_ bytes: some Sequence<UInt8>) throws(ServerSentEventTooLarge) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            if byte == 0x0A, skipsLineFeed {
                skipsLineFeed = false
                continue
            }
            skipsLineFeed = byte == 0x0D
            guard byte == 0x0A || byte == 0x0D else {
                guard line.count + data.count + type.count < limit else {
                    throw ServerSentEventTooLarge(limit: limit)
                }
                line.append(byte)
                continue
            }
            if let event = endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        var content = line[...]
        if isFirstLine {
            isFirstLine = false
            if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
        }
        defer { line.removeAll(keepingCapacity: true) }
        guard !content.isEmpty else { return dispatch() }
        let colon = content.firstIndex(of: UInt8(ascii: ":")) ?? content.endIndex
        var value = colon == content.endIndex ? content[colon...] : content[(colon + 1)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        // A line that begins with a colon is a comment: its field name is empty and matches nothing.
        let name = content[..<colon]
        if name.elementsEqual("data".utf8) {
            data.append(contentsOf: value)
            data.append(0x0A)
            hasData = true
        } else if name.elementsEqual("event".utf8) {
            type = Array(value)
        } else if name.elementsEqual("id".utf8), !value.contains(0) {
            id = String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            data.removeAll(keepingCapacity: true)
            type.removeAll(keepingCapacity: true)
            hasData = false
        }
        guard hasData else { return nil }
        return ServerSentEvent(
            type: type.isEmpty ? "message" : String(decoding: type, as: UTF8.self),
            data: String(decoding: data.dropLast(), as: UTF8.self), id: id)
    }
}
