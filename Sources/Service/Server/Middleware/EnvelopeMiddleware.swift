import Digest
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Settings

/// The outermost layer: who the caller's machine is as far as it can be trusted, and the id that ties answer, log line
/// and problem together.
struct EnvelopeMiddleware: RouterMiddleware {
    let origin: ClientOrigin
    let limits: ServerLimits
    let ids: RequestIDs

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        let peer = context.remoteAddress?.ipAddress
        let seen = origin.resolve(
            peer: peer, forwardedFor: request.headers[values: .forwardedFor],
            forwardedProto: request.headers[.forwardedProto])
        context.clientAddress = seen.address
        context.isSecure = origin.isEncrypted || seen.isSecure
        context.bodyLimit = limits.bodyBytes
        context.requestID = ids.id(given: request.headers[.requestID])
        context.logger[metadataKey: LineLogHandler.requestIDKey] = .string(context.requestID)
        var response = try await next(request, context)
        response.headers[.requestID] = context.requestID
        return response
    }
}

/// The id of a request: the caller's own if it is a plain word, else a new one.
struct RequestIDs: Sendable {
    func id(given: String?) -> String {
        if let given, (8...64).contains(given.utf8.count), given.utf8.allSatisfy(Self.isPlain) { return given }
        return Self.fresh()
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "-")
    }

    /// 16 hexadecimal digits. Ids are no secrets; they need not be unpredictable.
    private static func fresh() -> String {
        let digits = String(UInt64.random(in: .min ... .max), radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}

extension HTTPField.Name {
    // The names are valid, so none of these falls back.
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .accept
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .accept
    static let requestID = HTTPField.Name("X-Request-ID") ?? .accept
}
