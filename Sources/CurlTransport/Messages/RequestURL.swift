import CLibcurl

/// An address that may be called: absolute, http or https, with a host, without user name.
///
/// Taken apart by libcurl's own parser, so that what is checked here is what is called later.
public struct RequestURL: Hashable, Sendable {
    /// The address as given.
    public let text: String
    /// `http` or `https`.
    public let scheme: String
    /// Lower case; an IPv6 address without brackets.
    public let host: String
    /// `nil` where the address leaves it to the scheme.
    public let port: Int?
    /// Begins with `/`.
    public let path: String
    /// Without the question mark.
    public let query: String?

    /// - Throws: `TransportError` of kind `invalidURL`; its text does not repeat the address.
    public init(_ text: String) throws(TransportError) {
        guard text.utf8.count <= 8192 else {
            throw Self.invalid("the address is longer than 8192 bytes")
        }
        // Where parsers disagree (spaces, controls, backslashes, raw Unicode) an address is refused.
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            throw Self.invalid("the address holds a space, a control character, a backslash or a non-ASCII letter")
        }
        guard !text.contains(":///") else { throw Self.invalid("the address names no host") }
        guard let handle = curl_url() else { throw Self.invalid("out of memory") }
        defer { curl_url_cleanup(handle) }
        let code = curl_url_set(handle, CURLUPART_URL, text, 0)
        guard code == CURLUE_OK else { throw Self.invalid(String(cString: curl_url_strerror(code))) }

        func part(_ part: CURLUPart) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(handle, part, &value, 0) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }

        guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil else {
            throw Self.invalid("the address carries a user name or password")
        }
        guard let scheme = part(CURLUPART_SCHEME)?.lowercased(), scheme == "http" || scheme == "https" else {
            throw Self.invalid("the address is not http or https")
        }
        guard var host = part(CURLUPART_HOST)?.lowercased(), !host.isEmpty else {
            throw Self.invalid("the address names no host")
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        self.text = text
        self.scheme = scheme
        self.host = host
        self.port = part(CURLUPART_PORT).flatMap { Int($0) }
        self.path = part(CURLUPART_PATH) ?? "/"
        self.query = part(CURLUPART_QUERY)
    }

    /// Scheme, host, port and path: fit to be shown and recorded.
    public var display: String { origin + path }

    /// Scheme, host and port.
    public var origin: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(name)" + (port.map { ":\($0)" } ?? "")
    }

    /// Whether the host is this machine: `localhost` (which libcurl never looks up), 127.0.0.0/8 or ::1.
    public var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func invalid(_ detail: String) -> TransportError {
        TransportError(.invalidURL, endpoint: "", detail: detail)
    }
}
