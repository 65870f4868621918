import HTTPTypes
public import Hummingbird

/// Thrown where a person must sign in first: sends the browser to the sign-in page and back afterwards.
public struct SignInRedirect: HTTPResponseError {
    public var status: HTTPResponse.Status { .seeOther }
    /// Set-Cookie values to send along: a cookie that no longer counts is taken back.
    var cookies: [String]

    public init() {
        cookies = []
    }

    init(cookies: [String]) {
        self.cookies = cookies
    }

    public func response(from request: Request, context: some RequestContext) throws -> Response {
        var target = "/sign-in"
        if request.method == .get, let next = ReturnAddress(request.uri.string), next != .home {
            target += "?next=" + FormEncoding.escape(next.path)
        }
        var response = Response.seeOther(target)
        for cookie in cookies { response.headers[values: .setCookie].append(cookie) }
        return response
    }
}
