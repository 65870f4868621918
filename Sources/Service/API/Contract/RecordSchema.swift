import Foundation

/// The schema of the enrichment record as `Schemas/` publishes it, fitted into the OpenAPI document.
enum RecordSchema {
    static let enrichment = schema(EmbeddedSchemas.enrichment, named: "EnrichmentRecord")

    /// Its definitions become components beside it, and references point there.
    private static func schema(_ text: String, named name: String) -> Schema {
        guard case .object(var members)? = try? JSONDecoder().decode(JSON.self, from: Data(text.utf8)) else {
            return Schema([:])
        }
        var components: [String: JSON] = [:]
        if case .object(let definitions)? = members.removeValue(forKey: "$defs") {
            for (key, value) in definitions { components[name + "." + key] = moved(value, name) }
        }
        for key in ["$schema", "$id", "examples"] { members[key] = nil }
        return Schema(members.mapValues { moved($0, name) }, components: components).named(name)
    }

    private static func moved(_ value: JSON, _ name: String) -> JSON {
        switch value {
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { key, value in
                        if key == "$ref", case .text(let target) = value {
                            return (key, .text(target.replacing("#/$defs/", with: "#/components/schemas/\(name).")))
                        }
                        return (key, moved(value, name))
                    }))
        case .list(let elements): .list(elements.map { moved($0, name) })
        default: value
        }
    }
}
