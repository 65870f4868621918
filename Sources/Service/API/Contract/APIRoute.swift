import Domain
import HTTPTypes
import Hummingbird

/// One route: what the router does with it and what the OpenAPI document says of it come from the same value.
struct APIRoute: Sendable {
    /// A body that may or must come with the request.
    struct Body: Sendable {
        var schema: Schema
        var isRequired: Bool
    }

    /// An answer that is no problem.
    struct Answer: Sendable {
        var status: HTTPResponse.Status
        var description: String
        /// Media type; nil for an answer without content.
        var type: String? = "application/json"
        var schema: Schema?
        /// Header fields with what they hold.
        var headers: [String: String] = [:]

        /// Header fields of an answer to a POST that was given before.
        static let replayed = ["Idempotency-Replayed": "true"]
        static let replayedHeaders = [
            "Idempotency-Replayed": "`true` when an earlier request with this key has done it."
        ]
    }

    var method: HTTPRequest.Method
    /// Below `/api/v1`, parameters in braces.
    var path: String
    /// `operationId`; also the name of the list in cursors.
    var operation: String
    var tag: String
    var summary: String
    var details: String? = nil
    /// nil: anyone, signed in or not.
    var role: Role?
    var parameters: [Parameter] = []
    var body: Body? = nil
    var answers: [Answer]
    /// Problems besides those every route can answer with.
    var problems: [HTTPResponse.Status] = []
    var handle: @Sendable (APIRequest) async throws -> Response

    static func get(
        _ path: String, _ operation: String, tag: String, _ summary: String, details: String? = nil,
        role: Role? = .reader, parameters: [Parameter] = [], answers: [Answer], problems: [HTTPResponse.Status] = [],
        handle: @escaping @Sendable (APIRequest) async throws -> Response
    ) -> APIRoute {
        APIRoute(
            method: .get, path: path, operation: operation, tag: tag, summary: summary, details: details, role: role,
            parameters: parameters, answers: answers, problems: problems, handle: handle)
    }

    /// A paged list.
    static func list<Item>(
        _ path: String, _ operation: String, tag: String, _ summary: String, details: String? = nil,
        role: Role = .reader, of shape: Shape<Item>, parameters: [Parameter] = [],
        problems: [HTTPResponse.Status] = [],
        handle: @escaping @Sendable (APIRequest) async throws -> Page<Item>
    ) -> APIRoute {
        get(
            path, operation, tag: tag, summary, details: details, role: role,
            parameters: parameters + Parameter.paging,
            answers: [Answer(status: .ok, description: "A page.", schema: shape.page)], problems: problems
        ) { request in
            let page = try await handle(request)
            return try Response.json([
                "items": .list(page.items.map { shape.json($0) }),
                "next_cursor": JSON(try page.nextKey.map { try request.cursor(after: $0) }),
            ])
        }
    }

    /// One thing by its id.
    static func one<Item>(
        _ path: String, _ operation: String, tag: String, _ summary: String, details: String? = nil,
        role: Role = .reader, of shape: Shape<Item>, parameters: [Parameter] = [],
        problems: [HTTPResponse.Status] = [.notFound],
        handle: @escaping @Sendable (APIRequest) async throws -> Item
    ) -> APIRoute {
        get(
            path, operation, tag: tag, summary, details: details, role: role, parameters: parameters,
            answers: [Answer(status: .ok, description: "Found.", schema: shape.schema)], problems: problems
        ) { request in
            try Response.json(shape.json(try await handle(request)))
        }
    }
}

/// Part of a list, and the key of its last item when more follows.
struct Page<Item: Sendable>: Sendable {
    var items: [Item]
    var nextKey: String?

    /// `found` holds one more than asked for when there is more.
    init(_ found: [Item], limit: Int, key: (Item) -> String) {
        items = Array(found.prefix(limit))
        nextKey = found.count > limit ? items.last.map(key) : nil
    }

    /// A whole list.
    init(_ items: [Item]) {
        self.items = items
        nextKey = nil
    }
}
