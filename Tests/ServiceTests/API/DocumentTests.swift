import Domain
import Foundation
import HTTPTypes
import Logging
import Settings
import Storage
import Testing

@testable import Service

@Suite struct DocumentTests {
    private func document(_ world: APIWorld) async throws -> [String: Any] {
        try await APICaller(world: world).get("/openapi.json").object
    }

    @Test func theDocumentIsPublicAndComplete() async throws {
        try await APIWorld.with { world in
            let document = try await document(world)
            #expect(document["openapi"] as? String == "3.1.0")
            let paths = try #require(document["paths"] as? [String: [String: Any]])
            for route in world.table().routes {
                #expect(paths["/api/v1" + route.path]?[route.method.rawValue.lowercased()] != nil, "\(route.path)")
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() async throws {
        try await APIWorld.with { world in
            let document = try await document(world)
            let components = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
            #expect(components["EnrichmentRecord"] != nil)
            var references: Set<String> = []
            func walk(_ value: Any) {
                if let object = value as? [String: Any] {
                    if let target = object["$ref"] as? String { references.insert(target) }
                    object.values.forEach(walk)
                } else if let list = value as? [Any] {
                    list.forEach(walk)
                }
            }
            walk(document)
            #expect(references.count > 20)
            for reference in references {
                #expect(components[reference.replacing("#/components/schemas/", with: "")] != nil, "\(reference)")
            }
        }
    }

    @Test func theEmbeddedSchemaIsThePublishedOne() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("Schemas/enrichment.schema.json"), encoding: .utf8)
        #expect(
            EmbeddedSchemas.enrichment + "\n" == text || EmbeddedSchemas.enrichment == text, "run scripts/embed-schemas"
        )
    }
}
