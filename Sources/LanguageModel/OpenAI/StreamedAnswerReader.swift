import CurlTransport

/// Reads the answer to a request that asked for a stream: pieces of text as they arrive, and the whole at the end.
///
/// An endpoint that refuses, or passes over the wish, answers with one JSON object, which is gathered as it is.
struct StreamedAnswerReader {
    private enum Mode {
        /// Nothing but blanks so far.
        case undecided
        case plain, events
    }

    private let isSuccess: Bool
    private let claimsEvents: Bool
    private let endpoint: String
    private var mode = Mode.undecided
    private var parser: ServerSentEventParser
    private var completion = StreamedCompletion()
    /// All of a plain answer; of a stream nothing.
    private var gathered: [UInt8] = []
    private var count = 0
    /// Bytes of one event. A whole answer in a single one still fits.
    static let maxEventBytes = 4 << 20

    init(status: Int, contentType: String?, endpoint: String) {
        isSuccess = (200...299).contains(status)
        claimsEvents = contentType?.lowercased().hasPrefix("text/event-stream") ?? false
        self.endpoint = endpoint
        parser = ServerSentEventParser(maxEventBytes: Self.maxEventBytes)
    }

    /// Whether nothing more is to be waited for.
    var isDone: Bool { completion.isDone }

    /// The pieces of text that these bytes complete.
    ///
    /// - Throws: `TransportError` of kind `tooLarge` for an event beyond the limit.
    mutating func read(_ chunk: [UInt8]) throws(TransportError) -> [String] {
        count += chunk.count
        switch mode {
        case .events: return try take(chunk)
        case .plain:
            gathered += chunk
            return []
        case .undecided:
            gathered += chunk
            guard let first = gathered.firstIndex(where: { $0 > 0x20 }) else { return [] }
            mode = looksLikeEvents(gathered[first...]) ? .events : .plain
            guard case .events = mode else { return [] }
            defer { gathered = [] }
            return try take(gathered)
        }
    }

    /// The pieces in what no empty line ended: some endpoints leave the last one out. Half an event is passed over.
    mutating func end() throws(TransportError) -> [String] {
        guard case .events = mode, !isDone else { return [] }
        return try take([0x0A, 0x0A], isCertain: false)
    }

    /// What is decoded and kept: the JSON that came, or the one that the stream amounts to.
    var body: [UInt8] {
        if case .events = mode { completion.body(of: count) } else { gathered }
    }

    private mutating func take(_ bytes: [UInt8], isCertain: Bool = true) throws(TransportError) -> [String] {
        do {
            return try parser.feed(bytes).compactMap { completion.take($0.data, isCertain: isCertain) }
        } catch {
            throw TransportError(.tooLarge(limit: error.limit), endpoint: endpoint)
        }
    }

    /// By what it says it is and by its first bytes: some name no type, some a wrong one.
    private func looksLikeEvents(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard isSuccess, let first = bytes.first else { return false }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "<") { return false }
        return claimsEvents || bytes.starts(with: "data:".utf8) || bytes.starts(with: "event:".utf8)
            || first == UInt8(ascii: ":")
    }
}
