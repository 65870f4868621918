public import Domain
import Foundation
public import HTTPTypes
public import Hummingbird
import NIOCore

/// An error as HTTP tells it: `application/problem+json` (RFC 9457). Thrown anywhere below the router.
public struct ProblemResponse: HTTPResponseError, Hashable, Sendable {
    public var status: HTTPResponse.Status
    /// Last part of the problem type's URI, stable for programs: `not-found`, `stale-entity-tag`.
    public var type: String
    /// One line for people. Never holds a secret, ticket text or a path of this machine.
    public var detail: String
    /// What to do next.
    public var remedy: String?
    public var headers: [String: String]

    public init(
        _ status: HTTPResponse.Status, type: String, detail: String, remedy: String? = nil,
        headers: [String: String] = [:]
    ) {
        self.status = status
        self.type = type
        self.detail = detail
        self.remedy = remedy
        self.headers = headers
    }

    public static let unauthorized = ProblemResponse(
        .unauthorized, type: "unauthorized", detail: "Sign in, or send a bearer token.",
        headers: ["WWW-Authenticate": "Bearer realm=\"sidenote\""])

    /// Also the answer for what exists but lies outside the caller's clients.
    public static let notFound = ProblemResponse(.notFound, type: "not-found", detail: "There is no such thing here.")

    public static func forbidden(needs role: Role) -> ProblemResponse {
        ProblemResponse(.forbidden, type: "forbidden", detail: "This needs the role \(role.rawValue).")
    }

    public static func badRequest(_ detail: String, remedy: String? = nil) -> ProblemResponse {
        ProblemResponse(.badRequest, type: "bad-request", detail: detail, remedy: remedy)
    }

    /// The store cannot be read or written just now (disk full, locked, damaged): nothing was kept, try again.
    public static func unavailable(retryAfter seconds: Int = 10) -> ProblemResponse {
        ProblemResponse(
            .serviceUnavailable, type: "unavailable", detail: "The store cannot be used at the moment.",
            remedy: "Nothing was kept. Try again later.", headers: ["Retry-After": String(seconds)])
    }

    public func response(from request: Request, context: some RequestContext) throws -> Response {
        var body: [String: String] = [
            "type": "urn:sidenote:problem:\(type)", "title": status.reasonPhrase, "detail": detail,
        ]
        if let remedy { body["remedy"] = remedy }
        if let context = context as? ServiceContext { body["request_id"] = context.requestID }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var object = try encoder.encode(body)
        // `status` is a number (RFC 9457, section 3.1.2).
        object.removeLast()
        object.append(contentsOf: Data(",\"status\":\(status.code)}".utf8))
        var response = Response(
            status: status, headers: [.contentType: "application/problem+json"],
            body: .init(byteBuffer: ByteBuffer(bytes: object)))
        response.headers[.cacheControl] = "no-store"
        for (name, value) in headers {
            guard let field = HTTPField.Name(name) else { continue }
            response.headers[field] = value
        }
        return response
    }
}
