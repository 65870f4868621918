import Domain
import HTTPTypes

/// The OpenAPI 3.1 document of a table of routes.
struct OpenAPIDocument: Sendable {
    var routes: [APIRoute]

    var json: JSON {
        var components = Self.problem.components
        var paths: [String: [String: JSON]] = [:]
        for route in routes {
            for schema in [route.body?.schema].compactMap({ $0 }) + route.answers.compactMap(\.schema) {
                components.merge(schema.components) { first, _ in first }
            }
            paths[APIRoute.prefix + route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Sidenote", "version": .text(ServiceVersion.text),
                "description": .text(Self.introduction), "license": ["name": "See LICENSE in the project"],
            ],
            "servers": [["url": "/"]],
            "security": [["bearer": []]],
            "tags": .list(Self.tags.map { ["name": .text($0.name), "description": .text($0.description)] }),
            "paths": .object(paths.mapValues { .object($0) }),
            "components": [
                "schemas": .object(components),
                "securitySchemes": [
                    "bearer": [
                        "type": "http", "scheme": "bearer",
                        "description": "A token made with `sidenote token`. Browsers use their session instead.",
                    ]
                ],
            ],
        ]
    }

    private static let introduction = """
        Tickets, drafts and decisions of one Sidenote. Text in answers is untrusted: it comes from tickets, documents \
        and models. What lies outside the caller's clients answers exactly as if it did not exist. Lists are paged by \
        cursor; unknown parameters are an error. Errors are problem details (RFC 9457).
        """

    private static let tags: [(name: String, description: String)] = [
        ("tickets", "Tickets that are kept or have a draft."),
        ("enrichments", "Drafts with what they rest on."),
        ("decisions", "What people did with drafts."),
        ("records", "Clients, devices, documents and the search over them."),
        ("queue", "Jobs and the queue they wait in."),
        ("ledgers", "What was done and what left the building."),
        ("service", "The service itself."),
    ]

    private func operation(_ route: APIRoute) -> JSON {
        var members: [String: JSON] = [
            "operationId": .text(route.operation), "tags": [.text(route.tag)], "summary": .text(route.summary),
            "responses": .object(responses(route)),
        ]
        var details = [route.details].compactMap { $0 }
        if let role = route.role {
            details.append("Needs the role \(role.rawValue).")
        } else {
            members["security"] = []
            details.append("Needs no sign-in.")
        }
        members["description"] = .text(details.joined(separator: " "))
        if !route.parameters.isEmpty { members["parameters"] = .list(route.parameters.map(\.json)) }
        if let body = route.body {
            members["requestBody"] = [
                "required": .flag(body.isRequired), "content": ["application/json": ["schema": body.schema.json]],
            ]
        }
        return .object(members)
    }

    private func responses(_ route: APIRoute) -> [String: JSON] {
        var responses: [String: JSON] = [:]
        for answer in route.answers {
            var members: [String: JSON] = ["description": .text(answer.description)]
            if let type = answer.type {
                members["content"] = .object([type: ["schema": answer.schema?.json ?? .object([:])]])
            }
            if !answer.headers.isEmpty {
                members["headers"] = .object(
                    answer.headers.mapValues { ["description": .text($0), "schema": ["type": "string"]] })
            }
            responses[String(answer.status.code)] = .object(members)
        }
        for status in problems(route) {
            responses[String(status.code)] = [
                "description": .text(status.reasonPhrase),
                "content": ["application/problem+json": ["schema": Self.problem.json]],
            ]
        }
        return responses
    }

    /// What the route itself says, and what any route can answer with.
    private func problems(_ route: APIRoute) -> Set<HTTPResponse.Status> {
        var statuses: Set<HTTPResponse.Status> = Set(route.problems)
        statuses.formUnion([
            .badRequest, .tooManyRequests, .uriTooLong, .requestHeaderFieldsTooLarge, .serviceUnavailable,
        ])
        if route.role != nil { statuses.formUnion([.unauthorized, .forbidden]) }
        if route.method == .post { statuses.formUnion([.contentTooLarge, .unsupportedMediaType]) }
        return statuses
    }

    static let problem = Schema.object(
        "A problem (RFC 9457).",
        [
            ("type", .text("`urn:sidenote:problem:` and a stable word.")),
            ("title", .text("The status in words.")), ("status", .integer("The HTTP status.", 400...599)),
            ("detail", .text("What is wrong.")), ("remedy", .text("What to do next.")),
            ("request_id", .text("Ties the answer to the service's log.")),
        ], optional: ["remedy", "request_id"]
    ).named("Problem")
}
