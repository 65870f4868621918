import CurlTransport
public import Domain

/// Which addresses may be asked for a ConnectWise signing key.
///
/// The address comes from `Metadata.key_url` of a body that nobody has vouched for yet, so whoever can reach the webhook
/// chooses it. Two things must not follow from that.
///
/// *They must not choose whom we call.* Only https, on its own port, to a host that equals one on the list letter for
/// letter (no suffixes, no patterns), without user name, and to the one path that serves callback keys. The list holds
/// the configured site and the API host beside it; other regions of the cloud are not on it by themselves.
///
/// *They must not choose the key.* An allowed host alone does not ensure that: the cloud serves thousands of companies
/// from one host, and any of them has a genuine key there with which it could sign a body of its own making. So the
/// address must name the configured company, once, and nothing but a company and a key id. Whether the server looks the
/// id up within that company only is not documented; where that is not to be relied upon, `keyIDs` pins the ids that the
/// operator has seen in a callback of their own, or the key itself is configured and nothing is ever fetched.
public struct KeyAddressRules: Hashable, Sendable {
    public var hosts: Set<String>
    public var company: String
    /// Empty allows every id.
    public var keyIDs: Set<String>

    /// - Parameters:
    ///   - site: where people sign in, `na.myconnectwise.net`; the API host beside it is allowed too.
    ///   - company: the company id that is typed at sign-in.
    ///   - hosts: further hosts.
    /// - Throws: `Problem` for a host that is more than a host name.
    public init(
        site: String, company: String, hosts: [String] = [], keyIDs: [String] = []
    ) throws(Problem) {
        var allowed: Set<String> = []
        for host in [site] + hosts {
            let host = host.lowercased()
            guard Self.isHostName(host) else {
                throw Problem(
                    "“\(host.prefix(80))” is not a host name",
                    remedy: "write it without https://, port or path, as in na.myconnectwise.net")
            }
            allowed.insert(host)
            if Self.cloudSites.contains(host) { allowed.insert("api-" + host) }
        }
        self.hosts = allowed
        self.company = company
        self.keyIDs = Set(keyIDs.map { $0.lowercased() })
    }

    /// Sites of the cloud; the API host of each has `api-` before its name.
    static let cloudSites: Set<String> = [
        "na.myconnectwise.net", "eu.myconnectwise.net", "au.myconnectwise.net", "aus.myconnectwise.net",
        "za.myconnectwise.net", "staging.connectwisedev.com",
    ]

    /// The address in the form in which it is called and remembered; nil when it may not be asked.
    func checked(_ text: String) -> String? {
        guard text.utf8.count <= 512, let url = try? RequestURL(text), url.scheme == "https", url.port == nil,
            hosts.contains(url.host), !text.contains("#"), !text.contains("%"), !text.contains("@"),
            Self.isKeyPath(url.path), let id = keyID(url.query)
        else { return nil }
        guard keyIDs.isEmpty || keyIDs.contains(id) else { return nil }
        // Written anew from its parts, so that no second spelling of one address is another one.
        return "https://\(url.host)\(url.path)?companyName=\(company)&id=\(id)"
    }

    /// `/v2025_1//system/callbackkey/index.rails`: the release, then always the same.
    private static func isKeyPath(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard parts.count == 4, parts[1] == "system", parts[2] == "callbackkey", parts[3] == "index.rails",
            path.utf8.count <= 80, parts[0].hasPrefix("v")
        else { return false }
        return parts[0].dropFirst().utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "_") }
    }

    /// The key's id out of exactly `companyName` and `id`; nil for anything else.
    private func keyID(_ query: String?) -> String? {
        let parts = (query ?? "").split(separator: "&", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let names = parts.filter { $0.hasPrefix("companyName=") }
        let ids = parts.filter { $0.hasPrefix("id=") }
        guard names.count == 1, ids.count == 1, names[0].dropFirst(12).lowercased() == company.lowercased() else {
            return nil
        }
        let id = ids[0].dropFirst(3).lowercased()
        let groups = id.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
        guard groups == [8, 4, 4, 4, 12],
            id.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) || $0 == UInt8(ascii: "-") })
        else { return nil }
        return id
    }

    private static func isHostName(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, host.utf8.count <= 253,
            labels.last?.utf8.allSatisfy({ (97...122).contains($0) }) == true
        else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                && label.utf8.allSatisfy {
                    (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-")
                }
        }
    }
}
