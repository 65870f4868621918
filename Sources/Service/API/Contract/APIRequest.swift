import Digest
import Domain
import HTTPTypes
import Hummingbird

/// A request whose caller, parameters and body have been checked against its route.
struct APIRequest: Sendable {
    let request: Request
    let context: ServiceContext
    let operation: String
    /// nil on public routes alone.
    let caller: Principal?
    let values: [String: Parameter.Value]
    /// Exact bytes of the body; empty without one.
    let body: [UInt8]

    var principal: Principal {
        get throws(ProblemResponse) {
            guard let caller else { throw .unauthorized }
            return caller
        }
    }

    var audience: Audience {
        get throws(ProblemResponse) { try principal.audience }
    }

    func text(_ name: String) -> String? {
        if case .text(let text) = values[name] { text } else { nil }
    }

    func integer(_ name: String) -> Int64? {
        if case .integer(let number) = values[name] { number } else { nil }
    }

    func flag(_ name: String) -> Bool? {
        if case .flag(let flag) = values[name] { flag } else { nil }
    }

    func time(_ name: String) -> Timestamp? {
        if case .time(let time) = values[name] { time } else { nil }
    }

    func identifier<Record>(_ name: String) -> Identifier<Record>? {
        text(name).map { Identifier($0) }
    }

    func word<Word: RawRepresentable>(_ name: String) -> Word? where Word.RawValue == String {
        text(name).flatMap { Word(rawValue: $0) }
    }

    /// The text of a required parameter; the route's check has made sure of it.
    func required(_ name: String) throws(ProblemResponse) -> String {
        guard let text = text(name) else { throw .badRequest("The parameter \(name) is missing.") }
        return text
    }

    /// A numeric id in the path. What cannot be one names nothing.
    func number(_ name: String) throws(ProblemResponse) -> Int64 {
        guard let number = integer(name) else { throw .notFound }
        return number
    }

    /// `Idempotency-Key` with a digest of all that the request says; nil without one.
    func idempotencyKey() throws -> IdempotencyKey? {
        guard let key = text(Parameter.idempotencyKey.name) else { return nil }
        var digest = try FieldDigest(domain: "sidenote request 1")
        try digest.add(operation)
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where name != Parameter.idempotencyKey.name {
            try digest.add(name)
            try digest.add(value.canonical)
        }
        try digest.add(body)
        return IdempotencyKey(key: key, requestHash: try digest.finalize())
    }

    // MARK: Paging

    var limit: Int { Int(integer("limit") ?? 50) }

    /// Key of the last item of the page before; 400 for a cursor that is not of this list with these filters.
    func lastKey() throws -> String? {
        guard let text = text("cursor") else { return nil }
        guard let cursor = Cursor(text), cursor.list == operation, cursor.filters == (try filterDigest()) else {
            throw ProblemResponse.badRequest(
                "The cursor is not one of this list.",
                remedy: "Take next_cursor of the page before, keep the filters, or begin again without a cursor.")
        }
        return cursor.key
    }

    func lastNumber() throws -> Int64? {
        guard let key = try lastKey() else { return nil }
        guard let number = Parameter.integer(key) else {
            throw ProblemResponse.badRequest("The cursor is not one of this list.")
        }
        return number
    }

    func cursor(after key: String) throws -> String {
        try Cursor(list: operation, filters: try filterDigest(), key: key).text()
    }

    private func filterDigest() throws -> String {
        var digest = try FieldDigest(domain: "sidenote filters 1")
        for (name, value) in values.sorted(by: { $0.key < $1.key }) where name != "limit" && name != "cursor" {
            try digest.add(name)
            try digest.add(value.canonical)
        }
        return Hexadecimal.text(Array(try digest.finalize().prefix(6)))
    }
}
