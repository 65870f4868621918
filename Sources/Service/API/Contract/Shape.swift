import Domain

/// How a value looks in JSON: one list of fields makes both the answer and its schema, so that they cannot differ.
/// Every field is always there; what is missing is null.
struct Shape<Value: Sendable>: Sendable {
    struct Field: Sendable {
        var name: String
        var schema: Schema
        var read: @Sendable (Value) -> JSON
    }

    var name: String
    var summary: String
    var fields: [Field]

    init(_ name: String, _ summary: String, _ fields: [Field]) {
        self.name = name
        self.summary = summary
        self.fields = fields
    }

    func json(_ value: Value) -> JSON {
        .object(Dictionary(fields.map { ($0.name, $0.read(value)) }) { first, _ in first })
    }

    var schema: Schema { Schema.object(summary, fields.map { ($0.name, $0.schema) }).named(name) }

    /// One page of a list.
    var page: Schema {
        Schema.object(
            "A page of a list.",
            [
                ("items", .list("In the order of the list.", of: schema)),
                (
                    "next_cursor",
                    Schema.text("Where the next page begins; null on the last one.").nullable
                ),
            ]
        ).named(name + "Page")
    }

    /// The same fields, read from a value that holds this one.
    func fields<Outer: Sendable>(of part: @escaping @Sendable (Outer) -> Value) -> [Shape<Outer>.Field] {
        fields.map { field in
            Shape<Outer>.Field(name: field.name, schema: field.schema, read: { field.read(part($0)) })
        }
    }
}

extension Shape.Field {
    typealias Field = Shape<Value>.Field

    static func text(_ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> String) -> Field {
        Field(name: name, schema: .text(description), read: { .text(read($0)) })
    }

    static func optionalText(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> String?
    ) -> Field {
        Field(name: name, schema: Schema.text(description).nullable, read: { JSON(read($0)) })
    }

    static func word<Word: RawRepresentable & CaseIterable & Sendable>(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Word
    ) -> Field where Word.RawValue == String {
        Field(
            name: name, schema: .word(description, Word.allCases.map(\.rawValue)), read: { .text(read($0).rawValue) })
    }

    static func integer(_ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Int64) -> Field {
        Field(name: name, schema: .integer(description), read: { .integer(read($0)) })
    }

    static func optionalInteger(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Int64?
    ) -> Field {
        Field(name: name, schema: Schema.integer(description).nullable, read: { JSON(read($0)) })
    }

    static func number(_ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Double) -> Field {
        Field(name: name, schema: .number(description), read: { .number(read($0)) })
    }

    static func flag(_ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Bool) -> Field {
        Field(name: name, schema: .flag(description), read: { .flag(read($0)) })
    }

    static func optionalFlag(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Bool?
    ) -> Field {
        Field(name: name, schema: Schema.flag(description).nullable, read: { JSON(read($0)) })
    }

    static func time(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Timestamp
    ) -> Field {
        Field(name: name, schema: .time(description), read: { JSON(read($0)) })
    }

    static func optionalTime(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> Timestamp?
    ) -> Field {
        Field(name: name, schema: Schema.time(description).nullable, read: { JSON(read($0)) })
    }

    static func texts(
        _ name: String, _ description: String, _ read: @escaping @Sendable (Value) -> [String]
    ) -> Field {
        Field(
            name: name, schema: .list(description, of: Schema(["type": "string"])),
            read: { .list(read($0).map(JSON.text)) })
    }

    static func object<Part>(
        _ name: String, _ shape: Shape<Part>, _ read: @escaping @Sendable (Value) -> Part
    ) -> Field {
        Field(name: name, schema: shape.schema, read: { shape.json(read($0)) })
    }

    static func optionalObject<Part>(
        _ name: String, _ shape: Shape<Part>, _ read: @escaping @Sendable (Value) -> Part?
    ) -> Field {
        Field(
            name: name, schema: shape.schema.nullable,
            read: { value in read(value).map { shape.json($0) } ?? .null })
    }

    static func objects<Part>(
        _ name: String, _ description: String, _ shape: Shape<Part>, _ read: @escaping @Sendable (Value) -> [Part]
    ) -> Field {
        Field(
            name: name, schema: .list(description, of: shape.schema),
            read: { value in .list(read(value).map { shape.json($0) }) })
    }
}
