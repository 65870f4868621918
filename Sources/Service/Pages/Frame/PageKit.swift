import Digest
import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Settings

/// What all pages are made with; one for the service.
struct PageKit: Sendable {
    let assets: Assets
    let publicURL: String
    let isFramed: Bool
    let clock: any Clock
    let logger: Logger
    /// Signs links to other sites; as long-lived as the process.
    let leaveKey: [UInt8]

    /// - Throws: `DigestUnavailable` without digests or randomness.
    init(_ environment: ServiceEnvironment) throws {
        assets = try Assets()
        publicURL = environment.publicURL
        isFramed = !environment.settings.server.frameAncestors.isEmpty
        clock = environment.clock
        logger = environment.logger
        leaveKey = try RandomBytes.make(32)
    }

    func cookies(_ context: ServiceContext) -> CookieJar {
        CookieJar(context, publicURL: publicURL, isFramed: isFramed)
    }

    /// The signed-in person behind a request.
    ///
    /// - Throws: `SignInRedirect` for strangers, 403 for tokens.
    func visit(_ request: Request, _ context: ServiceContext) throws -> Visit {
        guard let browser = context.browser, let principal = context.principal else {
            guard context.principal == nil else {
                throw ProblemResponse(
                    .forbidden, type: "browser-only", detail: "This page is for people in a browser, not for tokens.")
            }
            throw SignInRedirect()
        }
        let query = request.uri.query.flatMap(FormFields.init)
        return Visit(
            browser: browser, principal: principal, now: clock.now(), requestID: context.requestID,
            isPod: query?["pod"] == "1", csrf: browser.csrfToken(),
            // Told once: a form that comes back here must not tell it again.
            path: PageQuery.removing(
                Flash.field, from: ReturnAddress(request.uri.string)?.path ?? ReturnAddress.home.path),
            theme: Theme.chosen(request, cookies(context)), flash: query?[Flash.field].flatMap(Flash.init),
            acceptsGzip: Gzip.isAccepted(request.headers),
            leaving: LeaveLinks(key: leaveKey, accountID: browser.session.account.id))
    }

    /// A whole page: the frame around what `content` writes inside `main`.
    func page(_ visit: Visit, _ page: PageHead, _ content: (inout HTML) throws -> Void) rethrows -> Response {
        var html = HTML()
        let frame = PageFrame(page: page, visit: visit, assets: assets)
        frame.begin(&html)
        try content(&html)
        frame.end(&html)
        return answer(visit, page.status, html)
    }

    /// A part of a page, for scripts that replace it: the same protection, no frame.
    func fragment(
        _ visit: Visit, status: HTTPResponse.Status = .ok, _ content: (inout HTML) throws -> Void
    ) rethrows -> Response {
        var html = HTML()
        try content(&html)
        return answer(visit, status, html)
    }

    private func answer(_ visit: Visit, _ status: HTTPResponse.Status, _ html: HTML) -> Response {
        var response = Response(status: status, headers: [.contentType: "text/html; charset=utf-8"])
        var bytes = html.bytes
        // Level 5 is within 2 % of the best and takes half its time.
        if visit.acceptsGzip, bytes.count > 512, let packed = Gzip.compress(bytes, level: 5) {
            bytes = packed
            response.headers[.contentEncoding] = "gzip"
        }
        response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        PageHeaders.protect(&response)
        return response
    }

    /// The fields of a form that was sent.
    ///
    /// - Throws: 415 for another kind of body, 413 beyond 1 MiB, 400 for a form that cannot be read or gives a field
    ///   twice.
    func form(_ request: Request) async throws -> FormFields {
        let type = request.headers[.contentType]?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else {
            throw ProblemResponse(
                .unsupportedMediaType, type: "unsupported-media-type", detail: "This address takes a form.")
        }
        var request = request
        let body = try await request.collectBody(upTo: CSRF.maximumFormBytes)
        guard let fields = String(validating: body.readableBytesView, as: UTF8.self).flatMap(FormFields.init) else {
            throw ProblemResponse.badRequest("The form could not be read.", remedy: "Open the page anew and try again.")
        }
        return fields
    }

    /// 303 to a page of this site after an act, which tells what was done.
    ///
    /// - Parameter path: Path of this site, already escaped, with or without query and fragment.
    func redirect(_ visit: Visit, to path: String, flash: Flash? = nil) -> Response {
        var target = visit.link(path)
        if let flash { target = PageQuery.adding("\(Flash.field)=\(flash.rawValue)", to: target) }
        return .seeOther(target)
    }
}
