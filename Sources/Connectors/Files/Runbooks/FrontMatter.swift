import Domain

/// The `---` block at the head of a Markdown file: `key: value`, `key: [a, b]` and `- item` lists, no more of YAML.
struct FrontMatter: Equatable {
    /// Keys in lower case.
    private(set) var values: [String: String] = [:]
    private(set) var lists: [String: [String]] = [:]
    /// The text behind the block; all of it when there is no block.
    private(set) var body: String

    private static let lineLimit = 200

    init(_ text: String) {
        body = text
        var lines: [Substring] = []
        var rest = text[...]
        if rest.hasPrefix("\u{FEFF}") { rest = rest.dropFirst() }
        guard Self.line(&rest).trimmingWhitespace() == "---" else { return }
        while true {
            guard !rest.isEmpty, lines.count < Self.lineLimit else { return }
            let line = Self.line(&rest)
            let trimmed = line.trimmingWhitespace()
            if trimmed == "---" || trimmed == "..." { break }
            lines.append(line)
        }
        body = String(rest)
        parse(lines)
    }

    func text(_ keys: String...) -> String? {
        keys.lazy.compactMap { values[$0].nonBlank }.first
    }

    func list(_ key: String) -> [String] {
        if let list = lists[key] { return list }
        return (values[key] ?? "").split(separator: ",").map { $0.trimmingWhitespace() }.filter { !$0.isEmpty }
    }

    private static func line(_ rest: inout Substring) -> Substring {
        let line = rest.prefix { !$0.isNewline }
        rest = rest[line.endIndex...].dropFirst()
        return line
    }

    private mutating func parse(_ lines: [Substring]) {
        var current: String?
        for line in lines {
            let trimmed = line.trimmingWhitespace()
            if trimmed.hasPrefix("- "), let key = current {
                lists[key, default: []].append(Self.unquoted(trimmed.dropFirst(2)))
                continue
            }
            guard let colon = trimmed.firstIndex(of: ":"), !trimmed.hasPrefix("#") else { continue }
            let key = trimmed[..<colon].trimmingWhitespace().lowercased()
            let value = trimmed[trimmed.index(after: colon)...].trimmingWhitespace()
            current = key
            if value.hasPrefix("["), value.hasSuffix("]") {
                lists[key] = value.dropFirst().dropLast().split(separator: ",").map(Self.unquoted)
                    .filter { !$0.isEmpty }
            } else if !value.isEmpty {
                values[key] = Self.unquoted(value[...])
            }
        }
    }

    private static func unquoted(_ text: Substring) -> String {
        let trimmed = text.trimmingWhitespace()
        for quote in ["\"", "'"] where trimmed.count >= 2 && trimmed.hasPrefix(quote) && trimmed.hasSuffix(quote) {
            return String(trimmed.dropFirst().dropLast())
        }
        return trimmed
    }
}
