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
    /// all else goes on to `ErrorMiddleware`.
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
                html.element("p", [.fixed("class", "soft")]) { html in
                    html.element("a", [.data("href", visit.link("/"))], text: "To the queue")
                }
            }
        }
        for (name, value) in problem.headers where name != "WWW-Authenticate" { response.set(name, value) }
        return response
    }
}

/// A refusal as a person would say it.
struct RefusalWords: Sendable {
    var title: String
    var text: String
    var remedy: String?

    init(_ problem: ProblemResponse) {
        text = problem.detail
        remedy = problem.remedy
        switch problem.type {
        case "not-found":
            title = "There is no such page"
            text = "It may have been removed, or it belongs to a client you do not look after."
        case "forbidden": title = "Your role does not allow this"
        case "stale-entity-tag":
            title = "It has changed meanwhile"
            text = "Somebody changed this after you opened it. Nothing of yours was written over theirs."
            remedy = "Look at it again and decide on what it says now."
        case "stale-draft":
            title = "The ticket has changed meanwhile"
            text = "This draft answers what the ticket said before."
            remedy = "Look at the newest draft and decide on that."
        case "already-decided": title = "Already decided"
        case "claimed-by-another": title = "Somebody else has it in hand"
        case "blocked-draft":
            title = "This draft is blocked"
            text = "It holds sentences that no evidence supports."
            remedy = "Edit or delete them, or vouch for them."
        case "text-missing":
            title = "Something is missing"
            text = "This needs a text or a reason."
            remedy = "Go back and fill it in."
        case "too-large": title = "Too long"
        case "unavailable":
            title = "Not available at the moment"
            text = "Nothing was changed."
            remedy = "Try again in a few seconds."
        case "cross-site-request": title = "Please try again"
        default:
            switch problem.status.code {
            case 404: title = "There is no such page"
            case 409, 412: title = "Not possible any more"
            case 429: title = "Too many at once"
            case 500...: title = "Something went wrong here"
            default: title = "That did not work"
            }
        }
    }
}
