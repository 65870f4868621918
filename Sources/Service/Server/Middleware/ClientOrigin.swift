import Domain
import Settings

/// Finds the caller behind trusted proxies.
struct ClientOrigin: Sendable {
    struct Seen: Hashable {
        var address: String
        var isSecure: Bool
    }

    let trusted: [AddressRange]
    /// Whether connections end here encrypted.
    let isEncrypted: Bool

    /// The rightmost address in `X-Forwarded-For` that is no trusted proxy: each proxy appends the peer it saw, so what
    /// stands further left may be made up. Without a trusted peer the headers say nothing.
    func resolve(peer: String?, forwardedFor: [String], forwardedProto: String?) -> Seen {
        guard let peer, isTrusted(peer) else { return Seen(address: peer ?? "unknown", isSecure: false) }
        let isSecure = forwardedProto?.split(separator: ",").last?.trimmingWhitespace().lowercased() == "https"
        let hops = forwardedFor.flatMap { $0.split(separator: ",") }.map { $0.trimmingWhitespace() }
        for hop in hops.reversed() {
            guard let address = Self.bare(hop) else { break }
            if !isTrusted(address) { return Seen(address: address, isSecure: isSecure) }
        }
        return Seen(address: peer, isSecure: isSecure)
    }

    func isTrusted(_ address: String) -> Bool {
        guard let address = IPAddress(address) else { return false }
        return trusted.contains { $0.contains(address) }
    }

    /// The address of `10.0.0.1`, `10.0.0.1:4711`, `[2001:db8::1]:4711`; nil for anything else.
    private static func bare(_ hop: String) -> String? {
        var text = Substring(hop)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            text = text[text.index(after: text.startIndex)..<end]
        } else if text.contains("."), let colon = text.firstIndex(of: ":") {
            text = text[..<colon]
        }
        return IPAddress(String(text)) == nil ? nil : String(text)
    }
}
