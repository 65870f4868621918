/// An http or https address taken apart; nil for anything on which two programs might not agree.
struct EndpointAddress {
    /// Lower case.
    let scheme: String
    /// Lower case, without a final dot; an IPv6 address in brackets.
    let host: String
    let port: UInt16?
    /// Begins with `/`, or is empty.
    let path: String

    init?(_ url: String) {
        // Blanks, control characters, backslashes and other scripts are where parsers part ways.
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            let separator = url.firstRange(of: "://")
        else { return nil }
        scheme = url[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return nil }
        let rest = url[separator.upperBound...]
        let authorityEnd = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        var authority = rest[..<authorityEnd]
        if let at = authority.lastIndex(of: "@") {
            // One `@` ends the user name; with more of them it is unclear where the host begins.
            guard authority.firstIndex(of: "@") == at else { return nil }
            authority = authority[authority.index(after: at)...]
        }
        let tail = rest[authorityEnd...]
        path = String(tail.prefix { $0 != "?" && $0 != "#" })

        var name = authority
        if authority.hasPrefix("[") {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            name = authority[...close]
        } else if let colon = authority.firstIndex(of: ":") {
            name = authority[..<colon]
        }
        let after = authority[name.endIndex...]
        if after.isEmpty {
            port = nil
        } else {
            guard after.first == ":", let number = UInt16(after.dropFirst()) else { return nil }
            port = number
        }
        var host = name.lowercased()
        if host.hasSuffix(".") { host.removeLast() }
        guard !host.isEmpty else { return nil }
        self.host = host
    }

    /// Scheme, host, port and path: what a receipt may hold.
    var withoutSecrets: String {
        "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)"
    }
}
