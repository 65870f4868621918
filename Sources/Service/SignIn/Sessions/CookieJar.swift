import HTTPTypes

/// The names, attributes and reading of this service's cookies.
///
/// Over TLS names begin with `__Host-` (RFC 6265bis, section 4.1.3.2): browsers then take them only with Secure, path
/// `/` and without a domain, so no neighbouring host can set or read them. On plain http of this machine browsers
/// refuse that prefix, and the names are others.
struct CookieJar: Sendable {
    enum Kind: Sendable {
        case session
        /// A sign-in through the provider that is under way.
        case provider
        /// Light or dark.
        case theme
    }

    let isSecure: Bool
    /// Whether pages of other sites may show this one in a frame. Browsers then send cookies only with `SameSite=None`,
    /// and keep them apart by the site around the frame (`Partitioned`).
    let isFramed: Bool

    init(_ context: ServiceContext, publicURL: String, isFramed: Bool) {
        self.init(isSecure: context.isSecure || publicURL.lowercased().hasPrefix("https:"), isFramed: isFramed)
    }

    init(isSecure: Bool, isFramed: Bool = false) {
        self.isSecure = isSecure
        self.isFramed = isFramed
    }

    func name(_ kind: Kind) -> String {
        switch kind {
        case .session: isSecure ? "__Host-sidenote" : "sidenote-local"
        case .provider: isSecure ? "__Host-sidenote-oidc" : "sidenote-local-oidc"
        case .theme: isSecure ? "__Host-sidenote-theme" : "sidenote-local-theme"
        }
    }

    /// Value of `Set-Cookie`. Lax, since people follow links to tickets from other sites; what changes something is
    /// protected by `CSRF` beside it.
    func set(_ kind: Kind, _ value: String, maxAge: Int64?) -> String {
        var text = "\(name(kind))=\(value); Path=/; HttpOnly; "
        text += isSecure && isFramed ? "SameSite=None; Partitioned" : "SameSite=Lax"
        if isSecure { text += "; Secure" }
        if let maxAge { text += "; Max-Age=\(maxAge)" }
        return text
    }

    /// Value of `Set-Cookie` that takes the cookie back.
    func clear(_ kind: Kind) -> String { set(kind, "", maxAge: 0) }

    /// The cookie's value; nil without one.
    func value(_ kind: Kind, in headers: HTTPFields) -> String? {
        let prefix = name(kind) + "="
        for header in headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let text = pair.drop { $0 == " " || $0 == "\t" }
                if text.hasPrefix(prefix) { return String(text.dropFirst(prefix.count)) }
            }
        }
        return nil
    }
}
