/// Gathers header lines as libcurl hands them over, one whole line at a time.
struct HeadParser {
    enum Event: Equatable {
        case more
        /// The final head is complete (an empty line after a status other than 1xx).
        case head(status: Int, version: String, headers: [HTTPHeader])
        case tooLarge
        case malformed
    }

    private let limit: Int
    private var size = 0
    private var status = 0
    private var version = ""
    private var headers: [HTTPHeader] = []
    private var isComplete = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func feed(_ line: UnsafeRawBufferPointer) -> Event {
        size += line.count
        guard size <= limit else { return .tooLarge }
        // What follows the final head are trailers: counted, otherwise passed over.
        guard !isComplete else { return .more }
        var text = line[...]
        while let last = text.last, last == 0x0A || last == 0x0D { text = text.dropLast() }
        if text.isEmpty {
            guard status >= 200 || status == 101 else {
                headers = []
                return status >= 100 ? .more : .malformed
            }
            isComplete = true
            return .head(status: status, version: version, headers: headers)
        }
        if text.starts(with: "HTTP/".utf8) {
            return startBlock(String(decoding: text, as: UTF8.self))
        }
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")) else { return .more }
        let name = String(decoding: text[..<colon], as: UTF8.self)
        let value = String(decoding: text[text.index(after: colon)...], as: UTF8.self)
        headers.append(HTTPHeader(name, value.trimmingBlanks()))
        return .more
    }

    private mutating func startBlock(_ line: String) -> Event {
        let parts = line.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, let status = Int(parts[1]), (100...999).contains(status) else { return .malformed }
        self.status = status
        version = String(parts[0].dropFirst("HTTP/".count))
        headers = []
        return .more
    }
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
