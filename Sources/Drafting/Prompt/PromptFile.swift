internal import Digest
import Domain

/// A field that a prompt may use as `{{name}}`.
public enum PromptField: String, Hashable, Sendable, CaseIterable {
    case nonce, language, now, sla, category, client, requester, needs, evidence, errors, wish
    case leftOut = "left_out"
    case evidenceIDs = "evidence_ids"
}

/// A prompt: front matter, a static part without fields, and the part that differs from call to call.
///
/// The static part comes first in every request and is the same bytes for all tickets, so endpoints can cache it.
public struct PromptFile: Hashable, Sendable {
    enum Piece: Hashable, Sendable {
        case text(String)
        case field(PromptField)
    }

    public let name: String
    /// `draft@1a2b3c4d`: the name and the first eight hexadecimal digits of the SHA-256 of the file.
    public let version: String
    /// The whole file.
    public let text: String
    /// Without fields.
    public let fixedPart: String
    let request: [Piece]

    /// The line between the static part and the rest.
    public static let separator = "<!-- request -->"

    /// - Throws: `Problem` when the front matter, the separator or a field is not as it must be.
    public init(text: String, place: String) throws {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.last == "\r" ? line.dropLast() : line
        }
        guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
            throw Problem(
                "the prompt does not begin with front matter", place: place,
                remedy: "Begin it with a line ---, name: NAME, version: NUMBER, and a line ---.")
        }
        var properties: [String: String] = [:]
        for line in lines[1..<end] {
            let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingWhitespace() }
            if parts.count == 2 { properties[parts[0]] = parts[1] }
        }
        guard let name = properties["name"].nonBlank else {
            throw Problem("the prompt has no name", place: place, remedy: "Add name: to its front matter.")
        }
        let body = lines[(end + 1)...]
        guard let cut = body.firstIndex(where: { $0.trimmingWhitespace() == Self.separator }) else {
            throw Problem(
                "the prompt has no line \(Self.separator)", place: place,
                remedy: "Put it between the static instructions and the part with fields.")
        }
        let fixed = body[..<cut].joined(separator: "\n")
        let (fixedPieces, fixedUnknown) = Self.parse(fixed)
        if let used = fixedUnknown ?? Self.firstField(fixedPieces) {
            throw Problem(
                "the static part uses {{\(used.prefix(40))}}", place: place, remedy: "Move it below \(Self.separator).")
        }
        let (pieces, unknown) = Self.parse(body[(cut + 1)...].joined(separator: "\n"))
        if let unknown {
            throw Problem(
                "the prompt uses an unknown field {{\(unknown.prefix(40))}}", place: place,
                remedy: "Use one of \(PromptField.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        self.name = name
        self.text = text
        fixedPart = fixed.trimmingWhitespace()
        request = pieces
        do {
            version = "\(name)@\(try SHA256Digest.hex(of: text).prefix(8))"
        } catch {
            throw Problem("the prompt's version cannot be computed: \(error)", place: place)
        }
    }

    private static func firstField(_ pieces: [Piece]) -> String? {
        for case .field(let field) in pieces { return field.rawValue }
        return nil
    }

    /// The pieces, and the first field that is not known.
    private static func parse(_ text: String) -> ([Piece], unknown: String?) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.range(of: "{{") {
            guard let close = rest[open.upperBound...].range(of: "}}") else { break }
            let name = rest[open.upperBound..<close.lowerBound].trimmingWhitespace()
            guard let field = PromptField(rawValue: name) else { return (pieces, name) }
            if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
            pieces.append(.field(field))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return (pieces, nil)
    }
}

extension Substring {
    /// Where `needle`, a text of ASCII characters, first stands.
    func range(of needle: String) -> Range<Index>? {
        let wanted = Array(needle.utf8)
        var start = utf8.startIndex
        while start < utf8.endIndex {
            var end = start
            var matched = 0
            while matched < wanted.count, end < utf8.endIndex, utf8[end] == wanted[matched] {
                end = utf8.index(after: end)
                matched += 1
            }
            if matched == wanted.count { return start..<end }
            start = utf8.index(after: start)
        }
        return nil
    }
}
