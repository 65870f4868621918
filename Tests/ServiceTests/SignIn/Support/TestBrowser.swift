import CurlTransport
import Foundation

/// As much of a browser as sign-in needs: cookies, the headers that tell same-site requests, no redirects by itself.
struct TestBrowser: Sendable {
    struct Page: Sendable {
        var status: Int
        var headers: [HTTPHeader]
        var text: String

        var location: String? { headers.first(named: "Location") }
        var setCookies: [String] { headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value) }
        /// The hidden field of the page's forms.
        var csrfToken: String? {
            guard let start = text.range(of: "name=\"csrf_token\" value=\"") else { return nil }
            return String(text[start.upperBound...].prefix { $0 != "\"" })
        }
    }

    let base: String
    let publicURL: String
    let transport: CurlTransport
    var cookies: [String: String] = [:]
    /// Sent as `X-Test-Address`.
    var address: String?

    mutating func get(_ path: String, _ headers: [HTTPHeader] = []) async throws -> Page {
        try await send("GET", path, [HTTPHeader("Accept", "text/html")] + headers, [])
    }

    /// - Parameter site: `Sec-Fetch-Site`; nil leaves it out.
    mutating func post(
        _ path: String, _ fields: [(String, String)] = [], site: String? = "same-origin", _ headers: [HTTPHeader] = []
    ) async throws -> Page {
        var all = [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")] + headers
        if let site { all.append(HTTPHeader("Sec-Fetch-Site", site)) }
        let body = fields.map { "\(Self.escape($0.0))=\(Self.escape($0.1))" }.joined(separator: "&")
        return try await send("POST", path, all, Array(body.utf8))
    }

    mutating func send(_ method: String, _ path: String, _ headers: [HTTPHeader], _ body: [UInt8]) async throws -> Page
    {
        var headers = headers
        if !cookies.isEmpty {
            let text = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            headers.append(HTTPHeader("Cookie", text))
        }
        if let address { headers.append(HTTPHeader("X-Test-Address", address)) }
        let url = path.hasPrefix("http") ? path : base + path
        let response = try await transport.send(HTTPRequest(method: method, url: url, headers: headers, body: body))
        let page = Page(
            status: response.status, headers: response.headers, text: String(decoding: response.body, as: UTF8.self))
        for cookie in page.setCookies { store(cookie) }
        return page
    }

    private mutating func store(_ cookie: String) {
        let parts = cookie.split(separator: ";").map { $0.drop { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let name = String(pair[..<equals])
        cookies[name] = parts.contains("Max-Age=0") ? nil : String(pair[pair.index(after: equals)...])
    }

    static func escape(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}
