import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2

/// Turns whatever was thrown below into `application/problem+json`, without details of the inside; into a page where
/// somebody looks with a browser.
struct ErrorMiddleware: RouterMiddleware {
    /// Where the data lies: a `Problem` there is the store's.
    let dataDirectory: String
    let methods: RouteTable
    /// nil where there are no pages.
    var pages: RefusalPages?

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // The connection cannot be used on; the server ends it.
            throw error
        } catch {
            if let response = options(request, error) { return response }
            let problem = problem(error, request, context)
            if let pages, RefusalPages.isWanted(request) { return pages.page(problem, request, context) }
            return try problem.response(from: request, context: context)
        }
    }

    /// `OPTIONS` of a path that exists: which methods it takes. No other origin is let in, so nothing about those.
    private func options(_ request: Request, _ error: any Error) -> Response? {
        guard request.method == .options, Self.isUnrouted(error) else { return nil }
        let allowed = methods.methods(at: request.uri.path)
        guard !allowed.isEmpty else { return nil }
        return Response(status: .noContent, headers: [.allow: allowed.joined(separator: ", ")])
    }

    private static func isUnrouted(_ error: any Error) -> Bool {
        (error as? HTTPError)?.status == .notFound
    }

    private func problem(_ error: any Error, _ request: Request, _ context: ServiceContext) -> ProblemResponse {
        switch error {
        case let problem as ProblemResponse:
            return problem
        case let problem as Problem where problem.place?.hasPrefix(dataDirectory) == true:
            context.logger.error("the store cannot be used", metadata: ["what": .string(problem.what)])
            return .unavailable()
        case let error as any HTTPResponseError:
            return http(error, request)
        case is IOError, is ChannelError, is any NIOHTTP2Error:
            // The connection ended while the body was read: nobody will see the answer, and there is nothing to fix.
            return .badRequest("The request ended before its body was complete.")
        case is CancellationError:
            return ProblemResponse(
                .serviceUnavailable, type: "stopping", detail: "The service is stopping.",
                remedy: "Try again in a moment.", headers: ["Retry-After": "5"])
        case let problem as Problem:
            context.logger.error("request failed", metadata: ["what": .string(problem.what)])
            return .failed
        default:
            // An error's text may hold anything; its type is enough to find the place.
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
            return .failed
        }
    }

    private func http(_ error: any HTTPResponseError, _ request: Request) -> ProblemResponse {
        switch error.status {
        case .notFound:
            let allowed = methods.methods(at: request.uri.path)
            if allowed.isEmpty || allowed.contains(request.method.rawValue) { return .notFound }
            return ProblemResponse(
                .methodNotAllowed, type: "method-not-allowed", detail: "This address does not take that method.",
                headers: ["Allow": allowed.joined(separator: ", ")])
        case .contentTooLarge:
            return ProblemResponse(
                .contentTooLarge, type: "too-large", detail: "The request's body is too large.",
                headers: ["Connection": "close"])
        case let status where status.code >= 500:
            return .failed
        case let status:
            return ProblemResponse(status, type: "bad-request", detail: "The request cannot be understood.")
        }
    }
}

extension ProblemResponse {
    static let failed = ProblemResponse(
        .internalServerError, type: "failed", detail: "Something went wrong here.",
        remedy: "Tell whoever runs this service the request id.")
}
