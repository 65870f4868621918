import Domain
import HTTPTypes
import Hummingbird
import Settings

/// Answers only to its own names. A page elsewhere can point a name of its own at this machine (DNS rebinding); the
/// browser then sends that name as `Host`.
struct HostMiddleware: RouterMiddleware {
    let names: HostNames

    func handle(
        _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
    ) async throws -> Response {
        guard names.admits(request.head.authority) else {
            throw ProblemResponse(
                .misdirectedRequest, type: "unknown-host", detail: "This service does not go by that name.",
                remedy: "Add the name to server.allowed_hosts, or set server.public_url.")
        }
        return try await next(request, context)
    }
}

struct HostNames: Sendable {
    private let names: Set<String>

    /// The public address's name, those allowed besides, and this machine's own. Addresses are always fine: nobody can
    /// point a name at a page through them.
    init(publicURL: String, allowed: [String], listen: ListenAddress) {
        var names: Set = ["localhost", "localhost.localdomain"]
        if let name = Self.name(publicURL.split(separator: "/").last.map(String.init)) { names.insert(name) }
        if IPAddress(listen.host) == nil { names.insert(listen.host.lowercased()) }
        names.formUnion(allowed)
        self.names = names
    }

    /// HTTP/1.0 may come without a name.
    func admits(_ authority: String?) -> Bool {
        guard let authority, !authority.isEmpty else { return true }
        guard let name = Self.name(authority) else { return false }
        return names.contains(name) || IPAddress(name) != nil
    }

    /// The name in `Name:port`, `[::1]:port`, lower-cased, without the root's dot.
    static func name(_ authority: String?) -> String? {
        guard let authority else { return nil }
        var text = Substring(authority.lowercased())
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || (rest.hasPrefix(":") && UInt16(rest.dropFirst()) != nil) else { return nil }
            return String(text[text.index(after: text.startIndex)..<end])
        }
        if let colon = text.firstIndex(of: ":") {
            guard UInt16(text[text.index(after: colon)...]) != nil else { return nil }
            text = text[..<colon]
        }
        if text.hasSuffix(".") { text = text.dropLast() }
        return text.isEmpty ? nil : String(text)
    }
}
