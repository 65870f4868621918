import Domain
import Enrichment
import HTTPTypes
import Hummingbird
import Logging

extension PageKit {
    /// Runs a page's handler for whoever is signed in; refusals become pages in plain words.
    func serve(
        _ request: Request, _ context: ServiceContext, _ work: (Visit) async throws -> Response
    ) async throws -> Response {
        let visit = try visit(request, context)
        return try await answering(visit) { try await work(visit) }
    }

    /// Runs a page's handler. What it refuses (`ProblemResponse`, `ReviewRefusal`) becomes a page of the same status;
    /// all else goes on to `ErrorMiddleware`, which has `RefusalPages` for it.
    func answering(_ visit: Visit, _ work: () async throws -> Response) async throws -> Response {
        do {
            return try await work()
        } catch let problem as ProblemResponse {
            return refusal(visit, problem)
        } catch let refused as ReviewRefusal {
            return refusal(visit, ProblemResponse(refused))
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            return refusal(
                visit,
                ProblemResponse(.contentTooLarge, type: "too-large", detail: "That is more than 1 MB of text."))
        } catch let problem as Problem {
            // What a store says may name paths, so it stays in the log.
            logger.error("a page failed", metadata: ["what": "\(problem.what)", "request_id": "\(visit.requestID)"])
            return refusal(visit, .unavailable())
        }
    }

    /// The page for something that was refused. What is absent and what belongs to another client give the same page.
    func refusal(_ visit: Visit, _ problem: ProblemResponse) -> Response {
        let words = RefusalWords(problem)
        var response = page(visit, PageHead(title: words.title, status: problem.status, width: .narrow)) { html in
            html.element("div", [.fixed("class", "notice")]) { html in
                html.element("h1", text: words.title)
                html.element("p", text: words.text)
                if let remedy = words.remedy { html.element("p", text: remedy) }
                if problem.isFault { html.facts([("Request", visit.requestID)]) }
                html.element("p", [.fixed("class", "soft")]) { html in
                    html.element("a", [.data("href", visit.link("/"))], text: "To the queue")
                }
            }
        }
        problem.copyHeaders(to: &response)
        return response
    }
}
