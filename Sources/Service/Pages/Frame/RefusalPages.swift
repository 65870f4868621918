import Domain
import HTTPTypes
import Hummingbird

/// Whatever goes wrong outside a page's own handler, as a page with what to do next, for those who look with a browser:
/// addresses that lead nowhere, forms that are refused, faults. Programs get the problem itself.
public struct RefusalPages: Sendable {
    let kit: PageKit

    /// Whether a person waits for a page rather than a program for data.
    static func isWanted(_ request: Request) -> Bool {
        let path = request.uri.path
        guard !path.hasPrefix("/api/"), !path.hasPrefix("/webhooks/") else { return false }
        return request.headers[values: .accept].contains { $0.lowercased().contains("text/html") }
    }

    /// In the frame for people who are signed in, else on a page of its own.
    func page(_ problem: ProblemResponse, _ request: Request, _ context: ServiceContext) -> Response {
        var context = context
        let (browser, principal) = (context.notes.browser, context.notes.principal)
        context.browser = browser
        context.principal = principal
        if let visit = try? kit.visit(request, context) { return kit.refusal(visit, problem) }
        let words = RefusalWords(problem)
        var response = NoticePage.response(
            problem.status, title: words.title,
            text: [words.text, words.remedy].compactMap(\.self).joined(separator: " "),
            facts: problem.isFault ? [("Request", context.requestID)] : [],
            link: problem.status == .unauthorized ? ("Sign in", "/sign-in") : ("To the first page", "/"))
        problem.copyHeaders(to: &response)
        return response
    }
}

extension ProblemResponse {
    /// Whether it is the service's own fault, so that its log tells more.
    var isFault: Bool { status.code >= 500 }

    /// Those that a page has, too. A browser would ask for a password at `WWW-Authenticate`.
    func copyHeaders(to response: inout Response) {
        for (name, value) in headers where name != "WWW-Authenticate" {
            guard let field = HTTPField.Name(name) else { continue }
            // Cookies are added to, not written over.
            if field == .setCookie {
                response.headers[values: field].append(value)
            } else {
                response.headers[field] = value
            }
        }
    }
}
