import Domain

/// Where a ConnectWise PSA is spoken to. People sign in at one host of the cloud, its API stands on another.
///
/// Source: KerkhoffTechnologies/django-connectwise.
struct ConnectWiseSite: Hashable, Sendable {
    /// Where the company's release can be asked for: scheme and host.
    let signIn: String
    /// Scheme and host of the API.
    let api: String

    /// - Parameter site: `na.myconnectwise.net`, `api-na.myconnectwise.net`, or the host or https address of a server of
    ///   one's own.
    /// - Throws: `Problem` when it is none of these.
    init(_ site: String) throws(Problem) {
        let base = try VendorAddress.base(site, setting: "connectors.connectwise-psa.site")
        signIn = base
        let host = base.dropFirst("https://".count)
        let isCloud = base.hasPrefix("https://") && KeyAddressRules.cloudSites.contains(String(host))
        api = isCloud ? "https://api-" + host : base
    }

    /// `v4_6_release/` or `v2025_1/` in any spelling, with one slash at its end; nil for anything else.
    static func codebase(_ text: String) -> String? {
        let name = VendorAddress.trimmed(text)
        guard name.utf8.count <= 40, name.hasPrefix("v"),
            name.utf8.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "_")
            })
        else { return nil }
        return name + "/"
    }
}
