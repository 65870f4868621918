import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// An OpenID provider on a free port of this machine that answers as a test wants it to.
final class FakeProvider: Sendable {
    struct Script: Sendable {
        /// The answer of the token endpoint by code; without one, 400.
        var tokens: [String: String] = [:]
        var keySet = "{\"keys\": []}"
        /// In place of the true issuer.
        var statedIssuer: String?
        var namesIssuerInAnswers = false
        var tokenEndpoint: String?
        /// Bodies of requests at the token endpoint.
        var exchanges: [String] = []
        var keyRequests = 0
    }

    let script = Mutex(Script())
    let issuer: String

    private init(issuer: String) {
        self.issuer = issuer
    }

    static func run(_ use: (FakeProvider) async throws -> Void) async throws {
        let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
        let holder = Mutex<FakeProvider?>(nil)
        await server.appendRoute("*") { request in
            let body = String(decoding: try await request.bodyData, as: UTF8.self)
            guard let provider = holder.withLock({ $0 }) else { return HTTPResponse(statusCode: .serviceUnavailable) }
            let (status, text) = provider.answer(request.path, body)
            return HTTPResponse(
                statusCode: HTTPStatusCode(status, phrase: "Scripted"), headers: [.contentType: "application/json"],
                body: Data(text.utf8))
        }
        let running = Task { try await server.run() }
        defer { running.cancel() }
        try await server.waitUntilListening()
        let port =
            switch await server.listeningAddress {
            case .ip4(_, let port), .ip6(_, let port): port
            default: UInt16(0)
            }
        let provider = FakeProvider(issuer: "http://localhost:\(port)")
        holder.withLock { $0 = provider }
        try await use(provider)
    }

    private func answer(_ path: String, _ body: String) -> (Int, String) {
        script.withLock { script in
            switch path {
            case "/.well-known/openid-configuration":
                return (
                    200,
                    """
                    {"issuer": "\(script.statedIssuer ?? issuer)", "authorization_endpoint": "\(issuer)/authorize?a=b",
                     "token_endpoint": "\(script.tokenEndpoint ?? issuer + "/token")", "jwks_uri": "\(issuer)/keys",
                     "authorization_response_iss_parameter_supported": \(script.namesIssuerInAnswers)}
                    """
                )
            case "/keys":
                script.keyRequests += 1
                return (200, script.keySet)
            case "/token":
                script.exchanges.append(body)
                let code = body.split(separator: "&").first { $0.hasPrefix("code=") }?.dropFirst(5)
                // A code is good once.
                guard let answer = code.flatMap({ script.tokens.removeValue(forKey: String($0)) }) else {
                    return (400, "{\"error\": \"invalid_grant\"}")
                }
                return (200, answer)
            default:
                return (404, "{}")
            }
        }
    }
}
