import Domain

/// A parameter of a route: how it is named, described and read.
struct Parameter: Sendable {
    enum Place: String, Sendable {
        case query, path, header
    }

    enum Kind: Sendable {
        /// Any text of so many Unicode scalars.
        case text(ClosedRange<Int>)
        case word([String])
        case integer(ClosedRange<Int64>)
        case flag
        case time
    }

    enum Value: Sendable, Hashable {
        case text(String)
        case integer(Int64)
        case flag(Bool)
        case time(Timestamp)

        /// One spelling for each value.
        var canonical: String {
            switch self {
            case .text(let text): text
            case .integer(let number): String(number)
            case .flag(let flag): String(flag)
            case .time(let time): time.description
            }
        }
    }

    var name: String
    var place: Place
    var kind: Kind
    var description: String
    var isRequired: Bool
    /// What a reader of the documentation can try.
    var example: String?

    static func query(
        _ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false, example: String? = nil
    ) -> Parameter {
        Parameter(
            name: name, place: .query, kind: kind, description: description, isRequired: isRequired, example: example)
    }

    static func path(_ name: String, _ kind: Kind, _ description: String) -> Parameter {
        Parameter(name: name, place: .path, kind: kind, description: description, isRequired: true)
    }

    static func header(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) -> Parameter {
        Parameter(name: name, place: .header, kind: kind, description: description, isRequired: isRequired)
    }

    static let identifier = Kind.text(1...512)

    /// Both of a paged list.
    static let paging: [Parameter] = [
        .query("limit", .integer(1...200), "How many items a page holds; 50 without it."),
        .query("cursor", .text(1...1024), "`next_cursor` of the page before. Filters must stay the same."),
    ]

    /// Of every POST.
    static let idempotencyKey = Parameter.header(
        "Idempotency-Key", .text(1...255),
        """
        A word of the caller's own for this request. For 24 hours the same word with the same request answers as the \
        first time, with `Idempotency-Replayed: true`, and does nothing; with another request it is a 422.
        """)

    /// The value, or a 400 that says what is expected.
    func value(_ text: String) throws(ProblemResponse) -> Value {
        switch kind {
        case .text(let length):
            guard length.contains(text.unicodeScalars.count) else {
                throw expects("\(length.lowerBound) to \(length.upperBound) characters")
            }
            return .text(text)
        case .word(let words):
            guard words.contains(text) else {
                let nearest = NearestName.of(text, among: words).map { " Did you mean \($0)?" } ?? ""
                throw expects("one of " + words.joined(separator: ", ") + "." + nearest)
            }
            return .text(text)
        case .integer(let range):
            guard let number = Self.integer(text), range.contains(number) else {
                throw expects("a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
            return .integer(number)
        case .flag:
            guard text == "true" || text == "false" else { throw expects("true or false") }
            return .flag(text == "true")
        case .time:
            guard let time = Timestamp(text) else {
                throw expects("a time in RFC 3339, such as 2026-09-14T13:05:00Z")
            }
            return .time(time)
        }
    }

    /// Digits in one spelling alone.
    static func integer(_ text: String) -> Int64? {
        guard let number = Int64(text), String(number) == text else { return nil }
        return number
    }

    private func expects(_ what: String) -> ProblemResponse {
        .badRequest("The parameter \(name) must be \(what)" + (what.hasSuffix("?") || what.hasSuffix(".") ? "" : "."))
    }

    /// As OpenAPI describes it.
    var json: JSON {
        var schema: Schema
        switch kind {
        case .text(let length): schema = .text(description, length: length)
        case .word(let words): schema = .word(description, words)
        case .integer(let range): schema = .integer(description, range)
        case .flag: schema = .flag(description)
        case .time: schema = Schema(["type": "string", "format": "date-time", "description": .text(description)])
        }
        if name == "limit" { schema.members["default"] = 50 }
        schema.members["description"] = nil
        var members: [String: JSON] = [
            "name": .text(name), "in": .text(place.rawValue), "description": .text(description),
            "required": .flag(isRequired), "schema": schema.json,
        ]
        if let example { members["example"] = .text(example) }
        return .object(members)
    }
}
