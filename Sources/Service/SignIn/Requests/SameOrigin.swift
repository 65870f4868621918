import Domain
public import HTTPTypes

/// The browser's own word that a request comes from a page of this site.
///
/// `Sec-Fetch-Site` (Fetch Metadata) cannot be set by a page and counts alone where it is sent. Browsers without it are
/// judged by `Origin`. The pages forbid referrers, and browsers then send `Origin: null`, so those that know neither
/// header cannot sign in; every browser since 2023 sends the first one to https and loopback addresses.
public enum SameOrigin {
    public static func isProved(_ headers: HTTPFields, publicURL: String) -> Bool {
        guard let siteName = HTTPField.Name("Sec-Fetch-Site") else { return false }
        let sites = headers[values: siteName]
        guard sites.isEmpty else {
            // `none` is the person at the keyboard.
            return sites.count == 1 && (sites[0] == "same-origin" || sites[0] == "none")
        }
        let origins = headers[values: .origin]
        return origins.count == 1 && normal(origins[0]) == normal(publicURL)
    }

    private static func normal(_ origin: String) -> String {
        let text = origin.lowercased()
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
