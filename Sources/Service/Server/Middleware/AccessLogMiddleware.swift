import Domain
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// One line for each request, when its answer is complete: never the query, a body, a header or ticket text. The path
/// is named by its route, since ids and one-time links stand in paths.
struct AccessLogMiddleware: RouterMiddleware {
    let metrics: RequestMetrics

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        let method = Self.known(request.method)
        metrics.began()
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            metrics.ended(route: Self.route(context), method: method, status: 500, elapsed: .now - began)
            throw error
        }
        let status = response.status.code
        @Sendable func finish(_ bytes: Int) {
            let elapsed = ContinuousClock.now - began
            metrics.ended(route: Self.route(context), method: method, status: status, elapsed: elapsed)
            write(context, method: method, status: status, bytes: bytes, elapsed: elapsed)
        }
        if request.method == .head {
            // The body is made for its length alone and never written.
            finish(0)
        } else if let length = response.body.contentLength {
            finish(length)
        } else {
            response.body = Self.counting(response.body, finish)
        }
        return response
    }

    private func write(_ context: ServiceContext, method: String, status: Int, bytes: Int, elapsed: Duration) {
        let route = Self.route(context)
        // Probes come every few seconds and say nothing.
        let level: Logger.Level = status >= 500 ? .warning : RequestMetrics.quietRoutes.contains(route) ? .debug : .info
        context.logger.log(
            level: level, "request",
            metadata: [
                "method": .string(method), "route": .string(route), "status": .stringConvertible(status),
                "ms": .stringConvertible(elapsed.milliseconds), "bytes": .stringConvertible(bytes),
                "client": .string(context.clientAddress),
                "actor": .string(context.notes.actor?.description ?? "-"),
            ])
    }

    /// Methods are a caller's choice; unknown ones would make metrics and logs grow.
    private static func known(_ method: HTTPRequest.Method) -> String {
        let all: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]
        return all.contains(method) ? method.rawValue : "other"
    }

    static func route(_ context: ServiceContext) -> String {
        guard let path = context.endpointPath, path != "NotFound" else { return "(none)" }
        return path
    }

    private static func counting(_ body: ResponseBody, _ finish: @escaping @Sendable (Int) -> Void) -> ResponseBody {
        ResponseBody { writer in
            let counter = ByteCounter()
            let counted = CountingWriter(base: writer, counter: counter)
            defer { finish(counter.value) }
            try await body.write(counted)
        }
    }
}

extension Duration {
    /// Rounded to a tenth.
    var milliseconds: Double {
        (Double(components.seconds) * 1e4 + Double(components.attoseconds) / 1e14).rounded() / 10
    }

    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
