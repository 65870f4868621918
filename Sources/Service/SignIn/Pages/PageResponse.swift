import Digest
import Enrichment
import HTTPTypes
import Hummingbird
import NIOCore

/// A small server-rendered page: no script, one stylesheet named by its hash, never stored, never framed.
enum PageResponse {
    /// - Parameter body: Writes the inside of `main`.
    static func make(
        _ status: HTTPResponse.Status = .ok, title: String, _ body: (inout HTML) -> Void
    ) -> Response {
        var html = HTML()
        html.markup("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        html.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        html.element("title", text: title + " – Sidenote")
        html.markup("<style>")
        html.markup(PageStyle.text)
        html.markup("</style></head><body>")
        html.markup("<main>")
        html.markup("<p class=\"brand\">Sidenote</p>")
        body(&html)
        html.markup("</main></body></html>\n")
        var response = Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: html.bytes)))
        protect(&response)
        return response
    }

    /// `form-action 'self'` is enough for the provider too: the way there is a link, and what follows a form here is a
    /// page of this site. A browser that checks redirects of forms (Chromium) would stop one to another site.
    private static let policy: String = {
        let rest = "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        let bytes = PageStyle.text.withUTF8Buffer { Array($0) }
        guard let digest = try? SHA256Digest.bytes(of: bytes) else { return "default-src 'none'; " + rest }
        return "default-src 'none'; style-src 'sha256-\(Base64.text(digest))'; " + rest
    }()

    private static func protect(_ response: inout Response) {
        response.set("Content-Security-Policy", policy)
        response.set("Referrer-Policy", "no-referrer")
        response.set("Cache-Control", "no-store")
        response.set("X-Content-Type-Options", "nosniff")
        response.set("X-Frame-Options", "DENY")
        response.set("Cross-Origin-Opener-Policy", "same-origin")
        response.set("Cross-Origin-Resource-Policy", "same-origin")
        response.set("X-Robots-Tag", "noindex")
    }
}
