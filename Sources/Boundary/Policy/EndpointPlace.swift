/// Whether an endpoint keeps data in the house.
public enum EndpointPlace: Hashable, Sendable {
    /// Loopback, or a literal private address (RFC 1918, RFC 4193): what is sent there stays inside.
    case local
    /// Everything else, host names other than `localhost` and anything that cannot be read for certain included.
    case cloud

    public init(url: String) {
        guard let parts = EndpointAddress(url), Self.isLocal(host: parts.host) else {
            self = .cloud
            return
        }
        self = .local
    }

    private static func isLocal(host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") { return true }
        if host.hasPrefix("["), host.hasSuffix("]") { return isLocalIPv6(host.dropFirst().dropLast()) }
        return IPv4(host).map(\.isPrivate) ?? false
    }

    private static func isLocalIPv6(_ text: Substring) -> Bool {
        if text == "::1" { return true }
        if text.hasPrefix("::ffff:") { return IPv4(String(text.dropFirst(7))).map(\.isPrivate) ?? false }
        // fc00::/7, unique local addresses. The first group must be written in full.
        guard let colon = text.firstIndex(of: ":"), text[..<colon].utf8.count == 4,
            let group = UInt16(text[..<colon], radix: 16), text.utf8.allSatisfy({ Self.isIPv6Byte($0) })
        else { return false }
        return group & 0xFE00 == 0xFC00
    }

    private static func isIPv6Byte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
    }
}

/// Four decimal numbers without leading zeros: other spellings (`127.1`, octal, one number) are read differently by
/// different programs, so they are no address here.
struct IPv4 {
    let octets: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var octets: [UInt8] = []
        for part in parts {
            guard let value = UInt8(part), String(value) == part else { return nil }
            octets.append(value)
        }
        self.octets = octets
    }

    var isPrivate: Bool {
        switch (octets[0], octets[1]) {
        case (127, _), (10, _), (172, 16...31), (192, 168): true
        default: false
        }
    }
}
