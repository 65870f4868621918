/// A JSON Schema (2020-12) with the named schemas it refers to.
struct Schema: Sendable {
    var members: [String: JSON]
    /// By name, as `#/components/schemas/` keeps them.
    var components: [String: JSON] = [:]

    init(_ members: [String: JSON], components: [String: JSON] = [:]) {
        self.members = members
        self.components = components
    }

    var json: JSON { .object(members) }

    static func text(_ description: String, pattern: String? = nil, length: ClosedRange<Int>? = nil) -> Schema {
        var members: [String: JSON] = ["type": "string", "description": .text(description)]
        if let pattern { members["pattern"] = .text(pattern) }
        if let length {
            members["minLength"] = .integer(Int64(length.lowerBound))
            members["maxLength"] = .integer(Int64(length.upperBound))
        }
        return Schema(members)
    }

    static func word(_ description: String, _ words: [String]) -> Schema {
        Schema(["type": "string", "enum": .list(words.map(JSON.text)), "description": .text(description)])
    }

    static func integer(_ description: String, _ range: ClosedRange<Int64>? = nil) -> Schema {
        var members: [String: JSON] = ["type": "integer", "description": .text(description)]
        if let range {
            members["minimum"] = .integer(range.lowerBound)
            if range.upperBound < Int64.max { members["maximum"] = .integer(range.upperBound) }
        }
        return Schema(members)
    }

    static func number(_ description: String) -> Schema {
        Schema(["type": "number", "description": .text(description)])
    }

    static func flag(_ description: String) -> Schema {
        Schema(["type": "boolean", "description": .text(description)])
    }

    /// RFC 3339 in UTC.
    static func time(_ description: String) -> Schema {
        Schema([
            "type": "string", "format": "date-time", "description": .text(description),
            "pattern": #"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$"#,
        ])
    }

    static func list(_ description: String, of element: Schema) -> Schema {
        Schema(
            ["type": "array", "items": element.json, "description": .text(description)],
            components: element.components)
    }

    static func object(
        _ description: String, _ properties: [(name: String, schema: Schema)], optional: Set<String> = []
    ) -> Schema {
        var components: [String: JSON] = [:]
        for property in properties { components.merge(property.schema.components) { first, _ in first } }
        let required = properties.map(\.name).filter { !optional.contains($0) }
        var members: [String: JSON] = [
            "type": "object", "description": .text(description), "additionalProperties": false,
            "properties": .object(Dictionary(properties.map { ($0.name, $0.schema.json) }) { first, _ in first }),
        ]
        if !required.isEmpty { members["required"] = .list(required.map(JSON.text)) }
        return Schema(members, components: components)
    }

    /// A map from free names to values.
    static func map(_ description: String, of element: Schema) -> Schema {
        Schema(
            ["type": "object", "additionalProperties": element.json, "description": .text(description)],
            components: element.components)
    }

    /// Refers to this schema under a name.
    func named(_ name: String) -> Schema {
        var all = components
        all[name] = json
        return Schema(["$ref": .text("#/components/schemas/\(name)")], components: all)
    }

    /// The same, or null.
    var nullable: Schema {
        if members["$ref"] != nil { return Schema(["anyOf": [json, ["type": "null"]]], components: components) }
        var copy = self
        if let type = members["type"] { copy.members["type"] = [type, "null"] }
        if case .list(let words) = members["enum"] { copy.members["enum"] = .list(words + [.null]) }
        return copy
    }
}
